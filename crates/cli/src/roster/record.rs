//! The rows of the four inputs, and how their cells are read.

use lots::name::{InspectorCode, NameError, PoolName, ReasonCode, StratumName, SubjectId};
use lots::time::Date;

use super::cell::{Cell, CellKind, Row};
use super::dirt::{Dirt, clean_code, clean_name};
use super::header::Header;
use super::reason::{self, Read};
use super::{Field, Flaw, IdRule, Kind, Options, uscc};

/// A subject and its stratum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its id.
    pub id: SubjectId,
    /// Its stratum.
    pub stratum: StratumName,
}

/// A subject left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// Its id.
    pub id: SubjectId,
    /// Why.
    pub reason: ReasonCode,
}

/// An inspector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspector {
    /// The code.
    pub code: InspectorCode,
    /// The pools, sorted, unique.
    pub pools: Vec<PoolName>,
    /// The most targets.
    pub capacity: u32,
    /// The last day of the certificate, if the file has it.
    pub valid_to: Option<Date>,
}

/// A pair that must not meet, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recusal {
    /// The inspector.
    pub code: InspectorCode,
    /// The subject.
    pub id: SubjectId,
    /// Why.
    pub reason: ReasonCode,
}

/// The cells of a row by field.
pub struct Fields<'a> {
    /// The row.
    pub row: &'a Row,
    /// Where the fields are.
    pub header: &'a Header,
    /// How to read.
    pub options: &'a Options,
}

/// The flaws of a row: field, value, flaw.
pub type Flaws = Vec<(Field, String, Flaw)>;

type Outcome<T> = Result<T, (Field, String, Flaw)>;

/// A kind of row.
pub trait Record: Sized {
    /// Which input it is of.
    const KIND: Kind;

    /// What makes it unique.
    fn key(&self) -> (&str, &str);

    /// Read a row's cells.
    ///
    /// # Errors
    /// Every flaw of the row.
    fn read(fields: &Fields<'_>) -> Result<Self, Flaws>;
}

impl Fields<'_> {
    /// The cells of a field; a cell beyond the row's end is empty.
    fn cells(&self, field: Field) -> Vec<Cell> {
        self.header.indexes(field).iter().map(|&index| self.row.cells.get(index).cloned().unwrap_or_default()).collect()
    }

    fn cell(&self, field: Field) -> Cell {
        self.cells(field).into_iter().next().unwrap_or_default()
    }

    /// A cell with something in it that isn't lost or hidden.
    fn filled(&self, field: Field) -> Outcome<Cell> {
        let cell = self.cell(field);
        sound(field, cell)
    }

    fn code<T>(&self, field: Field, new: impl Fn(&str) -> Result<T, NameError>) -> Outcome<T> {
        let cell = self.filled(field)?;
        let (suggestion, dirt) = clean_code(&cell.text);
        if !dirt.is_empty() {
            return Err((field, cell.text, Flaw::Dirty { dirt, suggestion }));
        }
        new(&cell.text).map_err(|why| (field, cell.text, Flaw::Form(why)))
    }

    fn id(&self) -> Outcome<SubjectId> {
        let cell = self.filled(Field::Id)?;
        match id_flaw(&cell.text, self.options.ids) {
            Some(flaw) => Err((Field::Id, cell.text, flaw)),
            None => SubjectId::new(cell.text.as_str()).map_err(|why| (Field::Id, cell.text, Flaw::Form(why))),
        }
    }

    fn stratum(&self) -> Outcome<StratumName> {
        let cells = self.cells(Field::Stratum);
        let text = match (&self.options.stratum, cells.is_empty()) {
            (Some(whole), true) => whole.clone(),
            _ => {
                let parts = cells.into_iter().map(|cell| sound(Field::Stratum, cell).map(|cell| cell.text));
                parts.collect::<Result<Vec<_>, _>>()?.join("/")
            }
        };
        let (suggestion, dirt) = clean_name(&text);
        if !dirt.is_empty() {
            return Err((Field::Stratum, text, Flaw::Dirty { dirt, suggestion }));
        }
        StratumName::new(text.as_str()).map_err(|why| (Field::Stratum, text, Flaw::Form(why)))
    }

    fn reason(&self, kind: Kind) -> Outcome<ReasonCode> {
        let cell = self.filled(Field::Reason)?;
        let code = match reason::read(kind, &cell.text) {
            Read::Code(code) => code,
            Read::Label(code) => code,
            Read::Unknown => return Err((Field::Reason, cell.text, Flaw::Reason(reason::codes(kind)))),
        };
        ReasonCode::new(code).map_err(|why| (Field::Reason, cell.text.clone(), Flaw::Form(why)))
    }

