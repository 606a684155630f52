import assert from "node:assert/strict";
import test from "node:test";
import { checkRound } from "../../src/draw/beacons";
import { joinShares, parseShare, splitSecret } from "../../src/draw/salts";

const QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
const DEFAULT = "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce";
const QUICKNET_1000 = {
  value: "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
  signature: "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
};
const DEFAULT_1 = {
  value: "101297f1ca7dc44ef6088d94ad5fb7ba03455dc33d53ddb412bbc4564ed986ec",
  signature:
    "8d61d9100567de44682506aea1a7a6fa6e5491cd27a0a0ed349ef6910ac5ac20ff7bc3e09d7c046566c9f7f3c6f3b101"
    + "04990e7cb424998203d8f7de586fb7fa5f60045417a432684f85093b06ca91c769f0e7ca19268375e659c2a2352b4655",
  previous: "176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a",
};

test("a round of the unchained chain verifies, and for no other round", () => {
  assert.equal(checkRound(QUICKNET, 1000n, QUICKNET_1000.value, QUICKNET_1000.signature), "valid");
  assert.equal(checkRound(QUICKNET, 1001n, QUICKNET_1000.value, QUICKNET_1000.signature), "wrong-signature");
  assert.equal(checkRound(QUICKNET, 1000n, DEFAULT_1.value, QUICKNET_1000.signature), "wrong-value");
});

test("a round of the chained chain verifies with the signature before it", () => {
  const evidence = `${DEFAULT_1.signature}:${DEFAULT_1.previous}`;
  assert.equal(checkRound(DEFAULT, 1n, DEFAULT_1.value, evidence), "valid");
  assert.equal(checkRound(DEFAULT, 1n, DEFAULT_1.value, evidence.replace(/a$/, "b")), "wrong-signature");
  assert.equal(checkRound(DEFAULT, 1n, DEFAULT_1.value, DEFAULT_1.signature), "wrong-signature");
});

test("a chain nobody here knows is named as such", () => {
  assert.equal(checkRound("00".repeat(32), 1000n, QUICKNET_1000.value, QUICKNET_1000.signature), "unknown-chain");
});

test("any two of three shares give the secret back, and a mistyped one is noticed", () => {
  const secret = "00112233445566778899aabbccddeeff".repeat(2);
  const texts = splitSecret(secret, Uint8Array.from({ length: 32 }, (_, at) => (at * 37 + 11) % 256));
  const shares = texts.map((text) => parseShare(text)!);
  for (const [a, b] of [[0, 1], [0, 2], [2, 1]]) assert.equal(joinShares(shares[a], shares[b]), secret);
  assert.equal(joinShares(shares[0], shares[0]), null);
  assert.equal(parseShare(texts[0].replace(/.$/, (last) => (last === "0" ? "1" : "0"))), null);
});
