//! What only the frozen tables can show: the lots of the whole roster and the teams, recomputed.

use super::ensure;
use crate::commitment::Commitment;
use crate::name::SubjectId;
use crate::result::{DrawResult, draw_subjects, slack};
use crate::seed::Seed;
use crate::teams::{self, Assignment, Bench, Recusals};
use crate::ticket::Lot;

/// What the auditor's edition gives besides the public files.
pub(super) struct Auditor {
    /// Each stratum's smallest lots.
    pub lots: Vec<Vec<Lot>>,
    /// Bench and recusals, unless a row was erased.
    pub people: Option<(Bench, Recusals)>,
}

impl Auditor {
    /// Check 18: the listed lots are the smallest of the roster.
    pub fn check_lots(
        commitment: &Commitment,
        seed: Seed,
        result: &DrawResult,
        lots: &[Vec<Lot>],
    ) -> Result<(), String> {
        let (targets, strata) = draw_subjects(commitment, seed, lots);
        for (drawn, listed) in targets.iter().zip(&result.targets) {
            ensure(drawn.id == listed.id, || format!("{}: {} stands before it", listed.id, drawn.id))?;
        }
        for (drawn, listed) in strata.iter().zip(&result.strata) {
            ensure(drawn == listed, || format!("{}: reserves", listed.name))?;
        }
        Ok(())
    }

    /// Check 19: everybody fits a seat and is neither recused nor without capacity.
    pub fn check_eligible(result: &DrawResult, (bench, recusals): &(Bench, Recusals)) -> Result<(), String> {
        for target in &result.targets {
            for member in &target.team {
                let eligible = bench.is_eligible(&member.inspector, &target.id, recusals);
                ensure(eligible, || format!("{} {}: not eligible", target.id, member.inspector))?;
            }
        }
        Ok(())
    }

    /// The assignment for the listed targets.
    pub fn assign(
        commitment: &Commitment,
        seed: Seed,
        result: &DrawResult,
        (bench, recusals): &(Bench, Recusals),
    ) -> Assignment {
        let targets: Vec<SubjectId> = result.targets.iter().map(|target| target.id.clone()).collect();
        teams::assign(bench, &targets, recusals, slack(commitment), &seed.pair_key())
    }

    /// Check 20: the level and its witness.
    pub fn check_level(result: &DrawResult, assignment: &Assignment) -> Result<(), String> {
        let (listed, level) = (result.level.level, assignment.level);
        ensure(listed == level, || format!("level {listed}, recomputed {level}"))?;
        ensure(result.level.witness.iter().eq(&assignment.level_witness), || "witness".to_owned())
    }

    /// Check 21: the teams.
    pub fn check_teams(result: &DrawResult, assignment: &Assignment) -> Result<(), String> {
        let wrong = result.targets.iter().zip(&assignment.teams).find(|(target, team)| target.team != **team);
        wrong.map_or(Ok(()), |(target, team)| {
            let codes: Vec<&str> = team.iter().map(|member| member.inspector.as_str()).collect();
            Err(format!("{}: the team would be {}", target.id, codes.join(", ")))
        })
    }

    /// Check 22: the pairs passed over as `would-strand`.
    pub fn check_strands(result: &DrawResult, assignment: &Assignment) -> Result<(), String> {
        let (listed, found) = (&result.strands, &assignment.strands);
        ensure(listed.len() == found.len(), || format!("{} listed, {} recomputed", listed.len(), found.len()))?;
        let wrong = listed.iter().zip(found).find(|(listed, found)| listed != found);
        wrong.map_or(Ok(()), |(listed, _)| Err(format!("{} {}", listed.subject, listed.inspector)))
    }

    /// Check 23: the witness of open seats.
    pub fn check_shortage(result: &DrawResult, assignment: &Assignment) -> Result<(), String> {
        ensure(result.open == assignment.open, || "open seats".to_owned())?;
        ensure(result.shortage.iter().eq(&assignment.shortage), || "shortage".to_owned())
    }
}
