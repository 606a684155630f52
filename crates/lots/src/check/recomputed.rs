//! What only the frozen tables can show: the lots of the whole roster and the teams, recomputed.

use super::detail::{Detail, Finding, text};
use super::ensure;
use crate::commitment::Commitment;
use crate::name::SubjectId;
use crate::result::{DrawResult, draw_subjects, slack};
use crate::seed::Seed;
use crate::teams::{Assignment, Bench, Drawing, Recusals, Watch};
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
    ) -> Result<(), Detail> {
        let (targets, strata) = draw_subjects(commitment, seed, lots);
        for (drawn, listed) in targets.iter().zip(&result.targets) {
            ensure(drawn.id == listed.id, || Detail::new(Finding::LotBefore, [text(&listed.id), text(&drawn.id)]))?;
        }
        for (drawn, listed) in strata.iter().zip(&result.strata) {
            ensure(drawn == listed, || Detail::new(Finding::Reserves, [text(&listed.name)]))?;
        }
        Ok(())
    }

    /// Check 19: everybody fits a seat and is neither recused nor without capacity.
    pub fn check_eligible(result: &DrawResult, (bench, recusals): &(Bench, Recusals)) -> Result<(), Detail> {
        for target in &result.targets {
            for member in &target.team {
                let eligible = bench.is_eligible(&member.inspector, &target.id, recusals);
                ensure(eligible, || Detail::new(Finding::NotEligible, [text(&target.id), text(&member.inspector)]))?;
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
        watch: &mut Watch<'_>,
    ) -> Assignment {
        let targets: Vec<SubjectId> = result.targets.iter().map(|target| target.id.clone()).collect();
        let key = seed.pair_key();
        Drawing { bench, targets: &targets, recusals, slack: slack(commitment), key: &key }.assign(watch)
    }

    /// Check 20: the level and its witness.
    pub fn check_level(result: &DrawResult, assignment: &Assignment) -> Result<(), Detail> {
        let (listed, level) = (result.level.level, assignment.level);
        ensure(listed == level, || Detail::new(Finding::Level, [u64::from(listed).into(), u64::from(level).into()]))?;
        ensure(result.level.witness.iter().eq(&assignment.level_witness), || Detail::new(Finding::LevelWitness, []))
    }

    /// Check 21: the teams.
    pub fn check_teams(result: &DrawResult, assignment: &Assignment) -> Result<(), Detail> {
        let wrong = result.targets.iter().zip(&assignment.teams).find(|(target, team)| target.team != **team);
        wrong.map_or(Ok(()), |(target, team)| {
            let codes: Vec<&str> = team.iter().map(|member| member.inspector.as_str()).collect();
            Err(Detail::new(Finding::Team, [text(&target.id), text(codes.join(", "))]))
        })
    }

    /// Check 22: the pairs passed over as `would-strand`.
    pub fn check_strands(result: &DrawResult, assignment: &Assignment) -> Result<(), Detail> {
        let (listed, found) = (&result.strands, &assignment.strands);
        ensure(listed.len() == found.len(), || {
            Detail::new(Finding::StrandCount, [(listed.len() as u64).into(), (found.len() as u64).into()])
        })?;
        let wrong = listed.iter().zip(found).find(|(listed, found)| listed != found);
        wrong.map_or(Ok(()), |(listed, _)| {
            Err(Detail::new(Finding::Strand, [text(&listed.subject), text(&listed.inspector)]))
        })
    }

    /// Check 23: the witness of open seats.
    pub fn check_shortage(result: &DrawResult, assignment: &Assignment) -> Result<(), Detail> {
        ensure(result.open == assignment.open, || Detail::new(Finding::Open, []))?;
        ensure(result.shortage.iter().eq(&assignment.shortage), || Detail::new(Finding::Shortage, []))
    }
}
