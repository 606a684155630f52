//! What acts change of things, for the audit: one list of all slices. Each act seals all that a thing is; what isn't its business must be as the act before left it.
//!
//! Here stand the things that a draw is made from and that many acts change. Deliberately absent: what is kept beside inspectors (trainings, conflicts, leaves), of
//! which each is entered once and withdrawn once.

use crate::app::journal::audit::{Changes, Kinds};
use crate::inspectors::store::moves::OFFICE;
use crate::subjects::store::image::CASE;

/// What a form changes of a subject.
const EDITED: Kinds = &[
    "version",
    "name",
    "code",
    "code_kind",
    "codes_was",
    "kind",
    "domain",
    "industry",
    "region",
    "grid",
    "address",
    "latitude",
    "longitude",
    "representative",
    "liaison",
    "visits_most",
    "cooldown_days",
];
/// What a row of a file changes of a subject that is there: it is found by its code, and a risk class is moved by an act alone.
const WRITTEN: Kinds = &[
    "version",
    "name",
    "code_kind",
    "kind",
    "domain",
    "industry",
    "region",
    "grid",
    "address",
    "latitude",
    "longitude",
    "representative",
    "liaison",
    "visits_most",
    "cooldown_days",
    "status",
    "status_reason",
    "tags",
    "licences",
    "visits",
];

/// What a form changes of an inspector.
const CORRECTED: Kinds = &[
    "version",
    "organisation",
    "certificate",
    "name",
    "issuer",
    "valid_from",
    "valid_to",
    "unit",
    "level",
    "post",
    "fields",
    "qualifications",
    "expert",
    "area",
    "languages",
    "phone",
    "id_number",
];
/// What a row of a file changes of an inspector who is there: they are found by their certificate, and go to another office by a form alone.
const LISTED: Kinds = &[
    "version",
    "name",
    "issuer",
    "valid_from",
    "valid_to",
    "unit",
    "level",
    "post",
    "fields",
    "qualifications",
    "expert",
    "area",
    "languages",
    "phone",
    "id_number",
];
const STATE: Kinds = &["version", "state", "state_reason"];

/// What acts change.
pub const CHANGES: &[Changes] = &[
    Changes {
        case_kind: CASE,
        begins: &["subject.added", "import.rows-written"],
        may: &[
            ("subject.edited", EDITED),
            ("import.rows-written", WRITTEN),
            ("subject.tagged", &["version", "tags"]),
            ("subject.licensed", &["version", "licences"]),
            ("subject.status-changed", &["version", "status", "status_reason"]),
            ("subject.risk-moved", &["version", "risk", "moves"]),
            ("subject.merged", &["version", "status", "status_reason", "merged_into"]),
            ("subject.merge-taken", &["version"]),
            ("subject.visited", &["version", "visits"]),
        ],
        told: &[("subject.risk-moved", "risk"), ("subject.status-changed", "status")],
        // Not the trade: a letter that is taken off before its digits is no change that a draw sees.
        named: &[
            ("subject.edited", "name", &["name"]),
            ("subject.edited", "code", &["code", "codes_was"]),
            ("subject.edited", "address", &["address"]),
            ("subject.edited", "reach", &["domain", "region", "visits_most", "cooldown_days"]),
        ],
    },
    Changes {
        case_kind: "inspector",
        begins: &["inspector.added", "import.rows-written"],
        may: &[
            ("inspector.edited", CORRECTED),
            ("import.rows-written", LISTED),
            ("inspector.suspended", STATE),
            ("inspector.restored", STATE),
            ("inspector.departed", STATE),
        ],
        told: &[],
        named: &[
            ("inspector.edited", "identity", &["name", "certificate"]),
            ("inspector.edited", "reach", &["unit", "expert", "fields", "qualifications", "valid_from", "valid_to"]),
            ("inspector.edited", OFFICE, &["organisation"]),
        ],
    },
];

#[cfg(test)]
mod tests {
    use sea_orm::prelude::Uuid;

    use super::CHANGES;
    use crate::app::journal::audit::{History, Sealed};

