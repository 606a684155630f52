"""Times a draw through the running server beside `lots draw` on its files: `campaign.py YAOGUANG LOTS REGISTRY FOLDER SUBJECTS TARGETS INSPECTORS [DATABASE]`.

A demonstration of so many subjects (of 30,000, and copies of them by the example `registry`, if it is to be more) is made in FOLDER (in the DATABASE, an empty PostgreSQL one, if it is said), its inspectors are made so many by the interface, and an operator, an approver and a publisher take a draw of all of them through the interface: preview,
approval, commit, two reveals, draw, announcement, bundles. The seed's sources are reveals alone, which close a minute or a few after the commit: those aren't counted. What the server
took is read off its own times; `lots draw` gets the files of the auditor's bundle without the result, and must give the same result to the byte.
"""

import hashlib
import io
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from bureau import PASSWORD, Bureau, load

MINUTES = ((100_000, 1), (1_000_000, 4), (10_000_000, 20))
"""How many minutes the parties have, by how many subjects there are at the most: the time runs while a large roster is still being saved."""
PARTIES = [{"name": name, "outside": True, "holds": 0} for name in ("市纪委监委", "市消费者协会")]
WAIT_S = 1800
MADE = 30_000
"""The most subjects that the demonstration itself makes."""
BROWSED = 1_000_000
"""The most subjects that the verification page is tried with."""
VERIFIER = Path(__file__).parent.parent / "web/verify"


class Took(dict):
    """Seconds by name, each told at once: a run that breaks off has measured what came before."""

    def __setitem__(self, name, second):
        super().__setitem__(name, second)
        print(f"{name}: {second:.2f} s", flush=True)


class Office:
    """Desks of several people at one server."""

    def __init__(self, bureau):
        self.bureau, self.tokens = bureau, {}

    def call(self, login, method, path, body=None):
        """One request of somebody: what it answers."""
        if login and login not in self.tokens:
            self.bureau.token = None
            desk = {"login": login, "password": PASSWORD, "bearer": True}
            self.tokens[login] = self.bureau.call("POST", "/api/v1/session", desk)["token"]
        self.bureau.token = self.tokens.get(login)
        return self.bureau.call(method, path, body)

    def step(self, login, path, verb, body=None):
        """A step on a draw as it is now."""
        now = self.call("operator", "GET", path)
        return self.call(login, "POST", f"{path}/{verb}", {**(body or {}), "version": now["version"]})

    def until(self, path, state):
        """Wait until a draw stands so."""
        began = time.monotonic()
        while time.monotonic() - began < WAIT_S:
            seen = self.call("operator", "GET", path)
            if seen["state"] == state:
                return seen
            time.sleep(0.05)
        sys.exit(f"{path} isn't {state} after {WAIT_S} s: {seen['state']}")

    def job(self, asked):
        """Wait for a job; what it came to."""
        while True:
            seen = self.call("operator", "GET", f"/api/v1/jobs/{asked['job']}")
            if seen["state"] == "done":
                return seen["result"]
            if seen["state"] not in ("waiting", "running"):
                sys.exit(f"{seen}")
            time.sleep(0.02)


def timed(work):
    """Seconds, and what it answers."""
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer


def value(draw, place):
    """What a party reveals."""
    return hashlib.sha256(f"bench {draw} {place}".encode()).hexdigest()


def seconds(stamp):
    """A time of the interface in seconds: `2026-03-05T09:30:00.123456+08:00`."""
    return datetime.fromisoformat(stamp).timestamp()


def rule(subjects):
    """A standing rule of reveals alone."""
    seconds = 60 * next(minutes for most, minutes in MINUTES if subjects <= most)
    return {"text": "揭示方在锁定后及时揭示；不用其他来源。", "reveal_s": seconds, "delay_s": seconds + 1, "beacons": [], "dice": None, "closed": []}


def scheme(office, subjects, targets):
    """One stratum of everybody for the preview to part."""
    edition = office.call("operator", "GET", "/api/v1/editions?state=published")["rows"][0]["id"]
    item = office.call("operator", "GET", f"/api/v1/editions/{edition}/items?limit=1")["rows"][0]["text"]["code"]
    rate = Fraction(targets, subjects)
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() + 86_400))
    return {
        "edition": edition, "items": [item], "from": day, "to": day, "scope": {}, "axes": {"risk": True},
        "strata": [{"name": name, "p": rate.numerator, "q": rate.denominator, "minimum": 1} for name in "ABCD"], "rounding": "at-least",
        "visits_most": None, "cooldown_days": None, "left_out": [], "bench": {"fields": [], "pools": [], "left_out": [], "capacity": 1000},
        "seats": ["all", "all"], "recusals": [], "slack": 0, "reserves": 2, "disclosure": None,
    }


def enlist(office, inspectors):
    """Inspectors of the bureau, until there are so many of them in all."""
    known = office.call("registry", "GET", "/api/v1/inspectors?limit=200")["rows"]
    bureau = office.call("registry", "GET", "/api/v1/me")["organisation"]["id"]
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() + 400 * 86_400))
    for serial in range(inspectors - len(known)):
        one = {"organisation": bureau, "certificate": f"B{serial:06}", "name": f"检查员{serial}", "valid_to": day, "unit": "价格科", "fields": []}
        office.call("registry", "POST", "/api/v1/inspectors", one)


