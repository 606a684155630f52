//! An act on its way into the journal: table `journal_row`, and `opening` for what it seals.
//!
//! `spec/journal.md`, section 2: an entry has facts, which everybody reads, and seals, salted digests of what they
//! don't. The image of a thing is sealed as field `state`; an entry on many things has the RFC 6962 root of their images'
//! digests as fact `root`.

use journal::entry::{Code, Fact, FieldName, Salt, seal};
use lots::hash::Digest;
use lots::merkle;
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QuerySelect};
use uuid::Uuid;

use crate::app::bulk::{self, Rows};
use crate::app::clock::{Outside, fresh_id};
use crate::app::value::Timestamp;

/// An act and its place.
pub mod row {
    use super::*;

    /// One act, waiting to be an entry or being one.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "journal_row")]
    pub struct Model {
        /// UUIDv7, so that rows sort by time.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        /// What kind of thing the act is on, e.g. `subject`.
        pub case_kind: String,
        /// Which.
        pub case_id: Uuid,
        /// The act's place among those on this thing, from 0. Unique with the two above.
        pub case_place: i64,
        /// What was done, e.g. `subject.risk-moved`.
        pub kind: String,
        /// The person; nothing for the system itself.
        pub actor: Option<Uuid>,
        /// In which role, as the journal's code.
        pub role: String,
        /// When.
        pub at: Timestamp,
        /// Canonical JSON of the facts, by name.
        pub facts: String,
        /// Canonical JSON of the seals, by name.
        pub seals: String,
        /// The entry's place in the journal, once it has one.
        pub entry: Option<i64>,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Model {
        /// Whether this is the act that an opening is of: its one seal, or one of many, whose root the audit computes.
        #[must_use]
        pub fn seals_as(&self, opening: &opening::Model) -> bool {
            let seals = serde_json::from_str::<std::collections::BTreeMap<FieldName, Digest>>(&self.seals);
            let digest = <[u8; 32]>::try_from(opening.digest.as_slice()).ok().map(Digest);
            match seals.as_ref().map(|seals| seals.get(STATE)) {
                Ok(Some(seal)) => Some(*seal) == digest && opening.leaf == 0,
                Ok(None) => serde_json::from_str::<std::collections::BTreeMap<FieldName, Fact>>(&self.facts)
                    .is_ok_and(|facts| facts.contains_key(ROOT)),
                Err(_) => false,
            }
        }
    }
}

/// What a seal stands for.
pub mod opening {
    use super::*;

    /// The value behind one seal, or behind one leaf of an entry on many things.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "opening")]
    pub struct Model {
        /// The act.
        #[sea_orm(primary_key, auto_increment = false)]
        pub row_id: Uuid,
        /// The leaf, from 0; 0 where the act is on one thing.
        #[sea_orm(primary_key, auto_increment = false)]
        pub leaf: i64,
        /// What the value is of.
        pub case_kind: String,
        /// Which.
        pub case_id: Uuid,
        /// The seal.
        pub digest: Vec<u8>,
        /// Gone if the value was destroyed.
        pub salt: Option<Vec<u8>>,
        /// Gone if it was destroyed.
        pub value: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl Model {
        /// Whether salt and value give the seal. What was destroyed gives none: no last opening of a thing ever is, since whoever destroys seals anew.
        #[must_use]
        pub fn opens(&self) -> bool {
            let (Some(salt), Some(value)) = (&self.salt, &self.value) else { return false };
            <[u8; 32]>::try_from(salt.as_slice()).is_ok_and(|salt| sealed(salt, value).0 == *self.digest)
        }
    }
}

/// What an act on many things makes of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub case: Case,
    /// Its image before, as the act found it; nothing if it is new.
    pub was: Option<String>,
    /// Its image afterwards.
    pub image: String,
}

/// What entries are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Case {
    /// What kind of thing, a code of the journal.
    pub kind: &'static str,
    /// Which.
    pub id: Uuid,
}

