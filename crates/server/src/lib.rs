//! The bureau's system 摇光: registers, console, portal, and the journal behind them.
//!
//! `docs/decisions/0009-the-servers-house.md` says how it is built: the shell [`app`], and slices with the same rooms in
//! the order accounts, catalogue, subjects, inspectors, complaints, plans, draws, inspections, outcomes, disclosure, audit. What the shell runs of each stands in the lists here.

pub mod accounts;
pub mod app;
pub mod audit;
pub mod catalogue;
pub mod changes;
pub mod command;
pub mod complaints;
pub mod demo;
pub mod disclosure;
pub mod draws;
pub mod hands;
pub mod images;
pub mod inspections;
pub mod inspectors;
pub mod migration;
pub mod outcomes;
pub mod plans;
pub mod subjects;

use app::App;
use app::import::Importer;
use app::jobs::Kind;
use axum::Router;
pub use changes::CHANGES;
pub use hands::HANDS;
pub use images::{AGREEMENTS, IMAGERS};
use utoipa_axum::router::OpenApiRouter;

/// The kinds of work of all slices.
pub const KINDS: &[Kind] = &[
    app::import::job::CHECKING,
    app::import::job::RUNNING,
    plans::api::simulating::SIMULATING,
    audit::api::check::CHECKING,
    draws::api::preview::PREVIEWING,
    draws::api::commit::COMMITTING,
    draws::api::seed::SEEDING,
    draws::api::relay::FETCHING,
    draws::api::run::RUNNING,
];

/// The kinds that whoever asked for may stop: nothing of others hangs on them, and what they do can be asked for again. A seed that is fetched, a record that is
/// made of what was revealed and read, a draw that is computed from it, nobody stops.
pub const STOPPABLE: &[&str] = &[
    app::import::job::CHECKING.0,
    app::import::job::RUNNING.0,
    plans::api::simulating::SIMULATING.0,
    audit::api::check::CHECKING.0,
    draws::api::preview::PREVIEWING.0,
    draws::api::commit::COMMITTING.0,
];

/// What can be imported from files.
pub const IMPORTERS: &[&dyn Importer] = &[&subjects::Subjects, &inspectors::Inspectors];

/// The interface of each slice.
pub const SLICES: &[fn(&App) -> OpenApiRouter<App>] = &[
    accounts::api::routes,
    catalogue::api::routes,
    subjects::api::routes,
    inspectors::api::routes,
    complaints::api::routes,
    plans::api::routes,
    draws::api::routes,
    inspections::api::routes,
    outcomes::api::routes,
    disclosure::api::routes,
    audit::api::routes,
];

/// The public pages of each slice that has some.
pub const PORTALS: &[fn(&App) -> Router<App>] = &[
    catalogue::portal::routes,
    subjects::portal::routes,
    complaints::portal::routes,
    plans::portal::routes,
    draws::portal::routes,
    inspections::portal::routes,
    disclosure::portal::routes,
];

/// What slices put on the portal's home page, in order.
pub const CARDS: &[app::portal::Card] = &[
    subjects::portal::card,
    catalogue::portal::card,
    plans::portal::card,
    draws::portal::card,
    disclosure::portal::card,
    app::portal::journal::card,
];

/// The public pages of each slice, for the site map.
pub const PAGES: &[app::portal::Pages] = &[
    app::portal::own_pages,
    catalogue::portal::pages,
    subjects::portal::pages,
    plans::portal::pages,
    draws::portal::pages,
    disclosure::portal::pages,
];

/// The lists that are open data, in the order of the slices.
pub const DATASETS: &[&app::portal::data::Dataset] = &[
    &catalogue::portal::DATASET,
    &subjects::portal::DATASET,
    &subjects::portal::MERGES,
    &complaints::portal::DATASET,
    &plans::portal::DATASET,
    &draws::portal::DATASET,
    &disclosure::portal::DATASET,
];

/// The rosters that draws froze, which the audit holds against what was sealed of the registry.
pub const ROSTERS: app::journal::audit::Rosters = app::journal::audit::Rosters {
    case_kind: subjects::store::image::CASE,
    listed: draws::store::roster::listed,
    read: draws::store::roster::read,
};

/// The visits made with this system that the registry doesn't count yet: a draw counts them too.
pub const UNCOUNTED: Uncounted = inspections::store::seen::uncounted;

/// What finds days of visits, by the subject's number and day.
pub type Uncounted = for<'a> fn(
    &'a sea_orm::DatabaseTransaction,
) -> std::pin::Pin<
    Box<dyn Future<Output = Result<std::collections::BTreeSet<(i64, app::value::Date)>, sea_orm::DbErr>> + Send + 'a>,
>;

/// The days among the registry's visits on which nobody was met, whatever the record says besides: no draw counts them.
pub const UNREACHED: Uncounted = inspections::store::seen::unreached;

/// Whether a record was handed in of a target's visit: one that was visited isn't gone.
pub const VISITED: Visited = inspections::store::record::is_there;

/// What looks, by the draw and the target's code.
pub type Visited = for<'a> fn(
    &'a sea_orm::DatabaseTransaction,
    draws::DrawId,
    &'a str,
) -> std::pin::Pin<Box<dyn Future<Output = Result<bool, sea_orm::DbErr>> + Send + 'a>>;

/// When notice was given of each visit of a draw: whoever decides an amendment weighs it.
pub const NOTICED: Noticed = inspections::store::notice::given;

/// What looks, by the draw.
pub type Noticed = for<'a> fn(
    &'a sea_orm::DatabaseTransaction,
    draws::DrawId,
) -> std::pin::Pin<
    Box<dyn Future<Output = Result<inspections::store::notice::Given, sea_orm::DbErr>> + Send + 'a>,
>;

/// The inspector whose account a person has: whoever asks for an amendment without dispatching visits is of a team.
pub const INSPECTOR: Whose = inspections::store::account::whose;

/// What looks, by the account.
pub type Whose = for<'a> fn(
    &'a sea_orm::DatabaseTransaction,
    accounts::PersonId,
) -> std::pin::Pin<
    Box<dyn Future<Output = Result<Option<inspectors::InspectorId>, sea_orm::DbErr>> + Send + 'a>,
>;

/// The ids of the versions of records that are public, superseded ones too: nobody confirms these any more.
pub const PUBLIC: fn() -> sea_orm::sea_query::SelectStatement = disclosure::store::due::all_public;

/// The draws of which a target has no visit yet.
pub const UNDISPATCHED: fn() -> sea_orm::Condition = inspections::store::visit::undispatched;

/// How many of each draw's visits have a public result: what a plan's progress says beside who was drawn.
pub const PUBLISHED: fn(App) -> app::portal::Looked<std::collections::HashMap<draws::DrawId, u64>> =
    disclosure::store::result::published;

/// What later slices add to the public page of an announced draw.
pub const DRAW_PARTS: &[app::portal::Part] = &[inspections::portal::part, disclosure::portal::part];

/// What later slices add to the public page of a subject: the announced draws that drew it, and its published results.
pub const SUBJECT_PARTS: &[app::portal::SubjectPart] = &[draws::portal::subject_part, disclosure::portal::subject_part];
