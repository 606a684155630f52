"""Everything the interface's document promises, tried on a running demonstration: `trial.py ADDRESS FOLDER`.

Schemathesis makes requests of every form from the document, sound and unsound, and holds each answer against it: no server error,
no status, content type, header or body that isn't there. One run for each kind of account, since most forms are refused
before they are looked at where the caller may not.
"""

import subprocess
import sys
import xml.etree.ElementTree as xml
from pathlib import Path
from uuid import uuid4

import requests

PASSWORD = "fushun-jiage-2026"
SEED = 20260305
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
]
# What would end the run itself, and why.
EXCLUDED = {
    "POST /api/v1/session/end": "signs out the session of the run",
    "POST /api/v1/me/password": "changes the password, and ends the other sessions",
    "POST /api/v1/me/sessions/{id}/end": "ends the session of the run",
    "POST /api/v1/me/totp/confirm": "asks for a second factor from then on",
}
BUSINESS = [
    "catalogue-manager", "registry-manager", "planner", "approver", "draw-operator", "observer", "inspector", "reviewer",
    "publisher", "credit-officer", "leader",
]
# Account, roles, and what is tried of which operations. The first run goes through the limits of every form, one by one.
RUNS = [
    ("business", BUSINESS, ["--phases", "examples,coverage,fuzzing", "--max-examples", "8"]),
    ("system", None, ["--phases", "fuzzing", "--max-examples", "12", "--include-tag", "accounts"]),
    ("security", None, ["--phases", "fuzzing", "--max-examples", "12", "--include-tag", "accounts"]),
    ("nobody", [], ["--phases", "fuzzing", "--max-examples", "2"]),
]


class Desk:
    """Somebody who is signed in."""

    def __init__(self, address, login, password):
        self.address, self.session = address, requests.Session()
        me = self.act("/api/v1/session", {"login": login, "password": password, "bearer": True})
        self.token, self.organisation, self.id = me["token"], me["organisation"]["id"], me["id"]
        self.session.headers["authorization"] = f"Bearer {self.token}"

    def act(self, path, body=None, **more):
        key = {"idempotency-key": str(uuid4())}
        answer = self.session.post(self.address + path, json=body, headers=key, **more)
        if not answer.ok:
            raise SystemExit(f"{path}: {answer.status_code} {answer.text}")
        return answer.json()

    def read(self, path):
        answer = self.session.get(self.address + path)
        answer.raise_for_status()
        return answer.json()

    def ids(self, path, most=8):
        found = self.read(path)
        return [row["id"] for row in (found if isinstance(found, list) else found["rows"])][:most]


def opened(address, system, security, login, roles):
    """An account with these roles, its password its own."""
    given = system.act("/api/v1/people", {"login": login, "name": "试用", "organisation": system.organisation})
    desk = Desk(address, login, given["password"])
    desk.act("/api/v1/me/password", {"old": given["password"], "new": PASSWORD})
    roles = [{"role": role, "organisation": system.organisation} for role in roles]
    # The person's own change of the password made it version 2.
    security.act(f"/api/v1/people/{desk.id}/roles", {"roles": roles, "version": 2})
    # Whose roles change signs in anew.
    return Desk(address, login, PASSWORD)


def known(system, business, victim):
    """Ids that there are, for the first parameter of each path."""
    name = {"name": "试用的所", "level": "county", "region": "210402", "parent": system.organisation}
    office = system.act("/api/v1/organisations", name)["id"]
    edition = business.act("/api/v1/editions", {"title": "试用清单", "note": "", "from": "published"})["id"]
    roster = "统一社会信用代码,企业名称\n1,甲\n91350100M000100Y43,乙\n".encode()
    imported = business.act("/api/v1/imports?kind=subjects", files={"file": ("名录.csv", roster)})
    mapping = {"code": 0, "name": 1}
    business.act(f"/api/v1/imports/{imported['id']}/check", {"mapping": mapping})
    return {
        "complaints": business.ids("/api/v1/complaints"),
        "editions": [edition, *business.ids("/api/v1/editions")],
        "imports": [imported["id"]],
        "inspectors": business.ids("/api/v1/inspectors"),
        "jobs": business.ids("/api/v1/jobs"),
        "organisations": [office],
        "people": [victim.id],
        "subjects": business.ids("/api/v1/subjects"),
    }, edition


def configuration(ids, items):
    """The rest of what Schemathesis is told: known ids mostly, other ones now and then."""
    lines = ["[dictionaries.versions]", "values = [1, 2, 3]", "[generation.dictionaries]"]
    lines += ['integer = { dictionary = "versions", probability = 0.3 }']
    dictionaries = [(f"/api/v1/{kind}/{{id}}", "id", values) for kind, values in ids.items()]
    dictionaries += [("/api/v1/editions/{id}/items/{item}", "item", items)]
    for at, (path, name, values) in enumerate(dictionaries):
        lines += [f"[dictionaries.known{at}]", f"values = {values}"]
        lines += ["[[operations]]", f"include-path-regex = '^{path.replace('{', '.').replace('}', '.')}'"]
        lines += [f'parameters = {{ "path.{name}" = {{ dictionary = "known{at}", probability = 0.8 }} }}']
    return "\n".join(lines) + "\n"


def run(address, folder, desk, tried):
    """One run. How many hold, and how many don't."""
    report = folder / f"{desk.id}.xml"
    command = [Path(sys.executable).with_name("schemathesis"), "--config-file", folder / "schemathesis.toml", "run"]
    command += [f"{address}/api/openapi.json", "--header", f"Authorization: Bearer {desk.token}"]
    # Any other person's id ends in one and the same refusal.
    command += ["--header", f"X-Acting-As: {desk.id}"]
    command += ["--checks", ",".join(CHECKS), *tried, "--seed", str(SEED)]
    command += ["--continue-on-failure", "--request-timeout", "20", "--no-color"]
    command += ["--generation-with-security-parameters", "false", "--generation-database", "none", "--warnings", "off"]
    command += ["--report", "junit", "--report-junit-path", report]
    for name in EXCLUDED:
        command += ["--exclude-name", name]
    answer = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    suites = xml.parse(report).getroot().iter("testsuite")
    counts = [(int(suite.get("tests")), int(suite.get("failures")) + int(suite.get("errors"))) for suite in suites]
    passed, failed = sum(tests - bad for tests, bad in counts), sum(bad for _, bad in counts)
    if failed or answer.returncode:
        print(answer.stdout)
    return passed, max(failed, int(answer.returncode != 0))


def main(address, folder):
    """All runs, and a line for each."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    system, security = Desk(address, "system", PASSWORD), Desk(address, "security", PASSWORD)
    victim = opened(address, system, security, "victim", ["observer"])
    desks = {"system": system, "security": security}
    desks |= {login: opened(address, system, security, login, roles) for login, roles, _ in RUNS if roles is not None}
    ids, edition = known(system, desks["business"], victim)
    items = desks["business"].ids(f"/api/v1/editions/{edition}/items")
    (folder / "schemathesis.toml").write_text(configuration(ids, items), encoding="utf-8")
    total = [0, 0]
    for login, _, tried in RUNS:
        passed, failed = run(address, folder, desks[login], tried)
        print(f"{login}: {passed} operations hold, {failed} don't", flush=True)
        total = [total[0] + passed, total[1] + failed]
    print(f"# pass {total[0]}\n# fail {total[1]}")
    return int(total[1] > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