/// An act, as a slice tells it.
#[derive(Clone, Debug)]
pub struct Act {
    /// What it is on.
    pub case: Case,
    /// What is done: `noun.verb`.
    pub kind: &'static str,
    /// Values that everybody may read.
    pub facts: Vec<(&'static str, Fact)>,
    /// Seals whose openings the slice keeps itself, by field.
    pub seals: Vec<(&'static str, Digest)>,
    /// What the thing is afterwards, if the act changes what must not change unseen.
    pub image: Option<String>,
}

impl Act {
    /// An act with neither facts nor image.
    #[must_use]
    pub fn new(kind: &'static str, case: Case) -> Self {
        Self { case, kind, facts: Vec::new(), seals: Vec::new(), image: None }
    }

    /// With a code everybody may read.
    ///
    /// # Panics
    /// If it isn't one: codes are the program's, so that would be its fault.
    #[must_use]
    pub fn code(mut self, name: &'static str, code: &str) -> Self {
        self.facts
            .push((name, Fact::Code(code.parse::<Code>().expect("codes of closed sets have the journal's form"))));
        self
    }

    /// With a number everybody may read. One below 0 stands as 0.
    #[must_use]
    pub fn number(mut self, name: &'static str, number: i64) -> Self {
        self.facts.push((name, Fact::Integer(u64::try_from(number).unwrap_or(0))));
        self
    }

    /// With a digest everybody may read.
    #[must_use]
    pub fn digest(mut self, name: &'static str, digest: Digest) -> Self {
        self.facts.push((name, Fact::Digest(digest)));
        self
    }

    /// With a seal whose opening the slice keeps itself.
    #[must_use]
    pub fn seal(mut self, field: &'static str, digest: Digest) -> Self {
        self.seals.push((field, digest));
        self
    }

    /// With what the thing is afterwards.
    #[must_use]
    pub fn image(mut self, image: String) -> Self {
        self.image = Some(image);
        self
    }
}

/// Who acts, for the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person; nothing for the system itself.
    pub person: Option<Uuid>,
    /// In which role, a code.
    pub role: &'static str,
}

impl Actor {
    /// The system itself.
    pub const SYSTEM: Self = Self { person: None, role: "system" };
}

/// The field that seals an image.
pub const STATE: &str = "state";
/// The fact of an entry on many things.
pub const ROOT: &str = "root";

/// The digest of an image under a salt.
#[must_use]
pub fn sealed(salt: [u8; 32], value: &str) -> Digest {
    let field: FieldName = STATE.parse().expect("a field's name");
    seal(&Salt::new(salt), &field, value)
}

/// Where an act is written: a transaction, a time, an actor.
pub struct Pen<'a, C> {
    /// The change's own transaction.
    pub db: &'a C,
    /// Randomness for salts and ids.
    pub outside: &'a dyn Outside,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
}

