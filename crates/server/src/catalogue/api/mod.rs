//! The catalogue on the wire.

pub mod editions;
pub mod files;
pub mod items;
pub mod sheet;
pub mod steps;
pub mod wire;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;

use super::rules::{Lack, Refusal};
use crate::accounts::Act;
use crate::app::App;
use crate::app::auth::may;
use crate::app::problem::{FieldFault, Problem};

/// The slice's routes.
pub fn routes(app: &App) -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(may(app, Act::ItemRead, routes!(editions::list)))
        .routes(may(app, Act::ItemRead, routes!(editions::look)))
        .routes(may(app, Act::ItemRead, routes!(editions::comparison)))
        .routes(may(app, Act::ItemDraft, routes!(editions::add)))
        .routes(may(app, Act::ItemDraft, routes!(editions::edit)))
        .routes(may(app, Act::ItemDraft, routes!(steps::submit)))
        .routes(may(app, Act::ItemDraft, routes!(steps::discard)))
        .routes(may(app, Act::ItemApprove, routes!(steps::approve)))
        .routes(may(app, Act::ItemApprove, routes!(steps::reject)))
        .routes(may(app, Act::ItemPublish, routes!(steps::publish)))
        .routes(may(app, Act::ItemPublish, routes!(steps::withdraw)))
        .routes(may(app, Act::ItemRead, routes!(items::list)))
        .routes(may(app, Act::ItemRead, routes!(items::look)))
        .routes(may(app, Act::ItemDraft, routes!(items::add)))
        .routes(may(app, Act::ItemDraft, routes!(items::edit)))
        .routes(may(app, Act::ItemDraft, routes!(items::remove)))
        .routes(may(app, Act::ItemDraft, routes!(items::order)))
        .routes(upload(may(app, Act::ItemDraft, routes!(files::import))))
        .routes(upload(may(app, Act::ItemDraft, routes!(files::error_file))))
        .routes(may(app, Act::ItemRead, routes!(files::workbook)))
        .routes(may(app, Act::ItemRead, routes!(files::text)))
}

/// Files have a limit of their own, [`files::MOST_BYTES`], which the handler holds them to with words that say so.
fn upload((schemas, paths, methods): UtoipaMethodRouter<App>) -> UtoipaMethodRouter<App> {
    (schemas, paths, methods.layer(DefaultBodyLimit::disable()))
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let code = refusal.code();
        let fields = match refusal {
            Refusal::Incomplete(lacks) => lacks.into_iter().map(fault).collect(),
            _ => Vec::new(),
        };
        Self { fields, ..Self::refused(code) }
    }
}

fn fault(lack: Lack) -> FieldFault {
    FieldFault::new(format!("items.{}.{}", lack.item, lack.field), lack.code).with("item", lack.item)
}
