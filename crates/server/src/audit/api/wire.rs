//! What auditors are told.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::accounts::PersonId;
use crate::accounts::store::person;
use crate::app::journal::record::{opening, row};
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::audit::store::open::{self, Called};

/// Who did it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ActorBody {
    /// Which account.
    pub id: PersonId,
    /// The name, as it is now.
    pub name: String,
}

/// One act.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ActBody {
    /// Which.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// What was done, e.g. `subject.risk-moved`.
    pub act: String,
    /// On what kind of thing, e.g. `subject`.
    pub thing: String,
    /// On which.
    pub thing_id: Uuid,
    /// What that was called then; nothing if the act doesn't say.
    pub thing_name: Option<String>,
    /// Who; nothing for the system itself.
    pub person: Option<ActorBody>,
    /// Which party of a draw, of what one did behind its link.
    pub party: Option<String>,
    /// In which role.
    pub role: String,
    /// What everybody may read of it, by name.
    #[schema(value_type = Object)]
    pub facts: serde_json::Value,
    /// Its entry in the journal, once it has one.
    pub entry: Option<i64>,
}

impl ActBody {
    /// Rows as acts, with the names of people and things.
    ///
    /// # Errors
    /// [`Problem`].
    pub async fn all<C: ConnectionTrait>(db: &C, rows: Vec<row::Model>) -> Result<Vec<Self>, Problem> {
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let things = open::called(db, &ids).await?;
        let people = person::names(db, rows.iter().filter_map(|row| row.actor.map(PersonId))).await?;
        rows.into_iter().map(|row| Self::new(row, &people, &things)).collect()
    }

    fn new(
        row: row::Model,
        people: &BTreeMap<PersonId, String>,
        things: &BTreeMap<Uuid, Called>,
    ) -> Result<Self, Problem> {
        let named = |id| ActorBody { id, name: people.get(&id).cloned().unwrap_or_default() };
        // Of an act on many things the first leaf is one of them, not what the act is on.
        let thing = things.get(&row.id).filter(|_| row.seals != "{}");
        let facts: serde_json::Value = serde_json::from_str(&row.facts).map_err(Problem::broken)?;
        // Who did it, of a draw that says so; what others did about a party names it among the facts.
        let place = facts["party"].as_i64().filter(|_| row.actor.is_none());
        Ok(Self {
            id: row.id,
            at: row.at,
            thing_name: thing.and_then(|thing| thing.name.clone()),
            party: thing.zip(place).and_then(|(thing, place)| thing.parties.get(&place).cloned()),
            act: row.kind,
            thing: row.case_kind,
            thing_id: row.case_id,
            person: row.actor.map(PersonId).map(named),
            role: row.role,
            facts,
            entry: row.entry,
        })
    }
}

/// What a seal stands for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OpeningBody {
    /// Its place among those of the act, from 0.
    pub leaf: i64,
    /// What kind of thing the value is of.
    pub thing: String,
    /// Which.
    pub thing_id: Uuid,
    /// What that was called then.
    pub thing_name: Option<String>,
    /// The seal: SHA-256 of `yaoguang/v1/field`, a line feed, the salt, `state`, a line feed and the value; 64 hexadecimal digits.
    pub seal: String,
    /// 64 hexadecimal digits; nothing if it was destroyed.
    pub salt: Option<String>,
    /// What the thing was, JSON as it was sealed; nothing if it was destroyed.
    pub value: Option<String>,
    /// Whether salt and value give the seal; nothing if they were destroyed.
    pub opens: Option<bool>,
}

impl From<opening::Model> for OpeningBody {
    fn from(row: opening::Model) -> Self {
        Self {
            leaf: row.leaf,
            opens: open::opens(&row),
            thing_name: row.value.as_deref().and_then(open::name),
            thing: row.case_kind,
            thing_id: row.case_id,
            seal: hex(&row.digest),
            salt: row.salt.as_deref().map(hex),
            value: row.value,
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One act with what it sealed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ActDetail {
    /// The act.
    #[serde(flatten)]
    pub act: ActBody,
    /// What stands in the journal of what isn't public: seals by name.
    #[schema(value_type = Object)]
    pub seals: serde_json::Value,
    /// What the thing was afterwards: the one the act is on, or of an act on many, the one asked for.
    pub opening: Option<OpeningBody>,
    /// What it was before, JSON as it was sealed.
    pub before: Option<String>,
    /// How many things the act sealed.
    pub sealed: u64,
    /// The act before it on the same thing, or on many things of which this is one.
    pub previous: Option<Uuid>,
    /// The act behind it, likewise.
    pub following: Option<Uuid>,
}
