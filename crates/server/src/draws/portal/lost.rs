//! Draws that never come to a result: they stand as committed for ever, and are not under way.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait as _, Condition};

use crate::app::App;
use crate::app::problem::Problem;
use crate::draws::rules::{DrawId, Lost, State};
use crate::draws::store::{draw as row, public};

/// Those among some draws that are lost.
pub(super) async fn among(app: &App, rows: &[row::Model]) -> Result<BTreeMap<DrawId, Lost>, Problem> {
    let committed: Vec<DrawId> = rows.iter().filter(|row| row.state == State::Committed).map(|row| row.id).collect();
    if committed.is_empty() {
        return Ok(BTreeMap::new());
    }
    public::lost(app.read(), Condition::all().add(row::Column::Id.is_in(committed)), app.now()).await
}

/// How many there are.
pub(super) async fn count(app: &App) -> Result<usize, Problem> {
    Ok(public::lost(app.read(), Condition::all(), app.now()).await?.len())
}
