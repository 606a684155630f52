//! What those who were drawn are called, as the public sees it.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _};

use crate::draws::store::target;
use crate::subjects::rules::public_name;
use crate::subjects::store::subject;

/// How many codes are looked up at once.
const CODES: usize = 500;

/// The names of targets by code, as they were when they were drawn; of a draw from before names were kept, those of today.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, targets: &[target::Model]) -> Result<BTreeMap<String, String>, DbErr> {
    let (kept, rest): (Vec<_>, Vec<_>) = targets.iter().partition(|target| !target.public_name.is_empty());
    let mut names: BTreeMap<String, String> =
        kept.into_iter().map(|target| (target.code.clone(), target.public_name.clone())).collect();
    for part in rest.chunks(CODES) {
        let codes = part.iter().map(|target| target.code.as_str());
        let rows = subject::Entity::find().filter(subject::Column::Code.is_in(codes)).all(db).await?;
        let said = |row: subject::Model| (public_name(row.kind, &row.name, &row.representative), row.code);
        names.extend(rows.into_iter().map(said).map(|(name, code)| (code, name)));
    }
    Ok(names)
}
