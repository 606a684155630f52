//! What those who were drawn are called, as the public sees it.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;

use crate::app::problem::Problem;
use crate::draws::store::{draw, identity, target};

/// The names of a draw's targets by code, as they were when they were drawn; of a draw from before names were kept, those of today.
///
/// # Errors
/// [`Problem`] from the database.
pub async fn of<C: ConnectionTrait>(
    db: &C,
    row: &draw::Model,
    targets: &[target::Model],
) -> Result<BTreeMap<String, String>, Problem> {
    if row.members.is_some() {
        return Ok(targets.iter().map(|target| (target.code.clone(), target.public_name.clone())).collect());
    }
    let codes: Vec<&str> = targets.iter().map(|target| target.code.as_str()).collect();
    let who = identity::of(db, row, &codes).await?;
    Ok(who.into_iter().map(|(code, one)| (code, one.public_name)).collect())
}
