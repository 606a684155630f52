//! Who was drawn, and which inspector has which code: what `result.json` says, to search in.

use lots::amend::{Amendment, Kind};
use lots::hash::Digest;
use lots::result::DrawResult;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{DbErr, QueryOrder as _};
use serde::Serialize;

use super::identity::{Identities, Identity};
use super::{draw, file};
use crate::app::bulk::{self, Rows};
use crate::draws::rules::DrawId;
use crate::draws::rules::bench::Seated;
use crate::inspectors::{InspectorId, store as inspector};

/// A drawn subject.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "draw_target")]
pub struct Model {
    /// Of which draw.
    #[sea_orm(primary_key, auto_increment = false)]
    pub draw: DrawId,
    /// Its place in the result, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i64,
    /// The subject's code.
    pub code: String,
    /// Its stratum.
    pub stratum: String,
    /// Its rank in it, from 1.
    pub rank: i64,
    /// Its ticket.
    pub ticket: String,
    /// Its team by seat: JSON of a list of codes.
    pub team: String,
    /// Its team since the last amendment that changed it.
    pub team_now: Option<String>,
    /// The number of the amendment by which it left.
    pub gone: Option<i64>,
    /// The number of the amendment by which it became a target, of a reserve.
    pub stood_in: Option<i64>,
    /// Who it is: the number in the registry of whoever had the code at the commit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<i64>,
    /// Its name when it was drawn; empty in a draw from before it was kept.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// That name as the public sees it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub public_name: String,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Who it is.
    fn of(self, identities: &Identities) -> Self {
        match identities.get(&self.code).cloned() {
            None => self,
            Some(Identity { subject, name, public_name, .. }) => {
                Self { subject: Some(subject), name, public_name, ..self }
            }
        }
    }

    /// Its team's codes, by seat.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        serde_json::from_str(&self.team).unwrap_or_default()
    }

    /// The codes of its team as it stands, by seat; none once it left.
    #[must_use]
    pub fn now(&self) -> Vec<String> {
        match &self.team_now {
            _ if self.gone.is_some() => Vec::new(),
            Some(team) => serde_json::from_str(team).unwrap_or_default(),
            None => self.codes(),
        }
    }
}

/// Who was drawn, in the result's order.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Draw.eq(draw)).order_by_asc(Column::Place).all(db).await
}

/// Which inspector has which code.
pub mod member {
    use super::*;

