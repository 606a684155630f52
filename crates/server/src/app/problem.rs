//! The one form of a no over HTTP (RFC 9457).
//!
//! A Problem names a code; the words stand in the locale files under `problem-<code>` (the title) and
//! `problem-<code>-detail` (what rule stops it and what one can do). It is put into the caller's language by the
//! outermost layer, which knows it: see [`super::http`].

use std::fmt;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use lots_cli::locale::Sayable;
use sea_orm::DbErr;
use serde::Serialize;
use utoipa::ToSchema;

use super::value::{unclean, unclean_name};
use super::words::Words;

/// A value in a Problem's sentence.
#[derive(Clone, Debug)]
pub enum Arg {
    /// Text as it is.
    Text(String),
    /// A whole number, grouped as the language does.
    Number(i64),
    /// A key of the locale files, said in the caller's language.
    Key(String),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// What is wrong with one field of what was sent.
#[derive(Clone, Debug)]
pub struct FieldFault {
    /// The field's name on the wire; parts of it after dots.
    pub field: String,
    /// Stable code; its sentence stands under `fault-<code>`.
    pub code: &'static str,
    /// What its sentence needs.
    pub args: Vec<(&'static str, Arg)>,
}

impl FieldFault {
    /// A fault whose sentence needs no values.
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self { field: field.into(), code, args: Vec::new() }
    }

    /// That a text isn't what it looks like, if it isn't, with what it looks like.
    pub fn unclean(field: impl Into<String>, text: &str) -> Option<Self> {
        let (code, clean) = unclean(text)?;
        Some(Self::new(field, code).with("suggestion", clean))
    }

    /// As [`Self::unclean`], of the name of a business or of a person.
    pub fn unclean_name(field: impl Into<String>, text: &str) -> Option<Self> {
        let (code, clean) = unclean_name(text)?;
        Some(Self::new(field, code).with("suggestion", clean))
    }

    /// With a value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// A no on the wire.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct Body {
    /// `/problems/<code>`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// Which rule stops it, and what one can do.
    pub detail: String,
    /// Stable code.
    pub code: String,
    /// What the log calls the request.
    pub request_id: String,
    /// Fields at fault.
    pub fields: Vec<FieldBody>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = FieldFault)]
pub struct FieldBody {
    /// The field's name; parts of it after dots.
    pub field: String,
    /// Stable code.
    pub code: String,
    /// The sentence.
    pub message: String,
}

/// Why a request wasn't carried out.
#[derive(Clone, Debug)]
pub struct Problem {
    /// HTTP status.
    pub status: StatusCode,
    /// Stable code.
    pub code: &'static str,
    /// What the sentences need.
    pub args: Vec<(&'static str, Arg)>,
    /// Fields at fault.
    pub fields: Vec<FieldFault>,
    /// For the log only, never sent.
    pub cause: Option<String>,
    /// Seconds after which asking again may help.
    pub retry_after_s: Option<u32>,
    /// The database asked for the transaction to be run again.
    pub again: bool,
}

impl Problem {
    /// A no with this code.
    #[must_use]
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, args: vec![], fields: vec![], cause: None, retry_after_s: None, again: false }
    }

    /// A lawful no: 422.
    #[must_use]
    pub fn refused(code: &'static str) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code)
    }

    /// There is no such thing, or it isn't for the caller to know: 404.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found")
    }

    /// Somebody else saved it in between: 409.
    #[must_use]
    pub fn stale() -> Self {
        Self::new(StatusCode::CONFLICT, "stale")
    }

    /// Fields at fault: 422.
    #[must_use]
    pub fn fields(fields: Vec<FieldFault>) -> Self {
        Self { fields, ..Self::refused("fields") }
    }

    /// Something broke that the caller can't help: 500, with the cause for the log.
    pub fn broken(cause: impl fmt::Display) -> Self {
        Self { cause: Some(cause.to_string()), ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, "broken") }
    }

    /// With a value for its sentences.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// What its sentences need, by name: texts and numbers, for whoever says them later.
    #[must_use]
    pub fn values(&self) -> serde_json::Value {
        let value = |arg: &Arg| match arg {
            Arg::Text(text) | Arg::Key(text) => serde_json::Value::from(text.as_str()),
            Arg::Number(number) => (*number).into(),
        };
        self.args.iter().map(|(name, arg)| ((*name).to_owned(), value(arg))).collect::<serde_json::Map<_, _>>().into()
    }

    /// The title in a language.
    #[must_use]
    pub fn title(&self, words: &Words) -> String {
        say(words, &format!("problem-{}", self.code), &self.args)
    }

    /// The detail in a language.
    #[must_use]
    pub fn detail(&self, words: &Words) -> String {
        say(words, &format!("problem-{}-detail", self.code), &self.args)
    }

    /// The whole as JSON (RFC 9457).
    #[must_use]
    pub fn body(&self, words: &Words, request_id: &str) -> Body {
        let field = |fault: &FieldFault| FieldBody {
            field: fault.field.clone(),
            code: fault.code.to_owned(),
            message: say(words, &format!("fault-{}", fault.code), &fault.args),
        };
        Body {
            kind: format!("/problems/{}", self.code),
            title: self.title(words),
            status: self.status.as_u16(),
            detail: self.detail(words),
            code: self.code.to_owned(),
            request_id: request_id.to_owned(),
            fields: self.fields.iter().map(field).collect(),
        }
    }
}

/// A sentence with its values.
pub fn say(words: &Words, key: &str, args: &[(&'static str, Arg)]) -> String {
    let values: Vec<(&str, Box<dyn Sayable>)> = args
        .iter()
        .map(|(name, arg)| {
            let value: Box<dyn Sayable> = match arg {
                Arg::Text(text) => Box::new(text.clone()),
                Arg::Number(number) => Box::new(*number),
                Arg::Key(key) => Box::new(words.say(key, &[])),
            };
            (*name, value)
        })
        .collect();
    let values: Vec<(&str, &dyn Sayable)> = values.iter().map(|(name, value)| (*name, &**value)).collect();
    words.say(key, &values)
}

impl IntoResponse for Problem {
    /// Without words yet: the outermost layer writes the body.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<DbErr> for Problem {
    fn from(error: DbErr) -> Self {
        let text = error.to_string();
        let again = ["database is locked", "could not serialize", "deadlock detected", "40001", "40P01"];
        Self { again: again.iter().any(|sign| text.contains(sign)), ..Self::broken(text) }
    }
}
