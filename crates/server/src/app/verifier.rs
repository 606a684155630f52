//! The pages of the second implementation (`web/verify`), as `cargo xtask web` built them, embedded in the binary like the console.
//!
//! They run in the reader's browser and share no code with this program. Scripts come as files, since the policy allows no others; the one
//! page that is whole in itself is there to be downloaded, for those who would rather not trust a page from this server.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE, VARY};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use maud::{DOCTYPE, Markup, html};

use super::console;
use super::kept::Keep;
use super::page::Reader;
use super::problem::Problem;
use super::shell::App;
use super::words::tag;

#[derive(rust_embed::RustEmbed)]
#[folder = "../../web/verify"]
#[include = "dist/verify.html"]
#[include = "dist/served/*"]
struct Built;

/// The page to be downloaded.
pub const ALONE: &str = "/static/verify/verify.html";

/// The files. Their names are fixed, so a browser asks each time whether they have changed.
pub fn routes() -> Router<App> {
    Router::new().route(
        "/static/verify/{file}",
        get(|Path(name): Path<String>, headers: HeaderMap| async move { file(&name, &headers) }),
    )
}

fn file(name: &str, headers: &HeaderMap) -> Response {
    let served = Built::get(&format!("dist/served/{name}"));
    if let Some(file) = served {
        return console::answer(file, "no-cache", headers);
    }
    match Built::get("dist/verify.html").filter(|_| name == "verify.html") {
        Some(file) => {
            let answer = console::answer(file, "no-cache", headers);
            ([(CONTENT_DISPOSITION, "attachment; filename=\"verify.html\"")], answer).into_response()
        }
        None => Problem::not_found().into_response(),
    }
}

/// A page whose script takes over what stands in it. `name` is that of script and styles; the body says what to do without the script.
#[must_use]
pub fn page(reader: Reader, title: &str, name: &str, body: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(tag(reader.tongue)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · " (reader.say("portal-name")) }
                link rel="icon" href="/static/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href={ "/static/verify/" (name) ".css" };
                script type="module" src={ "/static/verify/" (name) ".js" } {}
            }
            body { (body) }
        }
    };
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (VARY, "accept-language, cookie"),
        (CONTENT_LANGUAGE, tag(reader.tongue)),
    ];
    (Extension(Keep), headers, page.into_string()).into_response()
}
