//! Words for people, from the locale files that server, portal and console share.

use std::sync::LazyLock;

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use lots_cli::locale::File;
pub use lots_cli::locale::{Tongue, Words};

/// One locale file in both languages.
macro_rules! file {
    ($name:literal) => {
        (
            concat!($name, ".ftl"),
            include_str!(concat!("../../../../locales/zh-CN/", $name, ".ftl")),
            include_str!(concat!("../../../../locales/en/", $name, ".ftl")),
        )
    };
}

/// The server's files, one a slice.
pub const FILES: &[File] = &[
    // The shell's.
    file!("app"),
    file!("app-journal"),
    file!("import"),
    file!("portal"),
    file!("data"),
    file!("acts"),
    // The slices'.
    file!("accounts"),
    file!("catalogue"),
    file!("subjects"),
    file!("codes"),
    file!("inspectors"),
    file!("complaints"),
    file!("plans"),
    file!("draws"),
    file!("inspections"),
    file!("outcomes"),
    file!("disclosure"),
    file!("audit"),
];

static ZH: LazyLock<Words> = LazyLock::new(|| Words::of(Tongue::Zh, FILES));
static EN: LazyLock<Words> = LazyLock::new(|| Words::of(Tongue::En, FILES));

/// The words of a language.
#[must_use]
pub fn words(tongue: Tongue) -> &'static Words {
    match tongue {
        Tongue::Zh => &ZH,
        Tongue::En => &EN,
    }
}

/// The language a request asks for: the cookie `lang`, else the first of `Accept-Language` that is ours, else Chinese.
#[must_use]
pub fn asked_for(headers: &HeaderMap) -> Tongue {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    let chosen = header(COOKIE).split(';').find_map(|cookie| cookie.trim().strip_prefix("lang="));
    let tags = chosen.into_iter().chain(header(ACCEPT_LANGUAGE).split(','));
    tags.filter_map(named).next().unwrap_or(Tongue::Zh)
}

fn named(tag: &str) -> Option<Tongue> {
    match tag.split(['-', '_', ';']).next()?.trim().to_ascii_lowercase().as_str() {
        "zh" => Some(Tongue::Zh),
        "en" => Some(Tongue::En),
        _ => None,
    }
}

/// The tag for `lang` attributes.
#[must_use]
pub fn tag(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Zh => "zh-CN",
        Tongue::En => "en",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_outranks_the_header_and_chinese_is_the_default() {
        let check = |cookie: &str, accept: &str, expected: Tongue| {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, cookie.parse().unwrap());
            headers.insert(ACCEPT_LANGUAGE, accept.parse().unwrap());
            assert_eq!(asked_for(&headers), expected, "{cookie} {accept}");
        };
        check("", "", Tongue::Zh);
        check("", "fr, en;q=0.8", Tongue::En);
        check("a=b; lang=zh-CN", "en", Tongue::Zh);
        check("lang=xx", "en-GB", Tongue::En);
    }
}
