//! What search engines are told: every public page, and nothing of the console.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::html;

use super::atom::DECLARATION;
use super::base;
use crate::app::App;
use crate::app::problem::Problem;

/// The site map (sitemaps.org, 0.9), at most 50,000 pages.
pub async fn sitemap(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    const MOST: usize = 50_000;
    let base = base(&app, &headers);
    let mut pages = Vec::new();
    for listed in crate::PAGES {
        pages.extend(listed(app.clone()).await?);
    }
    pages.truncate(MOST);
    let map = html! {
        (DECLARATION)
        urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
            @for page in &pages {
                url {
                    loc { (base) (page.path) }
                    @if let Some(changed) = page.changed { lastmod { (changed) } }
                }
            }
        }
    };
    Ok(([(CONTENT_TYPE, "application/xml; charset=utf-8")], map.into_string()).into_response())
}

/// `robots.txt` (RFC 9309).
pub async fn robots(State(app): State<App>, headers: HeaderMap) -> Response {
    let base = base(&app, &headers);
    let text = format!(
        "User-agent: *\nDisallow: /console/\nDisallow: /api/v1/\nDisallow: /language\nDisallow: /notices/\nSitemap: {base}/sitemap.xml\n"
    );
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
