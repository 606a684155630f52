//! What the demonstration says to whoever runs it: addresses, logins, what to try.

use lots_cli::locale::Sayable;

use super::people::{PASSWORD, PEOPLE};
use super::{Figures, Shown};
use crate::app::words::Words;

/// How many steps there are to try.
const STEPS: u32 = 7;

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
    println!();
    say("demo-how", &[]);
    let [(login, who), (partner, other)] = [shown.inspector, shown.partner];
    let lots = lots();
    for at in 1..=STEPS {
        println!();
        let args: [(&str, &dyn Sayable); 12] = [
            ("url", &url),
            ("draw", &shown.draw),
            ("drawn", &shown.drawn),
            ("login", &login),
            ("who", &who),
            ("partner", &partner),
            ("other", &other),
            ("visit", &shown.visit),
            ("plan", &shown.plan),
            ("name", &shown.name),
            ("code", &shown.code),
            ("lots", &lots),
        ];
        say(&format!("demo-try-{at}"), &args);
    }
    println!();
    say("demo-stop", &[]);
}

/// The program `lots`: the one beside this one, which `cargo xtask demo` builds with it, by its whole path; else by its name.
fn lots() -> String {
    let name = format!("lots{}", std::env::consts::EXE_SUFFIX);
    let beside = std::env::current_exe().map(|own| own.with_file_name(&name)).ok().filter(|path| path.is_file());
    beside.map_or(name, |path| path.display().to_string())
}
