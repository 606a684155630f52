//! A file into items: everything that is wrong in it at once.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{NoTable, Table, tables};
use super::{Part, RowFault, cells};
use crate::catalogue::rules::text::{CheckRow, DiscretionRow};
use crate::catalogue::rules::{Class, ItemText, Rate, read};

/// What a file says.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The items, in the file's order.
    pub items: Vec<ItemText>,
    /// Whether it has a sheet of checklists, and one of the 裁量基准: where it hasn't, an item keeps what it has.
    pub parts: BTreeSet<Part>,
    /// All that is wrong.
    pub faults: Vec<RowFault>,
    /// The sheets, for the error file.
    pub tables: Vec<Table>,
}

impl Incoming {
    /// An item over the one that a draft has under its code.
    #[must_use]
    pub fn over(&self, item: &ItemText, old: Option<&ItemText>) -> ItemText {
        let mut item = item.clone();
        if let Some(old) = old.filter(|_| !self.parts.contains(&Part::Checklist)) {
            item.checklist.clone_from(&old.checklist);
        }
        if let Some(old) = old.filter(|_| !self.parts.contains(&Part::Discretion)) {
            item.discretion.clone_from(&old.discretion);
        }
        item
    }
}

/// Read a file.
///
/// # Errors
/// [`NoTable`] if there is nothing to look at row by row.
pub fn incoming(bytes: &[u8]) -> Result<Incoming, NoTable> {
    let tables = tables(bytes)?;
    let mut faults = Vec::new();
    let mut items = Vec::new();
    let mut rows = BTreeMap::new();
    for table in &tables {
        for (number, cells) in &table.rows {
            let mut row = Reading { table, cells, number: *number, faults: &mut faults };
            match table.part {
                Part::Items => {
                    let item = row.item();
                    row.once(&item.code, &mut rows, items.len());
                    items.push(item);
                }
                Part::Checklist => row.checklist(&rows, &mut items),
                Part::Discretion => row.discretion(&rows, &mut items),
            }
        }
    }
    Ok(Incoming { items, parts: tables.iter().map(|table| table.part).collect(), faults, tables })
}

/// A row being read.
struct Reading<'a> {
    table: &'a Table,
    cells: &'a [String],
    number: u64,
    faults: &'a mut Vec<RowFault>,
}

impl Reading<'_> {
    fn text(&self, field: &str) -> String {
        self.table.cell(self.cells, field).to_owned()
    }

    fn fault(&mut self, field: &str, code: &'static str, value: &str) {
        let value = value.chars().take(60).collect();
        self.faults.push(RowFault { part: self.table.part, row: self.number, field: field.to_owned(), code, value });
    }

    /// What a cell means, or a fault.
    fn meant<T>(&mut self, field: &str, code: &'static str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(field);
        let value = read(&text);
        if value.is_none() {
            self.fault(field, if text.is_empty() { "empty" } else { code }, &text);
        }
        value
    }

    fn item(&mut self) -> ItemText {
        let methods = cells::methods(&self.text("methods")).unwrap_or_else(|part| {
            self.fault("methods", "item-method-unknown", &part);
            BTreeSet::new()
        });
        let zero = Rate { numerator: 0, denominator: 1 };
        let before = self.faults.len();
        let item = ItemText {
            code: self.text("code"),
            domain: self.text("domain"),
            name: self.text("name"),
            sub: self.text("sub"),
            bases: read::bases(&self.text("bases")),
            body: self.text("body"),
            object: self.text("object"),
            content: self.text("content"),
            methods,
            class: self.meant("class", "item-class-unknown", cells::class).unwrap_or(Class::Ordinary),
            rate: self.meant("rate", "item-rate-form", read::rate).unwrap_or(zero),
            frequency: read::frequency(&self.text("frequency")),
            qualification: self.text("qualification"),
            materials: read::list(&self.text("materials")),
            checklist: Vec::new(),
            discretion: Vec::new(),
        };
        let known: BTreeSet<String> = self.faults[before..].iter().map(|fault| fault.field.clone()).collect();
        for (field, code) in item.faults() {
            let column = field.split('.').next().unwrap_or_default().to_owned();
            if !known.contains(&column) {
                let value = self.text(&column);
                self.fault(&column, code, &value);
            }
        }
        item
    }

    /// A code stands in one row.
    fn once(&mut self, code: &str, rows: &mut BTreeMap<String, usize>, at: usize) {
        if !code.is_empty() && rows.insert(code.to_owned(), at).is_some() {
            self.fault("code", "item-code-twice", code);
        }
    }

    /// The item of the first sheet that a row belongs to.
    fn of<'i>(&mut self, rows: &BTreeMap<String, usize>, items: &'i mut [ItemText]) -> Option<&'i mut ItemText> {
        let code = self.text("code");
        let at = rows.get(&code).copied();
        if at.is_none() {
            self.fault("code", "item-code-unknown", &code);
        }
        at.and_then(|at| items.get_mut(at))
    }

    fn filled(&mut self, field: &str) -> Option<String> {
        self.meant(field, "empty", |text| (!text.is_empty()).then(|| text.to_owned()))
    }

    fn checklist(&mut self, rows: &BTreeMap<String, usize>, items: &mut [ItemText]) {
        let (text, basis) = (self.filled("text"), self.filled("basis"));
        let answer = self.meant("answer", "item-answer-unknown", cells::answer);
        let item = self.of(rows, items);
        if let (Some(item), Some(text), Some(basis), Some(answer)) = (item, text, basis, answer) {
            item.checklist.push(CheckRow { text, answer, basis });
        }
    }

    fn discretion(&mut self, rows: &BTreeMap<String, usize>, items: &mut [ItemText]) {
        let (violation, basis, range) = (self.filled("violation"), self.filled("basis"), self.filled("range"));
        let grade = self.meant("grade", "item-grade-unknown", cells::grade);
        let item = self.of(rows, items);
        if let (Some(item), Some(violation), Some(basis), Some(grade), Some(range)) =
            (item, violation, basis, grade, range)
        {
            item.discretion.push(DiscretionRow { violation, basis, grade, range });
        }
    }
}
