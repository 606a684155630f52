//! What the document says of operations alike, so that no slice says it again: how a caller shows who they are, the key that an act
//! carries, and the answers that are a no.

use axum::http::StatusCode;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{OpenApi, Ref, RefOr, Required, Response};

use super::auth::{ACTING_AS, CALLER, SESSION};
use super::{idempotency, problem};

/// The document's head.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "摇光 Yaoguang",
        description = "双随机、一公开：名录、清单与公开日志的接口。 / The interface of registers, catalogue and public journal.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(problem::Body, problem::FieldBody), responses(No))
)]
pub struct Head;

/// Any answer that is a no.
#[derive(utoipa::ToResponse)]
#[response(
    description = "A no: which rule stops it, and what one can do, in the caller's language (RFC 9457).",
    content_type = "application/problem+json"
)]
#[expect(dead_code, reason = "describes what every Problem becomes")]
pub(crate) struct No(problem::Body);

/// The names of the two ways to show a session.
const SCHEMES: [&str; 2] = ["bearer", "session"];

/// Say it of every operation.
pub fn complete(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(SESSION)));
    components.security_schemes.extend(SCHEMES.map(str::to_owned).into_iter().zip([bearer.into(), cookie.into()]));
    document.security = Some(SCHEMES.map(|scheme| SecurityRequirement::new::<_, [&str; 0], _>(scheme, [])).to_vec());
    for item in document.paths.paths.values_mut() {
        for (operation, acts) in [(&mut item.get, false), (&mut item.post, true)] {
            if let Some(operation) = operation {
                complete_one(operation, acts);
            }
        }
    }
}

fn complete_one(operation: &mut Operation, acts: bool) {
    let public =
        operation.extensions.as_ref().is_some_and(|said| said.get(CALLER).is_some_and(|caller| caller == "public"));
    let has = |place: ParameterIn| {
        let parameters = operation.parameters.iter().flatten();
        parameters.filter_map(plain).any(|parameter| parameter.parameter_in == place)
    };
    let refusals = refusals(acts, public, (has(ParameterIn::Path), has(ParameterIn::Query)));
    for answer in operation.responses.responses.iter_mut().filter_map(|(status, answer)| worded(status, answer)) {
        answer.description = "Done.".to_owned();
    }
    for status in refusals {
        let no = || RefOr::Ref(Ref::from_response_name("No"));
        operation.responses.responses.entry(status.as_str().to_owned()).or_insert_with(no);
    }
    if public {
        operation.security = Some(Vec::new());
    } else if acts {
        let form = ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[A-Za-z0-9_-]{1,64}$"));
        let key = ParameterBuilder::new().name(idempotency::HEADER).parameter_in(ParameterIn::Header);
        let key = key.required(Required::True).description(Some("The same key again is the same act."));
        let id = ObjectBuilder::new().schema_type(Type::String);
        let id = id.format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)));
        let shown = ParameterBuilder::new().name(ACTING_AS).parameter_in(ParameterIn::Header);
        let shown = shown.required(Required::False).description(Some(
            "Whom the page shows, by their id; if the session is another's, nothing is done (`other-person`).",
        ));
        let parameters = operation.parameters.get_or_insert_default();
        parameters.push(key.schema(Some(form)).build().into());
        parameters.push(shown.schema(Some(id)).build().into());
    }
}

fn plain<T>(given: &RefOr<T>) -> Option<&T> {
    match given {
        RefOr::T(value) => Some(value),
        RefOr::Ref(_) => None,
    }
}

/// An answer that is a yes and says nothing of itself, which the format asks of each.
fn worded<'a>(status: &str, answer: &'a mut RefOr<Response>) -> Option<&'a mut Response> {
    match answer {
        RefOr::T(answer) if answer.description.is_empty() && status.starts_with('2') => Some(answer),
        _ => None,
    }
}

/// The answers any such operation can give that are a no.
fn refusals(acts: bool, public: bool, (path, query): (bool, bool)) -> Vec<StatusCode> {
    let answers = [
        (StatusCode::BAD_REQUEST, acts),
        (StatusCode::UNAUTHORIZED, !public),
        (StatusCode::FORBIDDEN, !public || acts),
        // What a body or a question names may not be there either.
        (StatusCode::NOT_FOUND, path || query || acts),
        (StatusCode::CONFLICT, acts && !public),
        (StatusCode::PAYLOAD_TOO_LARGE, acts),
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, acts),
        (StatusCode::UNPROCESSABLE_ENTITY, acts || query),
        (StatusCode::INTERNAL_SERVER_ERROR, true),
    ];
    answers.into_iter().filter(|(_, given)| *given).map(|(status, _)| status).collect()
}
