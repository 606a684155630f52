import assert from "node:assert/strict";
import test from "node:test";
import { BundleCheck } from "../../src/draw/bundle";
import { type Flaw, codeFlaw, sought } from "../../src/page/sought";
import { lotInBundle, storyOfBundle } from "../../src/page/story";
import { makeBundle, townRecipe } from "../support/bundle";

const RIGHT = "91350100M000100Y43";

function check(typed: string, id: string, flaw: Flaw | null, drawn = [RIGHT]): void {
  assert.deepEqual(sought(typed, (one) => drawn.includes(one), drawn), { id, flaw }, typed);
}

test("blanks, hyphens, full-width forms and small letters are no matter", () => {
  const typed = [RIGHT, ` ${RIGHT.toLowerCase()}\t`, "9135 0100 M000 100Y 43", "9135-0100-M000–100Y—43", "\u3000９１３５０１００Ｍ０００１００Ｙ４３", "9135\u200b0100M000100Y43"];
  for (const one of typed) check(one, RIGHT, null);
});

test("a text that is no code is told why", () => {
  check("91350100M000100Y4", "91350100M000100Y4", { kind: "length", count: 17 });
  check("91350100m000100o43", "91350100M000100O43", { kind: "character", character: "O", position: 16 });
  check("91350100M000100Y44", "91350100M000100Y44", { kind: "check" });
  check("91350100M000100Y53", "91350100M000100Y53", { kind: "check" });
  assert.equal(codeFlaw("210400000012345"), null);
});

test("where ids are of other kinds, one is as it was typed", () => {
  check("lic 12", "lic 12", null, ["LIC-13", "LIC-14"]);
  check("lic-13", "LIC-13", null, ["LIC-13", "LIC-14"]);
  check("TW-9", "TW-9", null, [RIGHT, "TW-1"]);
  check("91350100M000100Y44", "91350100M000100Y44", { kind: "check" }, [RIGHT, RIGHT, "TW-1"]);
});

test("a lot is found however its id was typed", () => {
  const files = makeBundle(townRecipe());
  const verified = new BundleCheck(files);
  assert.equal(verified.report(null).first, "ok");
  const story = storyOfBundle(verified, files);
  const standing = (typed: string): string => lotInBundle(verified, files, story, typed).standing;
  const drawn = verified.result.targets[0].id;
  assert.equal(standing(`${drawn.slice(0, 4)} ${drawn.slice(4).toLowerCase()}`), "drawn");
  assert.equal(standing("91210400zz0000 0011"), "excluded");
  assert.equal(standing("91210400MA9999999X"), "none");
});
