//! Entries that were merged into others: what hangs on one counts with the entry that stands, or a merge would void conflicts and let a business start anew.

use std::collections::{BTreeMap, HashMap};

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, DbErr, QuerySelect as _};

use crate::accounts::store::within;
use crate::app::auth::Scope;
use crate::subjects::store::subject;
use crate::subjects::{Status, SubjectId};

/// How many values one condition binds.
const BOUND: usize = 500;

/// The merged entries of registries. They are few, so all of them are read at once.
#[derive(Debug, Default)]
pub struct Merged {
    /// By the number of a merged entry: the number and the code of the one that stands.
    stands: BTreeMap<i64, (i64, String)>,
}

impl Merged {
    /// Those of a scope.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn read(db: &DatabaseTransaction, scope: &Scope) -> Result<Self, DbErr> {
        let rows: Vec<(SubjectId, i64, Option<SubjectId>)> = subject::Entity::find()
            .select_only()
            .columns([subject::Column::Id, subject::Column::Number, subject::Column::MergedInto])
            .filter(subject::Column::Organisation.in_subquery(within(scope)))
            .filter(subject::Column::Status.eq(Status::Merged))
            .into_tuple()
            .all(db)
            .await?;
        let into: HashMap<SubjectId, SubjectId> =
            rows.iter().filter_map(|(id, _, into)| into.map(|into| (*id, into))).collect();
        let mut ends: Vec<SubjectId> = into.keys().map(|id| end(&into, *id)).collect();
        ends.sort();
        ends.dedup();
        let mut entries = HashMap::new();
        for part in ends.chunks(BOUND) {
            let rows = subject::Entity::find()
                .select_only()
                .columns([subject::Column::Id, subject::Column::Number, subject::Column::Code])
                .filter(subject::Column::Id.is_in(part.iter().copied()));
            let rows = rows.into_tuple::<(SubjectId, i64, String)>().all(db).await?;
            entries.extend(rows.into_iter().map(|(id, number, code)| (id, (number, code))));
        }
        let stands = rows.iter().filter_map(|(id, number, _)| Some((*number, entries.get(&end(&into, *id))?.clone())));
        Ok(Self { stands: stands.collect() })
    }

    /// The number of the entry that stands for that of this number, which may be itself.
    #[must_use]
    pub fn standing(&self, number: i64) -> i64 {
        self.stands.get(&number).map_or(number, |(number, _)| *number)
    }

    /// The code of the entry that a merged one went into; nothing for one that wasn't merged.
    #[must_use]
    pub fn code(&self, number: i64) -> Option<&str> {
        self.stands.get(&number).map(|(_, code)| code.as_str())
    }

    /// The numbers of the merged entries.
    pub fn numbers(&self) -> impl Iterator<Item = i64> {
        self.stands.keys().copied()
    }
}

/// The entry at the end of a chain of merges. Each one points to an entry that wasn't merged then, so the chain ends.
fn end(into: &HashMap<SubjectId, SubjectId>, id: SubjectId) -> SubjectId {
    let mut id = id;
    while let Some(next) = into.get(&id) {
        id = *next;
    }
    id
}
