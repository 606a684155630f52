//! Values that rules, tables and wire share: ids, times, dates, codes of closed sets.
//!
//! Pure: nothing here reads a clock or makes a random number. How a value stands in a column is part of it, so that
//! both databases hold the same bytes.

use std::fmt;
use std::str::FromStr;

use jiff::civil;
use lots_cli::roster::character::hides;
use lots_cli::roster::dirt::{Dirt, clean_line, clean_name};
use sea_orm::DeriveValueType;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a line isn't what it looks like, and what it looks like: needless blanks, characters that nobody sees, second forms of Han characters; or characters that
/// nobody defined, or that no name has. The first is the code of a fault.
#[must_use]
pub fn unclean(text: &str) -> Option<(&'static str, String)> {
    told(clean_line(text))
}

/// As [`unclean`], of the name of a business or of a person: no blank stands between its Han characters.
#[must_use]
pub fn unclean_name(text: &str) -> Option<(&'static str, String)> {
    told(clean_name(text))
}

fn told((clean, dirt): (String, Vec<Dirt>)) -> Option<(&'static str, String)> {
    Some((dirt_fault(&dirt).or((!dirt.is_empty()).then_some("dirty"))?, clean))
}

/// The fault of dirt that isn't left out unasked: it may stand for a character of a name.
#[must_use]
pub fn dirt_fault(dirt: &[Dirt]) -> Option<&'static str> {
    match dirt {
        _ if dirt.contains(&Dirt::Undefined) => Some("undefined-character"),
        _ if dirt.contains(&Dirt::Mark) => Some("mark-character"),
        _ => None,
    }
}

/// What a text of several lines mustn't have: control characters but line ends, and what nobody sees or can read.
#[must_use]
pub fn unreadable(text: &str) -> Option<&'static str> {
    match text {
        _ if text.chars().any(|c| c.is_control() && c != '\n') => Some("control-character"),
        _ if hides(text) => Some("unseen-character"),
        _ => None,
    }
}

/// A newtype over a UUIDv7, for the ids of one kind of thing.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            ::serde::Serialize, ::serde::Deserialize, ::sea_orm::DeriveValueType, ::utoipa::ToSchema,
        )]
        #[serde(transparent)]
        pub struct $name(pub ::uuid::Uuid);

        $crate::no_number!($name);

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<::uuid::Uuid> for $name {
            fn from(id: ::uuid::Uuid) -> Self {
                Self(id)
            }
        }
    };
}

/// An enum whose members are named by stable codes: in columns, on the wire and in the journal alike.
///
/// Reading another text is an error, so an unknown code in a table is found when it is read.
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:tt,)+ }) => {
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            ::serde::Serialize, ::serde::Deserialize, ::sea_orm::DeriveValueType, ::utoipa::ToSchema,
        )]
        $(#[$meta])*
        #[sea_orm(value_type = "String")]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $code)] $variant,)+
        }

        $crate::no_number!($name);

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::app::value::UnknownCode;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|member| member.code() == text).ok_or($crate::app::value::UnknownCode)
            }
        }
    };
}

/// Keys are made in the app; no database counts them.
#[macro_export]
macro_rules! no_number {
    ($name:ident) => {
        impl ::sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, ::sea_orm::DbErr> {
                Err(::sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    };
}

/// A text that is none of a set's codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no code of this set")]
pub struct UnknownCode;

/// A moment: microseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// So many seconds later, or earlier.
    #[must_use]
    pub const fn plus_s(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// As the domain's type. Times beyond the year 9999 become that year's end.
    #[must_use]
    pub fn moment(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::MAX)
    }

    /// The date it is then in China, whose offices this is for (UTC+8, no summer time).
    #[must_use]
    pub fn date(self) -> Date {
        Date(self.local().date())
    }

    /// The date and time that clocks in China show.
    #[must_use]
    pub fn local(self) -> civil::DateTime {
        self.moment().to_zoned(china()).datetime()
    }

    /// Whole seconds since 1970.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }
}

/// UTC+8.
fn china() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::fixed(jiff::tz::offset(8))
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.moment().fmt(f)
    }
}

impl FromStr for Timestamp {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<jiff::Timestamp>().map(|moment| Self(moment.as_microsecond()))
    }
}

/// A date of the calendar, `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct Date(pub civil::Date);

impl Date {
    /// So many days later, or earlier; the calendar's end if there is no such day.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        let span = jiff::Span::new().days(days);
        Self(self.0.saturating_add(span))
    }

    /// Its first moment in China.
    #[must_use]
    pub fn begins(self) -> Timestamp {
        Timestamp(self.0.to_zoned(china()).map_or(i64::MAX, |midnight| midnight.timestamp().as_microsecond()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Date {
    type Err = jiff::Error;

    /// Only the form it is written in: `2026-3-5` and `20260305` are other people's.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        civil::Date::strptime("%Y-%m-%d", text)
            .and_then(|date| if date.to_string() == text { Ok(Self(date)) } else { text.parse().map(Self) })
    }
}

/// Text on the wire, a value inside.
macro_rules! as_text {
    ($name:ident, $format:literal, $example:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .format(Some(utoipa::openapi::SchemaFormat::Custom($format.into())))
                    .examples([$example])
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}

as_text!(Timestamp, "date-time", "2026-03-05T01:02:03Z");
as_text!(Date, "date", "2026-03-05");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_the_one_in_china() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap().date().to_string();
        assert_eq!(at("2026-03-04T15:59:59Z"), "2026-03-04");
        assert_eq!(at("2026-03-04T16:00:00Z"), "2026-03-05");
        assert_eq!("2026-03-05".parse::<Date>().unwrap().begins(), "2026-03-04T16:00:00Z".parse().unwrap());
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        let check = |text: &str, sound: bool| assert_eq!(text.parse::<Date>().is_ok(), sound, "{text}");
        check("2026-03-05", true);
        check("2026-02-30", false);
        check("2026/03/05", false);
        check("", false);
    }

    #[test]
    fn a_moment_survives_its_text() {
        for micros in [0, 1, -1, 1_772_672_523_000_001] {
            assert_eq!(Timestamp(micros).to_string().parse::<Timestamp>().unwrap(), Timestamp(micros));
        }
    }
}
