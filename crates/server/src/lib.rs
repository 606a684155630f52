//! The bureau's system 摇光: registers, console, portal, and the journal behind them.
//!
//! `docs/decisions/0009-the-servers-house.md` says how it is built: the shell [`app`], and slices with the same rooms in
//! the order accounts, catalogue, subjects, inspectors, complaints. What the shell runs of each stands in the lists here.

pub mod accounts;
pub mod app;
pub mod catalogue;
pub mod command;
pub mod migration;

use app::App;
use app::jobs::Kind;
use axum::Router;
use utoipa_axum::router::OpenApiRouter;

/// The kinds of work of all slices.
pub const KINDS: &[Kind] = &[];

/// The interface of each slice.
pub const SLICES: &[fn(&App) -> OpenApiRouter<App>] = &[accounts::api::routes, catalogue::api::routes];

/// The public pages of each slice that has some.
pub const PORTALS: &[fn(&App) -> Router<App>] = &[catalogue::portal::routes];

/// What slices put on the portal's home page, in order.
pub const CARDS: &[app::portal::Card] = &[catalogue::portal::card];

/// The public pages of each slice, for the site map.
pub const PAGES: &[app::portal::Pages] = &[app::portal::own_pages, catalogue::portal::pages];