    /// A code.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "draw_member")]
    pub struct Model {
        /// In which draw.
        #[sea_orm(primary_key, auto_increment = false)]
        pub draw: DrawId,
        /// The code.
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        /// Whose.
        pub inspector: InspectorId,
        /// Their name when it was committed.
        pub name: String,
        /// Their certificate number when it was committed; empty in a draw from before it was kept.
        pub certificate: String,
        /// Why they can't be drawn; empty if they can.
        pub why: String,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Model {
        /// Name and certificate number as at the commit: whoever is written over in the registry afterwards stays who was drawn.
        #[must_use]
        pub fn as_at_commit(&self, today: &inspector::Model) -> (String, String) {
            match self.certificate.as_str() {
                "" => (today.name.clone(), today.certificate.clone()),
                _ => (self.name.clone(), self.certificate.clone()),
            }
        }
    }
}

/// Keep who has which code, and the salt, 64 hexadecimal digits; the digest says that it stays so.
///
/// # Errors
/// [`DbErr`].
pub async fn seat<C: ConnectionTrait>(
    db: &C,
    draw: DrawId,
    (seated, salt): (&[Seated], &str),
) -> Result<Digest, DbErr> {
    let row = |one: &Seated| member::Model {
        draw,
        code: one.code.clone(),
        inspector: one.id,
        name: one.name.clone(),
        certificate: one.certificate.clone(),
        why: one.why.clone(),
    };
    let rows: Vec<_> = seated.iter().map(row).collect();
    bulk::load(db, Rows::of::<member::Entity>(&rows)).await?;
    file::put(db, draw, file::MEMBERS_SALT, salt.as_bytes()).await?;
    Ok(Digest::of(told_members(&rows, Some(salt)).as_bytes()))
}

/// Who has which code: the salt, if there is one, then a line each by code: code, inspector's id, certificate number, name, and why they can't be drawn, with
/// tabs between. Without the salt whoever knows all names and numbers of a small bench could find the order by trying.
fn told_members(rows: &[member::Model], salt: Option<&str>) -> String {
    let mut lines: Vec<String> = rows
        .iter()
        .map(|row| format!("{}\t{}\t{}\t{}\t{}\n", row.code, row.inspector, row.certificate, row.name, row.why))
        .collect();
    lines.sort_unstable();
    salt.map(|salt| format!("{SALT}\t{salt}\n")).unwrap_or_default() + &lines.concat()
}

/// How the salt's line begins.
const SALT: &str = "salt";

/// Who has which code in a draw, as a text whose digest stands in the entry `drawing.committed`: whoever gets it can hold it against that.
///
/// # Errors
/// [`DbErr`].
pub async fn members_text<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<String, DbErr> {
    let salt = file::get(db, draw, file::MEMBERS_SALT).await?.and_then(|bytes| String::from_utf8(bytes).ok());
    Ok(told_members(&members(db, draw).await?, salt.as_deref()))
}

/// The digest of who was drawn and who goes there, as it stands: canonical JSON of the rows by place.
#[must_use]
pub fn teams_digest(rows: &[Model]) -> Digest {
    let mut rows: Vec<&Model> = rows.iter().collect();
    rows.sort_unstable_by_key(|row| row.place);
    Digest::of(lots::canonical::to_text(&rows).as_bytes())
}

/// Whether these are who was drawn, and these who they are, by the digests in a draw's row. Of a draw from before there were such digests nobody can say.
#[must_use]
pub fn are_sealed(row: &draw::Model, rows: &[Model], identities: &Identities) -> bool {
    let same = |kept: Option<&String>, digest: Digest| kept.is_none_or(|kept| *kept == digest.to_string());
    let told = Digest::of(lots::canonical::to_text(identities).as_bytes());
    same(row.teams.as_ref(), teams_digest(rows)) && same(row.identities.as_ref(), told)
}

/// A draw's row with the digests of what its files and the tables hold now, in the place of those that it has: so that its image says if they differ.
///
/// # Errors
/// [`DbErr`].
pub async fn sealed_now<C: ConnectionTrait>(db: &C, mut row: draw::Model) -> Result<draw::Model, DbErr> {
    let files = [
        ("commitment.json", &mut row.commitment),
        ("seed.json", &mut row.seed),
        ("result.json", &mut row.result),
        (file::ABSENCE, &mut row.absence),
        (file::ENTRIES, &mut row.entries),
        (file::IDENTITIES, &mut row.identities),
    ];
    for (name, digest) in files {
        if digest.is_some() {
            *digest = file::get(db, row.id, name).await?.map(|bytes| Digest::of(&bytes).to_string());
        }
    }
    if row.members.is_some() {
        row.members = Some(Digest::of(members_text(db, row.id).await?.as_bytes()).to_string());
    }
    if row.teams.is_some() {
        row.teams = Some(teams_digest(&of(db, row.id).await?).to_string());
    }
    Ok(row)
}

/// Keep who was drawn; the digest says that it stays so.
///
/// # Errors
/// [`DbErr`].
pub async fn keep<C: ConnectionTrait>(
    db: &C,
    draw: DrawId,
    (result, identities): (&DrawResult, &Identities),
) -> Result<Digest, DbErr> {
    let row = |(place, target): (i64, &lots::result::Target)| {
        let team: Vec<&str> = target.team.iter().map(|member| member.inspector.as_str()).collect();
        Model {
            draw,
            place,
            code: target.id.to_string(),
            stratum: target.stratum.to_string(),
            rank: i64::try_from(target.rank).unwrap_or(i64::MAX),
            ticket: target.ticket.to_string(),
            team: lots::canonical::to_text(&team),
            team_now: None,
            gone: None,
            stood_in: None,
            subject: None,
            name: String::new(),
            public_name: String::new(),
        }
        .of(identities)
    };
    let rows: Vec<_> = (0..).zip(&result.targets).map(row).collect();
    bulk::load(db, Rows::of::<Entity>(&rows)).await?;
    Ok(teams_digest(&rows))
}

/// The reserve that an amendment makes a target, at a place of its own behind those drawn; its team is a change of the amendment.
fn stood_in(amendment: &Amendment, result: &DrawResult, (draw, place): (DrawId, i64)) -> Option<Model> {
    let id = amendment.outcome.stood_in.as_ref()?;
    result.strata.iter().find_map(|stratum| {
        let reserve = stratum.reserves.iter().find(|reserve| reserve.id == *id)?;
        Some(Model {
            draw,
            place,
            code: reserve.id.to_string(),
            stratum: stratum.name.to_string(),
            rank: i64::try_from(reserve.rank).unwrap_or(i64::MAX),
            ticket: reserve.ticket.to_string(),
            team: "[]".to_owned(),
            team_now: None,
            gone: None,
            stood_in: i64::try_from(amendment.number).ok(),
            subject: None,
            name: String::new(),
            public_name: String::new(),
        })
    })
}

/// Keep what stands since an amendment; the result itself doesn't change. The digest is of all that stands now.
///
/// # Errors
/// [`DbErr`].
pub async fn amend<C: ConnectionTrait>(
    db: &C,
    draw: DrawId,
    (amendment, result, identities): (&Amendment, &DrawResult, &Identities),
) -> Result<Digest, DbErr> {
    let number = i64::try_from(amendment.number).unwrap_or(i64::MAX);
    let of = |code: &str| Entity::update_many().filter(Column::Draw.eq(draw)).filter(Column::Code.eq(code));
    if let (Kind::Gone, Some(subject)) = (amendment.kind, &amendment.subject) {
        of(subject.as_str()).col_expr(Column::Gone, Expr::value(number)).exec(db).await?;
    }
    let there = Entity::find().filter(Column::Draw.eq(draw)).count(db).await?;
    if let Some(row) = stood_in(amendment, result, (draw, i64::try_from(there).unwrap_or(i64::MAX))) {
        let row: ActiveModel = row.of(identities).into();
        Entity::insert(row.reset_all()).exec_without_returning(db).await?;
    }
    for change in &amendment.outcome.changes {
        let team: Vec<&str> = change.team.iter().map(|member| member.inspector.as_str()).collect();
        let team = Expr::value(lots::canonical::to_text(&team));
        of(change.subject.as_str()).col_expr(Column::TeamNow, team).exec(db).await?;
    }
    Ok(teams_digest(&self::of(db, draw).await?))
}

/// The codes of a draw's inspectors, in order.
///
/// # Errors
/// [`DbErr`].
pub async fn members<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<Vec<member::Model>, DbErr> {
    member::Entity::find().filter(member::Column::Draw.eq(draw)).order_by_asc(member::Column::Code).all(db).await
}

/// A target by its code, also one that left.
///
/// # Errors
/// [`DbErr`].
pub async fn one<C: ConnectionTrait>(db: &C, draw: DrawId, code: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Draw.eq(draw)).filter(Column::Code.eq(code)).one(db).await
}