impl<C: ConnectionTrait> Pen<'_, C> {
    /// Write an act on one thing.
    ///
    /// # Errors
    /// [`DbErr`]; a unique violation if somebody acted on the thing in between.
    pub async fn record(&self, act: Act) -> Result<(), DbErr> {
        let opening = act.image.as_ref().map(|image| self.open(act.case, 0, image));
        let seals = opening.as_ref().map(|opening| (STATE, digest_of(opening)));
        let id = self.write(&act, seals).await?;
        match opening {
            Some(opening) => insert(self.db, id, vec![opening]).await,
            None => Ok(()),
        }
    }

    /// Write an act on many things: `act` on the case that holds them, and the image of each.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn record_many(&self, act: Act, changes: &[Change]) -> Result<(), DbErr> {
        let number = |at: usize| i64::try_from(at).unwrap_or(i64::MAX);
        let openings: Vec<_> =
            changes.iter().enumerate().map(|(at, one)| self.open(one.case, number(at), &one.image)).collect();
        let digests: Vec<Digest> = openings.iter().map(digest_of).collect();
        let act = act.digest(ROOT, root(&digests)).number("count", number(changes.len()));
        let id = self.write(&act, None).await?;
        insert(self.db, id, openings).await
    }

    /// Write the first act on each of many new things, in a few statements: each has its own history from its beginning.
    ///
    /// # Errors
    /// [`DbErr`]; a unique violation if one of them has a history already.
    pub async fn record_each(&self, acts: &[Act]) -> Result<(), DbErr> {
        let (mut rows, mut openings) = (Vec::with_capacity(acts.len()), Vec::with_capacity(acts.len()));
        for act in acts {
            let opening = act.image.as_ref().map(|image| self.open(act.case, 0, image));
            let seal = opening.as_ref().map(|opening| (STATE, digest_of(opening)));
            let row = self.row(act, seal, 0);
            openings.extend(opening.map(|opening| opening::Model { row_id: row.id, ..opening }));
            rows.push(row);
        }
        bulk::load(self.db, Rows::of::<row::Entity>(&rows)).await?;
        bulk::load(self.db, Rows::of::<opening::Entity>(&openings)).await.map(|_| ())
    }

    fn open(&self, case: Case, leaf: i64, image: &str) -> opening::Model {
        let mut salt = [0; 32];
        self.outside.random(&mut salt);
        opening::Model {
            row_id: Uuid::nil(),
            leaf,
            case_kind: case.kind.to_owned(),
            case_id: case.id,
            digest: sealed(salt, image).0.to_vec(),
            salt: Some(salt.to_vec()),
            value: Some(image.to_owned()),
        }
    }

    async fn write(&self, act: &Act, seal: Option<(&str, Digest)>) -> Result<Uuid, DbErr> {
        let row = self.row(act, seal, place(self.db, act.case).await?);
        let id = row.id;
        row::Entity::insert(row::ActiveModel::from(row).reset_all()).exec_without_returning(self.db).await?;
        Ok(id)
    }

    fn row(&self, act: &Act, seal: Option<(&str, Digest)>, place: i64) -> row::Model {
        let facts: std::collections::BTreeMap<_, _> = act.facts.iter().map(|(name, fact)| (*name, fact)).collect();
        let seals: std::collections::BTreeMap<_, _> = seal.into_iter().chain(act.seals.iter().copied()).collect();
        row::Model {
            id: fresh_id(self.outside),
            case_kind: act.case.kind.to_owned(),
            case_id: act.case.id,
            case_place: place,
            kind: act.kind.to_owned(),
            actor: self.actor.person,
            role: self.actor.role.to_owned(),
            at: self.at,
            facts: lots::canonical::to_text(&facts),
            seals: lots::canonical::to_text(&seals),
            entry: None,
        }
    }
}

/// The place of the next act on a thing.
async fn place<C: ConnectionTrait>(db: &C, case: Case) -> Result<i64, DbErr> {
    let last: Option<Option<i64>> = row::Entity::find()
        .select_only()
        .column_as(row::Column::CasePlace.max(), "last")
        .filter(row::Column::CaseKind.eq(case.kind))
        .filter(row::Column::CaseId.eq(case.id))
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.flatten().map_or(0, |last| last + 1))
}

fn digest_of(opening: &opening::Model) -> Digest {
    Digest(opening.digest.as_slice().try_into().expect("made of a digest"))
}

/// The RFC 6962 root over digests as leaves' data.
#[must_use]
pub fn root(digests: &[Digest]) -> Digest {
    merkle::root(digests.iter().map(|digest| merkle::leaf_hash(&digest.0)))
}

/// Keep what an act's seals stand for.
async fn insert<C: ConnectionTrait>(db: &C, row: Uuid, mut openings: Vec<opening::Model>) -> Result<(), DbErr> {
    openings.iter_mut().for_each(|opening| opening.row_id = row);
    bulk::load(db, Rows::of::<opening::Entity>(&openings)).await.map(|_| ())
}
