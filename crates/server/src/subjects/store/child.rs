//! What hangs on a subject: licences, tags, moves of its risk class, visits from before this system, and searches people kept.

/// Licences.
pub mod licence {
    use sea_orm::entity::prelude::*;

    use crate::app::value::Date;
    use crate::subjects::rules::LicenceId;

    /// A licence.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "subject_licence")]
    pub struct Model {
        /// Which.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LicenceId,
        /// Whose, by number.
        pub subject: i64,
        /// What it permits.
        pub kind: String,
        /// Its number.
        pub code: String,
        /// The last day it is valid on; none if it doesn't end.
        pub valid_to: Option<Date>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Tags.
pub mod tag {
    use sea_orm::entity::prelude::*;

    /// A tag of a subject.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "subject_tag")]
    pub struct Model {
        /// The tag.
        #[sea_orm(primary_key, auto_increment = false)]
        pub tag: String,
        /// Whose, by number.
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Moves of risk classes.
pub mod risk {
    use sea_orm::entity::prelude::*;

    use crate::accounts::PersonId;
    use crate::app::value::Timestamp;
    use crate::subjects::rules::{Risk, RiskMoveId};

    /// A move.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "subject_risk_move")]
    pub struct Model {
        /// Which.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: RiskMoveId,
        /// Whose, by number.
        pub subject: i64,
        /// Its place among the subject's moves, from 0.
        pub place: i64,
        /// From.
        pub was: Risk,
        /// To.
        pub became: Risk,
        /// Why.
        pub reason: String,
        /// The rule or document it rests on; may be empty, except for D.
        pub basis: String,
        /// By whom.
        pub person: PersonId,
        /// When.
        pub at: Timestamp,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Visits from before this system.
pub mod visit {
    use sea_orm::entity::prelude::*;

    use crate::app::value::Date;
    use crate::no_number;
    use crate::subjects::rules::VisitResult;

    // A date is part of the key, and no database counts those.
    no_number!(Date);

    /// A visit.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "visit_seen")]
    pub struct Model {
        /// Whose, by number.
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: i64,
        /// When.
        #[sea_orm(primary_key, auto_increment = false)]
        pub visited: Date,
        /// What it came to.
        #[sea_orm(primary_key, auto_increment = false)]
        pub result: VisitResult,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Searches that people kept.
pub mod filter {
    use sea_orm::entity::prelude::*;

    use crate::accounts::PersonId;
    use crate::app::value::Timestamp;
    use crate::subjects::rules::FilterId;

    /// A search.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "subject_filter")]
    pub struct Model {
        /// Which.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: FilterId,
        /// Whose.
        pub person: PersonId,
        /// What they call it.
        pub name: String,
        /// The list's query string.
        pub query: String,
        /// Whether they took it away.
        pub removed: bool,
        /// When it was kept.
        pub at: Timestamp,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