    fn pools(&self) -> Outcome<Vec<PoolName>> {
        let cell = self.filled(Field::Pools)?;
        let names = cell.text.split([',', '，', '、', ';', '；', '|']).map(str::trim);
        let pools = names.map(PoolName::new).collect::<Result<Vec<_>, _>>();
        let mut pools = pools.map_err(|why| (Field::Pools, cell.text, Flaw::Form(why)))?;
        pools.sort_unstable();
        pools.dedup();
        Ok(pools)
    }

    fn capacity(&self) -> Outcome<u32> {
        let cell = self.filled(Field::Capacity)?;
        let number = cell.text.parse().ok().filter(|&number| number <= lots::table::MAX_CAPACITY);
        number.ok_or((Field::Capacity, cell.text, Flaw::Number))
    }

    fn valid_to(&self) -> Outcome<Option<Date>> {
        let cell = self.cell(Field::ValidTo);
        match cell.kind {
            CellKind::Number { date: Some(date) } => return Ok(Some(date)),
            _ if cell.text.trim().is_empty() => return Ok(None),
            _ => {}
        }
        date(&cell.text).map(Some).ok_or((Field::ValidTo, cell.text, Flaw::Date))
    }
}

fn sound(field: Field, cell: Cell) -> Outcome<Cell> {
    match cell.kind {
        CellKind::LostDigits => Err((field, cell.text, Flaw::LostDigits)),
        CellKind::Merged => Err((field, cell.text, Flaw::Merged)),
        _ if cell.text.trim().is_empty() => Err((field, cell.text, Flaw::Missing)),
        _ => Ok(cell),
    }
}

/// What is wrong with an id beyond its form.
fn id_flaw(text: &str, rule: IdRule) -> Option<Flaw> {
    let (clean, mut dirt) = clean_code(text);
    let held = rule == IdRule::Uscc || rule == IdRule::Auto && clean.chars().count() == uscc::LENGTH;
    let upper = clean.to_uppercase();
    if held && upper != clean {
        dirt.push(Dirt::LowerCase);
    }
    if !dirt.is_empty() {
        return Some(Flaw::Dirty { dirt, suggestion: if held { upper } else { clean } });
    }
    if !held {
        return None;
    }
    let error = uscc::check(text).err()?;
    Some(match uscc::without_lookalikes(text) {
        Some(suggestion) => Flaw::Dirty { dirt: vec![Dirt::Lookalike], suggestion },
        None => Flaw::Uscc(error),
    })
}

/// A date as people write it: `2026-03-05`, `2026/3/5`, `2026.3.5`, `2026年3月5日`.
fn date(text: &str) -> Option<Date> {
    let parts: Vec<u32> = text
        .trim_end_matches('日')
        .split(['-', '/', '.', '年', '月'])
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [year, month, day] = parts.as_slice() else { return None };
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

/// All values, or all flaws.
macro_rules! all {
    ($($value:ident),*) => {{
        let mut flaws: Flaws = Vec::new();
        $(let $value = $value.map_err(|flaw| flaws.push(flaw)).ok();)*
        match ($($value,)*) {
            ($(Some($value),)*) => ($($value,)*),
            _ => return Err(flaws),
        }
    }};
}

impl Record for Subject {
    const KIND: Kind = Kind::Subjects;

    fn key(&self) -> (&str, &str) {
        (self.id.as_str(), "")
    }

    fn read(fields: &Fields<'_>) -> Result<Self, Flaws> {
        let (id, stratum) = (fields.id(), fields.stratum());
        let (id, stratum) = all!(id, stratum);
        Ok(Self { id, stratum })
    }
}

impl Record for Exclusion {
    const KIND: Kind = Kind::Excluded;

    fn key(&self) -> (&str, &str) {
        (self.id.as_str(), "")
    }

    fn read(fields: &Fields<'_>) -> Result<Self, Flaws> {
        let (id, reason) = (fields.id(), fields.reason(Kind::Excluded));
        let (id, reason) = all!(id, reason);
        Ok(Self { id, reason })
    }
}

impl Record for Inspector {
    const KIND: Kind = Kind::Inspectors;

    fn key(&self) -> (&str, &str) {
        (self.code.as_str(), "")
    }

    fn read(fields: &Fields<'_>) -> Result<Self, Flaws> {
        let (code, pools) = (fields.code(Field::Code, |text| InspectorCode::new(text)), fields.pools());
        let (capacity, valid_to) = (fields.capacity(), fields.valid_to());
        let (code, pools, capacity, valid_to) = all!(code, pools, capacity, valid_to);
        Ok(Self { code, pools, capacity, valid_to })
    }
}

impl Record for Recusal {
    const KIND: Kind = Kind::Recusals;

    fn key(&self) -> (&str, &str) {
        (self.code.as_str(), self.id.as_str())
    }

    fn read(fields: &Fields<'_>) -> Result<Self, Flaws> {
        let (code, id) = (fields.code(Field::Code, |text| InspectorCode::new(text)), fields.id());
        let reason = fields.reason(Kind::Recusals);
        let (code, id, reason) = all!(code, id, reason);
        Ok(Self { code, id, reason })
    }
}
