/** A bureau to try the pages on. */
import { Api, problem } from "./api";

const CITY = "0197a000-0000-7000-8000-000000000001";
const COUNTY = "0197a000-0000-7000-8000-000000000002";
const SEEN = "2026-03-05T02:00:00Z";
const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.93 Safari/537.36";

/** Everything one may do. */
const ACTS = ["me", "organisation.read", "organisation.manage", "person.read", "person.manage", "person.grant", "session.manage", "job.read", "complaint.read"];

/** Who is signed in. */
export const ME = {
  id: "0197a000-0000-7000-8000-00000000000a", login: "limin", name: "李敏", organisation: { id: CITY, name: "抚顺市价格监督检查局" },
  roles: [{ role: "system-admin", organisation: CITY }], acts: ACTS, must_change_password: false, resting: false, totp: "off", version: 3,
};

/** The bureau and its office. */
export const ORGANISATIONS = [
  { id: CITY, parent: null, name: "抚顺市价格监督检查局", level: "city", region: "210400", state: "open", version: 1 },
  { id: COUNTY, parent: CITY, name: "新抚区价格监督检查局", level: "county", region: "210402", state: "open", version: 3 },
];

/** One of the bureau's people. */
export const PERSON = {
  id: "0197a000-0000-7000-8000-0000000000b1", login: "wangqiang", name: "王强", organisation: COUNTY, state: "active",
  roles: [{ role: "inspector", organisation: COUNTY }, { role: "planner", organisation: CITY }], totp: true, password_given: false, resting: false, version: 4,
};

const SESSION = { id: "s1", at: SEEN, seen: SEEN, address: "10.20.3.17", agent: CHROME, current: true };

const JOB = { id: "j1", kind: "import-check", state: "done", at: SEEN, done: 1200, total: 1200, result: {}, problem: null, stoppable: true };

const page = (rows: unknown[], next: string | null = null, value = rows.length): { body: unknown } => ({ body: { rows, next, count: { value, exact: true } } });

/** Shops of one page; there are three pages. */
export function shops(from: number): unknown[] {
  return Array.from({ length: 12 }, (_, at) => ({ id: `shop${from + at}`, name: `抚顺市新抚区第${from + at}副食品商行`, code: "91210402MA0000000X", visited: "2026-03-05", fines: 1234500, staff: 1200 + at }));
}

/** The API of a bureau somebody is signed in to. */
export function office(): Api {
  return new Api()
    .on("GET", "/setup", { body: { needed: false } })
    .on("GET", "/me", { body: ME })
    .on("GET", "/me/sessions", { body: [SESSION, { ...SESSION, id: "s2", current: false, agent: "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0" }] })
    .on("GET", "/organisations", { body: ORGANISATIONS })
    .on("GET", "/jobs", { body: [{ ...JOB, id: "j2", state: "failed", problem: "broken", result: null }, JOB] })
    .on("GET", "/people", page([PERSON, { ...PERSON, id: "p2", name: "赵丽", login: "zhaoli", state: "suspended", totp: false, password_given: true }], null, 2))
    .on("GET", "/people/([^/]+)", { body: PERSON })
    .on("GET", "/people/([^/]+)/sessions", { body: [{ ...SESSION, current: false }] })
    .on("GET", "/shops", (request) => {
      const query = new URL(request.url()).searchParams;
      if (query.get("q") === "没有的") return page([]);
      const after = Number(query.get("after") ?? "0");
      return page(shops(after + 1), after < 24 ? String(after + 12) : null, 36);
    });
}

/** The same, before anybody has signed in. */
export function door(): Api {
  let isIn = false;
  return office()
    .on("GET", "/me", () => (isIn ? { body: { ...ME, totp: "on" } } : problem(401, "no-session", "请先登录")))
    .on("POST", "/session", (request) => {
      const { password, totp } = request.postDataJSON() as { password: string; totp?: string };
      if (password !== "correct horse battery") return problem(401, "bad-login", "登录名或密码不对", { detail: "请核对后重新输入；忘记密码的，请联系系统管理员重置。" });
      if (!totp) return problem(401, "totp-needed", "请输入动态口令");
      isIn = true;
      return { body: { ...ME, totp: "on" } };
    });
}