    /// What each act left: its kind, its facts, and the image, empty if it was destroyed.
    fn check(case_kind: &str, acts: &[(&str, &str, &str)], expected: &[(u128, &str)]) {
        let changes = CHANGES.iter().find(|changes| changes.case_kind == case_kind).unwrap();
        let sealed = |(row, (kind, facts, value)): (u128, &(&str, &str, &str))| Sealed {
            case_id: Uuid::nil(),
            row_id: Uuid::from_u128(row),
            leaf: 0,
            value: (!value.is_empty()).then(|| (*value).to_owned()),
            kind: Some((*kind).to_owned()),
            facts: Some((*facts).to_owned()),
            entry: None,
        };
        let states = (0..).zip(acts).map(sealed).collect();
        let broken = changes.broken(&History { id: Uuid::nil(), states });
        let expected: Vec<(Uuid, String)> =
            expected.iter().map(|(row, field)| (Uuid::from_u128(*row), (*field).to_owned())).collect();
        assert_eq!(broken, expected, "{acts:?}");
    }

    const BORN: (&str, &str, &str) = ("subject.added", "{}", r#"{"risk":"B","status":"active","version":1}"#);

    #[test]
    fn a_class_is_moved_by_its_own_act_and_as_that_says() {
        let moved = r#"{"risk":"C","status":"active","version":2}"#;
        check("subject", &[BORN, ("subject.risk-moved", r#"{"from":"b","to":"c"}"#, moved)], &[]);
        check("subject", &[BORN, ("subject.tagged", "{}", moved)], &[(1, "risk")]);
        check("subject", &[BORN, ("import.rows-written", "{}", moved)], &[(1, "risk")]);
        check("subject", &[BORN, ("subject.risk-moved", r#"{"from":"b","to":"d"}"#, moved)], &[(1, "risk")]);
        check("subject", &[BORN, ("subject.risk-moved", r#"{"from":"d","to":"c"}"#, moved)], &[(1, "risk")]);
        check("subject", &[BORN, ("subject.risk-moved", "{}", moved)], &[(1, "risk")]);
    }

    #[test]
    fn what_an_act_is_not_about_stays_as_it_was() {
        let tagged = r#"{"risk":"B","status":"active","tags":["连锁"],"version":2}"#;
        check("subject", &[BORN, ("subject.tagged", "{}", tagged), ("subject.tagged", "{}", BORN.2)], &[]);
        check("subject", &[BORN, ("subject.edited", "{}", tagged)], &[(1, "tags")]);
        check("subject", &[BORN, ("subject.phone-seen", "{}", BORN.2)], &[]);
        check("subject", &[BORN, ("subject.phone-seen", "{}", tagged)], &[(1, "tags"), (1, "version")]);
        check("subject", &[BORN, ("subject.unheard-of", "{}", BORN.2)], &[]);
    }

    #[test]
    fn an_edit_changes_what_it_says_that_it_changed() {
        let edited = r#"{"region":"210402","risk":"B","status":"active","version":2}"#;
        check("subject", &[BORN, ("subject.edited", r#"{"reach":"changed"}"#, edited)], &[]);
        check("subject", &[BORN, ("subject.edited", r#"{"name":"changed"}"#, edited)], &[(1, "region")]);
        check("subject", &[BORN, ("import.rows-written", "{}", edited)], &[]);
    }

    #[test]
    fn a_history_has_its_beginning_and_no_gap() {
        check("subject", &[("subject.tagged", "{}", BORN.2)], &[(0, "state")]);
        check("subject", &[("import.rows-written", "{}", BORN.2)], &[]);
        let tagged = ("subject.tagged", "{}", r#"{"risk":"D","version":3}"#);
        check("subject", &[BORN, ("subject.tagged", "{}", ""), tagged], &[(1, "state")]);
    }

    #[test]
    fn inspectors_come_to_another_office_by_a_form_and_are_suspended_by_an_act() {
        let (born, there) = (r#"{"organisation":"1","state":"active"}"#, r#"{"organisation":"2","state":"active"}"#);
        let added = ("inspector.added", "{}", born);
        check("inspector", &[added, ("inspector.edited", r#"{"office":"00","office_was":"01"}"#, there)], &[]);
        check("inspector", &[added, ("inspector.edited", "{}", there)], &[(1, "organisation")]);
        check("inspector", &[added, ("import.rows-written", "{}", there)], &[(1, "organisation")]);
        let suspended = r#"{"organisation":"1","state":"suspended"}"#;
        check("inspector", &[added, ("inspector.suspended", "{}", suspended)], &[]);
        check("inspector", &[added, ("inspector.edited", "{}", suspended)], &[(1, "state")]);
    }
}