def campaign(bureau, subjects, targets, inspectors):
    """The draw, step by step: seconds by name, and the auditor's bundle."""
    office, took = Office(bureau), Took()
    enlist(office, inspectors)
    written = office.call("operator", "POST", "/api/v1/draw-rules", {"rule": rule(subjects)})
    office.call("approver", "POST", f"/api/v1/draw-rules/{written['id']}/approve", {"version": written["version"]})
    draft = {"task": "测量", "scheme": scheme(office, subjects, targets), "parties": PARTIES}
    draw = office.call("operator", "POST", "/api/v1/draws", draft)["id"]
    path = f"/api/v1/draws/{draw}"
    took["preview"], seen = timed(lambda: office.job(office.step("operator", path, "preview")))
    print(f"{seen['subjects']} subjects, {seen['targets']} targets, {seen['inspectors']} inspectors", flush=True)
    office.step("operator", path, "submit")
    office.step("approver", path, "approve")
    links = []
    for place in (1, 2):
        link = office.step("operator", path, f"parties/{place}/link")["token"]
        digest = hashlib.sha256(f"yaoguang/v1/reveal\n{draw}\nparty-{place}\n{value(draw, place)}".encode()).hexdigest()
        office.call(None, "POST", f"/api/v1/ceremony/{link}/hash", {"hash": digest})
        links.append(link)
    took["commit"], _ = timed(lambda: (office.step("operator", path, "commit"), office.until(path, "committed")))
    for place, link in enumerate(links, 1):
        office.call(None, "POST", f"/api/v1/ceremony/{link}/reveal", {"value": value(draw, place)})
    drawn = office.until(path, "drawn")
    took["draw"] = seconds(drawn["drawn_at"]) - seconds(drawn["seeded_at"])
    peak = bureau.memory()[2]
    office.step("publisher", path, "announce")
    took["page"], _ = timed(lambda: bureau.request("GET", f"/draws/{draw}"))
    took["public bundle"], (_, public) = timed(lambda: bureau.request("GET", f"/draws/{draw}/bundle.zip"))
    headers = {"authorization": f"Bearer {office.tokens['operator']}", "idempotency-key": draw}
    ask = lambda: bureau.request("POST", f"{path}/bundle?edition=auditor", None, headers.items())
    took["auditor's bundle"], (status, auditor) = timed(ask)
    if status != 200:
        sys.exit(f"bundle: {status} {auditor[:500]}")
    return took, (public, auditor), peak


def beside(lots, bundle):
    """`lots draw` on the files of a bundle without its result: seconds."""
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(bundle)).extractall(folder)
        result = Path(folder, "result.json")
        ours = result.read_bytes()
        for name in ("result.json", "journal.json"):
            Path(folder, name).unlink(missing_ok=True)
        took, done = timed(lambda: subprocess.run([lots, "draw", folder], capture_output=True, text=True))
        if done.returncode or result.read_bytes() != ours:
            sys.exit(f"lots draw gives another result: {done.stdout} {done.stderr}")
        return took


def verified(lots, bundle):
    """`lots verify` on a bundle: seconds."""
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(bundle)
        file.flush()
        took, done = timed(lambda: subprocess.run([lots, "verify", file.name], capture_output=True, text=True))
        if done.returncode:
            sys.exit(f"lots verify: {done.stdout} {done.stderr}")
        return took


def in_browser(bundle):
    """The verification page in a headless browser on a bundle: seconds, the best of three rounds."""
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        file.write(bundle)
        file.flush()
        done = subprocess.run(["node", VERIFIER / "dist/test/time.mjs", file.name, "3"], capture_output=True, text=True)
    rounds = [line.split("\t") for line in done.stdout.splitlines()]
    if done.returncode or any(verdict != "核验通过" for _, verdict in rounds):
        sys.exit(f"in the browser: {done.stdout} {done.stderr}")
    return min(float(second) for second, _ in rounds)


def bureau_of(yaoguang, registry, folder, subjects, database):
    """A bureau with so many subjects."""
    bureau = Bureau(yaoguang, folder, min(subjects, MADE), database)
    if subjects > MADE:
        at_rest = database or f"sqlite://{folder / 'data/yaoguang.db'}"
        subprocess.run([registry, "grow", at_rest, str(subjects)], check=True)
    return bureau


def main(yaoguang, lots, registry, folder, subjects, targets, inspectors, database=None):
    """Make the bureau, run the campaign, say what it took."""
    made, bureau = timed(lambda: bureau_of(yaoguang, registry, folder, subjects, database))
    with bureau:
        took, (public, auditor), peak = campaign(bureau, subjects, targets, inspectors)
    took["`lots draw` on its files"] = beside(lots, auditor)
    took["`lots verify`, public bundle"] = verified(lots, public)
    took["`lots verify`, auditor's bundle"] = verified(lots, auditor)
    if subjects <= BROWSED:
        took["in the browser, public bundle"] = in_browser(public)
        took["in the browser, auditor's bundle"] = in_browser(auditor)
    print(f"\n{subjects} subjects, {inspectors} inspectors on {'PostgreSQL' if database else 'SQLite'}, made in {made:.0f} s; server's peak {peak:.0f} MB; bundles of {len(public) / 1e6:.1f} and {len(auditor) / 1e6:.1f} MB; {load()}\n")
    print("| | s |\n|---|--:|")
    for name, second in took.items():
        print(f"| {name} | {second:.2f} |")


if __name__ == "__main__":
    main(*sys.argv[1:4], Path(sys.argv[4]), *map(int, sys.argv[5:8]), *sys.argv[8:])
