//! The bench of 执法检查人员 and who of them must not meet whom.

use std::collections::BTreeSet;

use super::names;
use super::places::AREAS;
use super::random::Random;
use super::subjects::Subject;
use super::{Options, csv};

/// The pool of everybody with a certificate; the second seat is theirs.
pub(super) const ALL: &str = "执法人员";
/// The pool of those who may lead a visit; the first seat is theirs.
pub(super) const LEADS: &str = "持证主办";

/// Sections of the bureau; each also is a pool.
const SECTIONS: [&str; 6] =
    ["价格监督检查一科", "价格监督检查二科", "医药价格科", "收费管理科", "综合执法一队", "综合执法二队"];

/// One line of the bench.
pub(super) struct Inspector {
    code: String,
    name: String,
    section: &'static str,
    lead: bool,
    /// The area where this inspector lives or works, for recusals.
    area: &'static str,
    capacity: u32,
    valid_to: String,
    note: &'static str,
}

/// Make the bench. Capacities add up to half as much again as `targets` need, so that teams can be found even with people on leave.
pub(super) fn bench(options: &Options, targets: u32) -> Vec<Inspector> {
    let mut random = Random::new(options.seed, "inspectors");
    let capacity = (targets * 3).div_ceil(options.inspectors).max(3);
    let mut serial = 10_000;
    (0..options.inspectors)
        .map(|i| {
            serial += random.between(3, 61);
            let mut inspector = Inspector {
                code: format!("2104{:02}{serial}", i % 7),
                name: names::person(&mut random),
                section: SECTIONS[usize::try_from(i).expect("a u32 fits") % SECTIONS.len()],
                lead: (i + i / 6) % 2 == 0,
                area: random.pick(&AREAS).name,
                capacity: capacity + random.below(capacity.div_ceil(4)),
                valid_to: format!(
                    "{}-{:02}-{:02}",
                    random.between(2027, 2030),
                    random.between(1, 12),
                    random.between(1, 28)
                ),
                note: "",
            };
            // The first six always serve, so that the smallest bench still works.
            if i >= 6 {
                sometimes_absent(&mut random, &mut inspector);
            }
            inspector
        })
        .collect()
}

/// Who is on leave, or has no valid certificate on the day, is frozen with no capacity: leaving out is as visible as putting in.
fn sometimes_absent(random: &mut Random, inspector: &mut Inspector) {
    match random.below(100) {
        0..=2 => {
            inspector.capacity = 0;
            inspector.note = "病事假";
        }
        3..=4 => {
            inspector.capacity = 0;
            inspector.note = "借调";
        }
        5..=7 => {
            inspector.capacity = 0;
            inspector.valid_to = format!("2026-02-{:02}", random.between(1, 27));
            inspector.note = "执法证已过期";
        }
        _ => {}
    }
}

/// One line of the recusals.
pub(super) struct Recusal {
    code: String,
    inspector: String,
    id: String,
    name: String,
    reason: &'static str,
}

/// Make recusals: two or so an inspector, most of them with a business of the inspector's own area.
pub(super) fn recusals(options: &Options, bench: &[Inspector], registry: &[Subject]) -> Vec<Recusal> {
    let mut random = Random::new(options.seed, "recusals");
    let mut pairs = BTreeSet::new();
    let mut recusals = Vec::new();
    for inspector in bench {
        for _ in 0..random.below(5) {
            let subject = random.pick(registry);
            let reason = reason(&mut random, subject.area == inspector.area);
            if pairs.insert((inspector.code.clone(), subject.id.clone())) {
                recusals.push(Recusal {
                    code: inspector.code.clone(),
                    inspector: inspector.name.clone(),
                    id: subject.id.clone(),
                    name: subject.name.clone(),
                    reason,
                });
            }
        }
    }
    recusals
}

/// Reasons as `spec/draw.md` section 1.1 words them, with how often they happen.
const REASONS: [(u32, &str); 5] =
    [(34, "申报利害关系"), (22, "亲属关系"), (20, "上次检查人"), (16, "轮换"), (8, "曾任职")];

fn reason(random: &mut Random, own_area: bool) -> &'static str {
    if own_area && random.chance(60) {
        return "本人辖区";
    }
    let reason: &&str = random.weighted(&REASONS);
    reason
}

/// `inspectors.csv`: the pools of a person are joined by commas, as the bench of the draw has them.
pub(super) fn bench_csv(bench: &[Inspector]) -> Vec<u8> {
    let rows = bench.iter().map(|i| {
        let mut pools = vec![ALL, i.section];
        if i.lead {
            pools.push(LEADS);
        }
        pools.sort_unstable();
        vec![
            i.code.clone(),
            i.name.clone(),
            i.section.to_owned(),
            pools.join(","),
            i.capacity.to_string(),
            i.valid_to.clone(),
            i.note.to_owned(),
        ]
    });
    csv(&["执法证号", "姓名", "科室", "人员池", "最多任务数", "有效期至", "备注"], rows)
}

/// `recusals.csv`.
pub(super) fn recusals_csv(recusals: &[Recusal]) -> Vec<u8> {
    let rows = recusals
        .iter()
        .map(|r| vec![r.code.clone(), r.inspector.clone(), r.id.clone(), r.name.clone(), r.reason.to_owned()]);
    csv(&["执法证号", "姓名", "统一社会信用代码", "主体名称", "原因"], rows)
}
