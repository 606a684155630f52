//! Lists in pages, by key and not by offset: the thousandth page costs what the first does, and a row that comes in between
//! moves nothing.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};
use sea_orm::{Condition, DbErr, Order, PaginatorTrait, QueryOrder, QuerySelect, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::{FieldFault, Problem};

/// The most rows of a page.
pub const MOST: u64 = 200;
/// A count goes up to here; beyond it the list says "more than".
pub const COUNTED: u64 = 10_000;

/// Which part of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Ask {
    /// How many rows, 1 to 200; 50 if not said.
    pub limit: Option<u64>,
    /// What `next` said of the page before.
    pub after: Option<String>,
    /// A column to sort by, `-` before it for descending.
    pub sort: Option<String>,
    /// Text to search for.
    pub q: Option<String>,
}

/// A page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The rows, in order.
    pub rows: Vec<T>,
    /// For `after` of the next page; nothing at the end.
    pub next: Option<String>,
    /// How many rows the whole list has.
    pub count: Count,
}

/// How many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Count {
    /// So many, or at least so many.
    pub value: u64,
    /// Which of the two.
    pub exact: bool,
}

impl<T> Page<T> {
    /// The same with other rows.
    pub fn map<U>(self, each: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(each).collect(), next: self.next, count: self.count }
    }
}

/// How a list can be sorted: a name on the wire, and its column.
pub type Sorts<C> = &'static [(&'static str, C)];

/// A value of a column that pages are cut at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Key {
    Number(i64),
    Text(String),
    None(()),
}

impl Key {
    fn of(value: &Value) -> Self {
        match value {
            Value::BigInt(Some(number)) => Self::Number(*number),
            Value::Int(Some(number)) => Self::Number(i64::from(*number)),
            Value::String(Some(text)) => Self::Text(text.clone()),
            _ => Self::None(()),
        }
    }

    fn value(self) -> Value {
        match self {
            Self::Number(number) => number.into(),
            Self::Text(text) => text.into(),
            Self::None(()) => Value::String(None),
        }
    }
}

/// A page of `select`, sorted by one of `sorts` (the first if not said) and then by id.
///
/// Columns to sort by must not be null.
///
/// # Errors
/// `fields` if the page asked for makes no sense; others from the database.
pub async fn page<E, C>(
    db: &C,
    select: Select<E>,
    ask: &Ask,
    sorts: Sorts<E::Column>,
    id: E::Column,
) -> Result<Page<E::Model>, Problem>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + Send + Sync,
    C: ConnectionTrait,
{
    let limit = ask.limit.unwrap_or(50);
    if !(1..=MOST).contains(&limit) {
        return Err(one("limit", "out-of-range"));
    }
    let (column, order) = sorted(ask.sort.as_deref(), sorts)?;
    let count = count(db, select.clone()).await?;
    let mut page = select;
    if let Some(after) = &ask.after {
        let (key, at) = read(after).ok_or_else(|| one("after", "no-cursor"))?;
        page = page.filter(behind(column, key.value(), id, at, &order));
    }
    let mut rows = page.order_by(column, order.clone()).order_by(id, order).limit(limit + 1).all(db).await?;
    let more = rows.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    if more {
        rows.pop();
    }
    let next = rows.last().filter(|_| more).map(|last| write(&Key::of(&last.get(column)), &last.get(id)));
    Ok(Page { rows, next, count })
}

fn one(field: &str, code: &'static str) -> Problem {
    Problem::fields(vec![FieldFault::new(field, code)])
}

fn sorted<T: Copy>(asked: Option<&str>, sorts: &'static [(&'static str, T)]) -> Result<(T, Order), Problem> {
    let Some(asked) = asked else { return Ok((sorts[0].1, Order::Asc)) };
    let (name, order) = asked.strip_prefix('-').map_or((asked, Order::Asc), |name| (name, Order::Desc));
    let found = sorts.iter().find(|(known, _)| *known == name).ok_or_else(|| one("sort", "no-sort"))?;
    Ok((found.1, order))
}

fn behind<C: ColumnTrait>(column: C, key: Value, id: C, at: Uuid, order: &Order) -> Condition {
    let past = |column: C, value: Value| -> SimpleExpr {
        match order {
            Order::Desc => Expr::col(column.as_column_ref()).lt(value),
            _ => Expr::col(column.as_column_ref()).gt(value),
        }
    };
    let same = Expr::col(column.as_column_ref()).eq(key.clone());
    Condition::any().add(past(column, key)).add(Condition::all().add(same).add(past(id, at.into())))
}

/// How many rows, up to [`COUNTED`].
async fn count<E, C>(db: &C, select: Select<E>) -> Result<Count, DbErr>
where
    E: EntityTrait,
    E::Model: Send + Sync,
    C: ConnectionTrait,
{
    let value = select.limit(COUNTED + 1).count(db).await?;
    Ok(if value > COUNTED { Count { value: COUNTED, exact: false } } else { Count { value, exact: true } })
}

fn write(key: &Key, id: &Value) -> String {
    use base64::Engine as _;
    let id = match id {
        Value::Uuid(Some(id)) => id.to_string(),
        _ => String::new(),
    };
    let text = serde_json::to_string(&(key, id)).unwrap_or_default();
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
}

fn read(text: &str) -> Option<(Key, Uuid)> {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok()?;
    let (key, id): (Key, String) = serde_json::from_slice(&bytes).ok()?;
    Some((key, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_text_and_nothing_else_is_one() {
        let id = Uuid::from_u128(7);
        for key in [Key::Number(-3), Key::Text("老王\"食品".into()), Key::None(())] {
            assert_eq!(read(&write(&key, &id.into())), Some((key, id)));
        }
        assert_eq!(read("x"), None);
        assert_eq!(read(""), None);
    }
}
