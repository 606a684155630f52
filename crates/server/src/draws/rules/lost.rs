//! Draws that never come to a result: they stand as committed for ever, and are not under way.

use lots::plan::SeedPlan;

use super::{StandingRule, standing};
use crate::app::value::Timestamp;
use crate::codes;

codes! {
    /// Why a committed draw never has a seed. Open data have these codes, so that they keep their meaning.
    #[schema(as = DrawLost)]
    Lost {
        /// A party let its time to reveal pass.
        Unrevealed = "unrevealed",
        /// Nobody read the public sources off in time.
        Unread = "unread",
    }
}

impl Lost {
    /// Why a committed draw of this plan is lost, if it is; `has_revealed` says of a party's code whether its value is there.
    #[must_use]
    pub fn by_plan(plan: &SeedPlan, has_revealed: impl Fn(&str) -> bool, now: Timestamp) -> Option<Self> {
        if standing::is_lost(plan, has_revealed, now) {
            return Some(Self::Unrevealed);
        }
        standing::read_until(plan).is_some_and(|until| now > until).then_some(Self::Unread)
    }

    /// The same without its plan, which is in a file: by the rule that made the plan, when the draw was committed and when the first source that isn't a
    /// reveal closes, and whether a party hasn't revealed.
    #[must_use]
    pub fn by_rule(
        rule: &StandingRule,
        (committed, first_close): (Timestamp, Timestamp),
        is_silent: bool,
        now: Timestamp,
    ) -> Option<Self> {
        // As in a plan, a deadline's own second still counts.
        if is_silent && now.seconds() > committed.seconds().saturating_add(rule.reveal_s) {
            return Some(Self::Unrevealed);
        }
        (!rule.is_alone() && now > standing::read_within(first_close)).then_some(Self::Unread)
    }
}

#[cfg(test)]
mod tests {
    use lots::time::Time;

    use super::super::standing::{Beacon, Dice, Revealing, first_close};
    use super::*;

    fn rule(beacons: &[Beacon], dice: Option<Dice>) -> StandingRule {
        StandingRule {
            text: "锁定两小时后第一个截止的期次".into(),
            reveal_s: 3600,
            delay_s: 7200,
            beacons: beacons.to_vec(),
            dice,
            closed: Vec::new(),
        }
    }

    /// The plan of a rule at a commit, where two parties reveal.
    fn plan(rule: &StandingRule, committed: &Time) -> SeedPlan {
        let hash = lots::hash::Digest([1; 32]);
        let party = |code: &str| Revealing { code: code.parse().unwrap(), hash, outside: true };
        let (body, _) = rule.plan(committed, &[party("party-1"), party("party-2")]).unwrap();
        SeedPlan::check(&body, committed).unwrap()
    }

    #[test]
    fn a_rule_says_of_a_draw_what_its_plan_says_at_every_moment() {
        let committed: Time = "2026-03-05T09:00:00+08:00".parse().unwrap();
        let at = Timestamp(committed.seconds() * 1_000_000);
        let dice = Some(Dice { throws: 30, faces: 6 });
        let rules = [
            rule(&[], None),
            rule(&[], dice),
            rule(&[Beacon::Kl8], None),
            rule(&[Beacon::Kl8, Beacon::Quicknet], None),
        ];
        let revealed: [&[&str]; 3] = [&[], &["party-2"], &["party-1", "party-2"]];
        let mut seen = Vec::new();
        for rule in &rules {
            let plan = plan(rule, &committed);
            let close = first_close(&plan);
            let ends = [at.plus_s(rule.reveal_s), close, standing::read_within(close)];
            let moments = ends.iter().flat_map(|end| [-1, 0, 1, 999_999, 1_000_000].map(|us| Timestamp(end.0 + us)));
            for now in moments {
                for revealed in revealed {
                    let by_plan = Lost::by_plan(&plan, |code| revealed.contains(&code), now);
                    let by_rule = Lost::by_rule(rule, (at, close), revealed.len() < 2, now);
                    assert_eq!(by_rule, by_plan, "{rule:?} {revealed:?} {now}");
                    seen.extend(by_plan);
                }
            }
        }
        assert!(Lost::ALL.iter().all(|why| seen.contains(why)), "{seen:?}");
    }

    #[test]
    fn a_party_that_stays_away_is_told_before_a_source_that_nobody_read() {
        let (committed, close) = (Timestamp(0), Timestamp(0).plus_s(7200));
        let of = |beacons: &[Beacon], is_silent: bool, after_s: i64| {
            Lost::by_rule(&rule(beacons, None), (committed, close), is_silent, committed.plus_s(after_s))
        };
        let over = 7200 + 15 * 86_400 + 1;
        assert_eq!([3600, 3601].map(|after| of(&[], true, after)), [None, Some(Lost::Unrevealed)]);
        assert_eq!(of(&[], false, over), None, "values that are all there wait for nobody's reading");
        assert_eq!(of(&[Beacon::Kl8], true, over), Some(Lost::Unrevealed));
        assert_eq!([over - 1, over].map(|after| of(&[Beacon::Kl8], false, after)), [None, Some(Lost::Unread)]);
    }
}
