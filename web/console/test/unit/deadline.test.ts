import assert from "node:assert/strict";
import test from "node:test";
import { hear, serverNow } from "../../src/api/clock";
import { announced, isNear, secondsLeft } from "../../src/ui/deadline";
import { clock, exactMoment, moment } from "../../src/words/format";

const LIMIT = "2026-03-05T10:01:00+08:00";
const at = (time: string): number => Date.parse(`2026-03-05T${time}+08:00`);

test("a limit's own second still counts", () => {
  const check = (time: string, left: number | null): void => assert.equal(secondsLeft(LIMIT, at(time)), left);
  check("10:00:18", 42);
  check("10:00:18.900", 42);
  check("10:01:00.500", 0);
  check("10:01:01", null);
});

test("a near limit is told to the second", () => {
  assert.deepEqual(["09:00:00", "09:30:00", "10:30:00", "12:00:00"].map((time) => isNear(LIMIT, at(time))), [false, true, true, false]);
  assert.deepEqual([moment(LIMIT, "zh-CN"), exactMoment("2026-03-05T02:01:05Z", "zh-CN")], ["2026年3月5日 10:01", "2026年3月5日 10:01:05"]);
});

test("seconds count down as a clock, and are spoken at few of them", () => {
  assert.deepEqual([0, 42, 60, 605, 3600, 90_061].map(clock), ["0:00", "0:42", "1:00", "10:05", "1:00:00", "25:01:01"]);
  assert.deepEqual([3600, 600, 301, 60, 42, 3].map(announced), [null, 600, 600, 60, 60, 10]);
});

test("the server's clock goes before the computer's own", () => {
  hear("Thu, 05 Mar 2026 02:00:00 GMT", at("10:02:00"));
  assert.equal(serverNow(at("10:02:30")), at("10:00:30"));
  hear(null, at("10:05:00"));
  assert.equal(serverNow(at("10:02:30")), at("10:00:30"));
});
