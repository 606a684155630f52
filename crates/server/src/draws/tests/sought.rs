//! What somebody who looks for a ticket means, and why a text is no code.

use crate::draws::rules::sought::{Flaw, meant, readings};

#[test]
fn what_is_typed_is_read_as_the_code_it_means() {
    let check = |typed: &str, code: &str, flaw: Option<Flaw>| {
        let readings = readings(typed);
        assert_eq!(meant(&readings, |code| code == "TW-001"), Some((code, flaw)), "{typed}");
    };
    let right = "91350100M000100Y43";
    for typed in [
        "91350100M000100Y43",
        " 91350100m000100y43\t",
        "9135 0100 M000 100Y 43",
        "9135-0100-M000–100Y—43",
        "\u{3000}９１３５０１００Ｍ０００１００Ｙ４３",
        "9135\u{3000}0100\u{200b}M000100Y43",
    ] {
        check(typed, right, None);
    }
    // A code from before 2015 has no check character that is asked here.
    check("2104 0000 0012 345", "210400000012345", None);
    // The bureau's own codes are known or none.
    check("tw－001", "TW-001", None);
    check("TW-002", "TW002", Some(Flaw::Length(5)));
    check("91350100M000100Y4", "91350100M000100Y4", Some(Flaw::Length(17)));
    check("91350100M000100O43", "91350100M000100O43", Some(Flaw::Character('O', 16)));
    check("91350100M000100Y44", "91350100M000100Y44", Some(Flaw::Check));
    check("91350100M000100Y53", "91350100M000100Y53", Some(Flaw::Check));
    check("商店", "商店", Some(Flaw::NoCode));
    assert_eq!(meant(&readings(" \u{3000}"), |_| false), None);
}
