/** A bureau with outcomes: an order that is over its day, a case at each of its stages, and a visit that waits for one. */
import type { Api } from "./api";
import { ME, office } from "./office";

const OFFICE = { id: ME.organisation.id, name: ME.organisation.name };
const PERSON = { id: "p1", name: "钱进" };
export const CLINIC = "抚顺市新抚区永安诊所";
export const FOUND = "挂号费未在醒目位置公示，现场拍照取证两张。";

const ROW = { visit: "v1", name: CLINIC, code: "91210402MA0000001X", organisation: OFFICE, overdue: false, version: 3 };
const ORDER = { ...ROW, id: "o1", kind: "rectification", state: "open", number: { year: 2026, number: 7 }, due: "2026-03-01", overdue: true, opened_at: "2026-02-10T02:00:00Z", closed_at: null };
const CASE = { ...ROW, id: "o2", kind: "case", state: "open", number: { year: 2026, number: 2 }, due: "2026-05-20", opened_at: "2026-02-19T02:00:00Z", closed_at: null };
const PROPOSED = { ...ROW, id: "o3", kind: "referral", state: "proposed", number: null, due: null, opened_at: null, closed_at: null };

const DECISION = { number: "抚价检处〔2026〕12号", day: "2026-03-02", sanctions: ["warning", "fine"], fine: 1_200_050, confiscated: null, text: "收取未标明的费用，依据《中华人民共和国价格法》第四十二条处罚。" };
const MORE = {
  draw: { id: "d1", task: "医疗价格收费专项抽查" }, text: "在挂号窗口公示挂号费和全部诊疗项目的价格。", to: null, decision: null, acknowledgement: null,
  findings: [{ item: "JG-20", item_name: "医药价格", row: 0, question: "是否在醒目位置公示医疗服务项目和价格", found: FOUND }],
};
const step = (act: string, more: object = {}): object => ({ act: `outcome.${act}`, at: "2026-02-19T02:00:00Z", person: PERSON, day: null, text: "", due: null, cleared: null, decision: null, ...more });

const PAGES: Record<string, object> = {
  o1: { ...ORDER, ...MORE, steps: [step("ordered", { text: MORE.text, due: "2026-02-20" }), step("rechecked", { day: "2026-02-21", text: "诊疗项目仍缺三项。", cleared: false, due: "2026-03-01" })], can: ["recheck", "extend", "withdraw"] },
  o2: { ...CASE, ...MORE, steps: [step("proposed"), step("approved", { due: "2026-05-20" }), step("decision", { decision: DECISION, text: DECISION.text }), step("declined", { text: "请补充违法所得的计算过程" })], can: ["decision"] },
  o3: { ...PROPOSED, ...MORE, to: "抚顺市公安局新抚分局", steps: [step("proposed")], can: ["approve", "decline", "withdraw"] },
};

const RECORD = {
  visited: "2026-02-10", from: 570, to: 620, place: "东一路1号", method: "on-site", present: ["E001", "E002"], findings: "", results: ["rectification-ordered"],
  items: [{ item: "JG-20", rows: [{ tick: "no", value: "", found: FOUND }, { tick: "yes", value: "", found: "" }] }], subject: { who: "王红，店长", statement: "", signing: "signed", reason: "", witness: "" },
};
const VISIT = {
  visit: {
    id: "v1", draw: "d1", task: "医疗价格收费专项抽查", announced: true, organisation: OFFICE.id, organisation_name: OFFICE.name, code: ROW.code, name: CLINIC, address: "东一路1号", region: "210402", items: ["JG-20"],
    first_day: "2026-02-01", last_day: "2026-03-01", state: "reviewed", overdue: false, number: 1, notice: { year: 2026, number: 1 }, team: [{ code: "E001", name: "钱进", certificate: "2104001" }, { code: "E002", name: "李岩", certificate: "2104002" }], version: 4,
  },
  form: [{ code: "JG-20", name: "医药价格", bases: [], content: "", methods: ["on-site"], materials: [], rows: [{ text: "是否在醒目位置公示医疗服务项目和价格", answer: "yes-no", basis: "《中华人民共和国价格法》第十三条" }, { text: "收费是否与公示价格一致", answer: "yes-no", basis: "" }] }],
  draft: RECORD, reason: "", digest: null, mine: "E001", noticed_at: "2026-02-09T02:00:00Z",
  records: [{ id: "r1", number: 1, reason: "", record: RECORD, digest: "", recorder: PERSON, recorded_at: "2026-02-10T08:00:00Z", reviewer: { id: "p2", name: "郑重" }, reviewed_at: "2026-02-11T02:00:00Z", there: [{ code: "E001", name: "钱进", vouched: "handed-in", account: PERSON, at: "2026-02-10T08:00:00Z" }, { code: "E002", name: "李岩", vouched: null, account: null, at: null }] }],
  to_confirm: [],
};

const page = (rows: object[]): { body: object } => ({ body: { rows, next: null, count: { value: rows.length, exact: true } } });

/** Its API, for somebody who inspects and approves alike. */
export function cases(): Api {
  return office()
    .on("GET", "/me", { body: { ...ME, acts: ["me", "visit.read", "outcome.read", "outcome.propose", "outcome.approve"] } })
    .on("GET", "/visits/v1", { body: VISIT })
    .on("GET", "/outcomes", (request) => page(new URL(request.url()).searchParams.has("visit") ? [] : [ORDER, CASE, PROPOSED]))
    .on("GET", "/outcomes/(o.)", (_request, [, id]) => ({ body: PAGES[id] }))
    .on("GET", "/outcomes/waiting", page([{ visit: "v1", name: CLINIC, code: ROW.code, draw: "d1", task: MORE.draw.task, visited: "2026-02-10", results: ["rectification-ordered"], wants: "rectification" }]));
}
