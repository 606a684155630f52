//! What the demonstration says to whoever runs it: addresses, logins, what to try.

use lots_cli::locale::Sayable;

use super::people::{PASSWORD, PEOPLE};
use super::{Figures, Shown};
use crate::app::words::Words;

/// Say it.
pub fn tell(words: &Words, url: &str, figures: Figures, shown: &Shown) {
    let say = |key: &str, args: &[(&str, &dyn Sayable)]| println!("{}", words.say(key, args));
    say(
        "demo-made",
        &[
            ("subjects", &figures.subjects),
            ("inspectors", &figures.inspectors),
            ("items", &figures.items),
            ("complaints", &figures.complaints),
            ("lines", &figures.lines),
            ("draws", &figures.draws),
            ("visits", &figures.visits),
            ("results", &figures.results),
        ],
    );
    say("demo-portal", &[("url", &url)]);
    say("demo-console", &[("url", &url), ("password", &PASSWORD)]);
    for (login, name, roles) in PEOPLE {
        let roles: Vec<String> = roles.iter().map(|role| words.say(&format!("role-{role}"), &[])).collect();
        println!("  {login:<10} {name}  {}", roles.join(" "));
    }
    for at in 1..=8 {
        let args: [(&str, &dyn Sayable); 6] = [
            ("url", &url),
            ("draw", &shown.draw),
            ("drawn", &shown.drawn),
            ("login", &shown.login),
            ("name", &shown.name),
            ("code", &shown.code),
        ];
        say(&format!("demo-try-{at}"), &args);
    }
    say("demo-stop", &[]);
}