/// Whether somebody on the bench has this code.
///
/// # Errors
/// [`DbErr`].
pub async fn is_member<C: ConnectionTrait>(db: &C, draw: DrawId, code: &str) -> Result<bool, DbErr> {
    Ok(member::Entity::find_by_id((draw, code.to_owned())).one(db).await?.is_some())
}

/// The code of an inspector in a draw, if they are on its bench.
///
/// # Errors
/// [`DbErr`].
pub async fn code_of<C: ConnectionTrait>(
    db: &C,
    draw: DrawId,
    inspector: InspectorId,
) -> Result<Option<String>, DbErr> {
    let theirs = member::Entity::find().filter(member::Column::Draw.eq(draw));
    let theirs = theirs.filter(member::Column::Inspector.eq(inspector)).one(db).await?;
    Ok(theirs.map(|row| row.code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{OrganisationId, PersonId};
    use crate::app::value::Timestamp;
    use crate::subjects::Domain;

    fn drawn() -> Model {
        Model {
            draw: DrawId(Uuid::nil()),
            place: 0,
            code: "A1".to_owned(),
            stratum: "all".to_owned(),
            rank: 1,
            ticket: "00".to_owned(),
            team: "[]".to_owned(),
            team_now: None,
            gone: None,
            stood_in: None,
            subject: Some(7),
            name: "甲店".to_owned(),
            public_name: "甲店".to_owned(),
        }
    }

    fn who(subject: i64) -> Identities {
        let name = || "甲店".to_owned();
        let who = Identity {
            subject,
            name: name(),
            public_name: name(),
            address: String::new(),
            region: String::new(),
            domain: Domain::Enterprise,
        };
        Identities::from([("A1".to_owned(), who)])
    }

    #[test]
    fn who_was_drawn_is_held_against_the_digests_of_the_row() {
        let row =
            draw::Model::begun(DrawId(Uuid::nil()), OrganisationId(Uuid::nil()), PersonId(Uuid::nil()), Timestamp(0));
        let text = lots::canonical::to_text(&who(7));
        let sealed = draw::Model {
            teams: Some(teams_digest(&[drawn()]).to_string()),
            identities: Some(Digest::of(text.as_bytes()).to_string()),
            ..row.clone()
        };
        let other = Model { code: "B2".to_owned(), ..drawn() };
        assert!(are_sealed(&sealed, &[drawn()], &who(7)));
        assert!(
            !are_sealed(&sealed, std::slice::from_ref(&other), &who(7)) && !are_sealed(&sealed, &[drawn()], &who(8))
        );
        // From before there were such digests.
        assert!(are_sealed(&row, &[other], &who(8)));
    }
}
