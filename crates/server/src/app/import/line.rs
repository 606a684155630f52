//! A row seen through the mapping: cells by field, and the ways to read one.

use std::collections::BTreeMap;

use lots_cli::roster::cell::{Cell, CellKind};
use lots_cli::roster::dirt::{clean_code, clean_line, clean_name};

use super::{Blank, Fault};
use crate::app::value::{Date, dirt_fault};

/// A row of the file, its cells by field.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its number in the file as a spreadsheet shows it.
    pub row: u64,
    /// The cells of the fields that have a column.
    pub cells: BTreeMap<&'static str, Cell>,
}

impl Line {
    /// The cell's text without dirt; nothing if the field has no column or the cell is empty.
    #[must_use]
    pub fn code(&self, field: &str) -> Option<String> {
        let (clean, _) = clean_code(&self.cells.get(field)?.text);
        (!clean.is_empty()).then_some(clean)
    }

    /// How many cells have needless blanks or characters without ink, which reading leaves out.
    #[must_use]
    pub fn dirty_cells(&self) -> i64 {
        let dirty = self.cells.iter().filter(|(field, cell)| clean(field, &cell.text) != cell.text).count();
        i64::try_from(dirty).unwrap_or(i64::MAX)
    }
}

/// The fields that are names of businesses or people: no blank stands between their Han characters.
const NAMES: [&str; 2] = ["name", "representative"];

/// A cell's text without dirt.
fn clean(field: &str, text: &str) -> String {
    if NAMES.contains(&field) { clean_name(text).0 } else { clean_line(text).0 }
}

/// What a row says of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given<T> {
    /// The file has no column for it, or what stands there is refused.
    Absent,
    /// The cell is empty.
    Blank,
    /// This.
    Value(T),
}

impl<T> Given<T> {
    /// The field afterwards, where it was `now`.
    pub fn over(self, now: Option<T>, blank: Blank) -> Option<T> {
        match (self, blank) {
            (Self::Value(value), _) => Some(value),
            (Self::Blank, Blank::Clear) => None,
            _ => now,
        }
    }

    /// What `next` makes of the value.
    pub fn and_then<U>(self, next: impl FnOnce(T) -> Given<U>) -> Given<U> {
        match self {
            Self::Value(value) => next(value),
            Self::Blank => Given::Blank,
            Self::Absent => Given::Absent,
        }
    }

    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        self.over(None, Blank::Keep)
    }
}

/// A row being read; what is wrong is gathered.
pub struct Reading<'a> {
    line: &'a Line,
    /// What is wrong so far.
    pub faults: Vec<Fault>,
}

impl<'a> Reading<'a> {
    /// Begin.
    #[must_use]
    pub fn new(line: &'a Line) -> Self {
        Self { line, faults: Vec::new() }
    }

    /// Say that something is wrong.
    pub fn refuse(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Of a field that no row may leave empty: note it where it is.
    pub fn needed<T>(&mut self, field: &'static str, given: Given<T>) -> Option<T> {
        if matches!(given, Given::Blank) || !self.line.cells.contains_key(field) {
            self.refuse(Fault::new(field, "empty", ""));
        }
        given.value()
    }

    /// A name or remark of one line, at most `most` characters.
    pub fn text(&mut self, field: &'static str, most: i64) -> Given<String> {
        self.cell(field, |text| clean(field, text)).and_then(|(text, cell)| self.short(field, cell, text, most))
    }

    /// A code or number, its full-width forms made half-width, at most `most` characters.
    pub fn code(&mut self, field: &'static str, most: i64) -> Given<String> {
        self.cell(field, |text| clean_code(text).0).and_then(|(text, cell)| self.short(field, cell, text, most))
    }

    /// What `parse` makes of the code there; `fault` if it makes nothing of it.
    pub fn parsed<T>(
        &mut self,
        field: &'static str,
        fault: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Given<T> {
        self.code(field, 200).and_then(|text| match parse(&text) {
            Some(value) => Given::Value(value),
            None => self.spoilt(field, fault, &text),
        })
    }

    /// A date as people and spreadsheets write it.
    pub fn date(&mut self, field: &'static str) -> Given<Date> {
        if let Some(Cell { kind: CellKind::Number { date: Some(date) }, .. }) = self.line.cells.get(field) {
            let day = date.to_string().parse();
            return day.map_or(Given::Absent, Given::Value);
        }
        self.parsed(field, "not-a-date", date)
    }

    /// A whole number from `least` to `most`.
    pub fn number(&mut self, field: &'static str, least: i64, most: i64) -> Given<i64> {
        self.parsed(field, "not-a-number", |text| text.parse().ok().filter(|number| (least..=most).contains(number)))
    }

    /// Several values in one cell, at most `most` characters each.
    pub fn several(&mut self, field: &'static str, most: i64) -> Given<Vec<String>> {
        const SEPARATORS: [char; 8] = [',', '，', '、', ';', '；', '|', '\n', '\r'];
        self.cell(field, |text| clean(field, text)).and_then(|(text, cell)| {
            let mut values = Vec::new();
            for part in text.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty()) {
                match self.short(field, cell.clone(), part.to_owned(), most) {
                    Given::Value(value) if !values.contains(&value) => values.push(value),
                    Given::Value(_) => {}
                    _ => return Given::Absent,
                }
            }
            Given::Value(values)
        })
    }

    /// The cell's clean text, and the text as it is.
    fn cell(&mut self, field: &'static str, clean: impl Fn(&str) -> String) -> Given<(String, String)> {
        let Some(cell) = self.line.cells.get(field) else { return Given::Absent };
        match cell.kind {
            CellKind::LostDigits => return self.spoilt(field, "lost-digits", &cell.text),
            CellKind::Merged => return self.spoilt(field, "merged", ""),
            _ => {}
        }
        let text = clean(&cell.text);
        if text.is_empty() { Given::Blank } else { Given::Value((text, cell.text.clone())) }
    }

    fn spoilt<T>(&mut self, field: &'static str, code: &'static str, value: &str) -> Given<T> {
        self.refuse(Fault::new(field, code, value));
        Given::Absent
    }

    fn short(&mut self, field: &'static str, cell: String, text: String, most: i64) -> Given<String> {
        let characters = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
        if characters > most {
            self.refuse(Fault::new(field, "too-long", cell).with("most", most));
            return Given::Absent;
        }
        // What has no meaning isn't left out unasked: it may stand for a character of a name.
        if let Some(code) = dirt_fault(&clean_line(&cell).1) {
            self.refuse(Fault::new(field, code, cell).with("suggestion", text));
            return Given::Absent;
        }
        if text.chars().any(char::is_control) {
            self.refuse(Fault::new(field, "control-character", cell));
            return Given::Absent;
        }
        Given::Value(text)
    }
}

/// A day as people write it (`2027-03-01`, `2027/3/1`, `2027.3.1`, `2027年3月1日`, `20270301`, with or without a time of day), or as a
/// spreadsheet counts it (days since 1899-12-30).
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    let digits = day.bytes().all(|b| b.is_ascii_digit());
    match day.len() {
        8 if digits => return format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]).parse().ok(),
        5 if digits => {
            let first = Date(jiff::civil::date(1899, 12, 30));
            return day.parse().ok().map(|days| first.plus_days(days));
        }
        _ => {}
    }
    let day = day.strip_suffix('日').unwrap_or(day);
    let parts: Vec<&str> = day.split(['-', '/', '.', '年', '月']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_people_write_it() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        };
        check("2027-03-01", Some("2027-03-01"));
        check("2027/3/1 00:00", Some("2027-03-01"));
        check("2027年3月1日", Some("2027-03-01"));
        check("20270301", Some("2027-03-01"));
        check("2027.13.1", None);
        check("46447", Some("2027-03-01"));
        check("36161", Some("1999-01-01"));
        check("长期", None);
    }

    fn line(cells: &[(&'static str, &str)]) -> Line {
        let cell = |text: &str| Cell { text: text.to_owned(), kind: CellKind::Text };
        Line { row: 2, cells: cells.iter().map(|(name, text)| (*name, cell(text))).collect() }
    }

    #[test]
    fn dirt_is_left_out_and_what_is_wrong_is_said() {
        let line = line(&[("name", "　王小明 "), ("code", "２１０４ａ"), ("long", "abcdef"), ("none", " ")]);
        let mut reading = Reading::new(&line);
        assert_eq!(reading.text("name", 10), Given::Value("王小明".to_owned()));
        assert_eq!(reading.code("code", 10), Given::Value("2104a".to_owned()));
        assert_eq!(reading.text("none", 10), Given::Blank);
        assert_eq!(reading.text("other", 10), Given::Absent);
        assert_eq!(reading.faults, []);
        assert_eq!(reading.text("long", 5), Given::Absent);
        assert_eq!(reading.faults, [Fault::new("long", "too-long", "abcdef").with("most", 5)]);
        assert_eq!(line.dirty_cells(), 2);
    }

    #[test]
    fn a_name_that_looks_like_another_is_read_as_that_one() {
        let line = line(&[("seen", "抚顺\u{f90a}山\u{fe0f}"), ("undefined", "赵\u{e000}铁")]);
        let mut reading = Reading::new(&line);
        assert_eq!(reading.text("seen", 10), Given::Value("抚顺金山".to_owned()));
        assert_eq!(reading.text("undefined", 10), Given::Absent);
        let fault = Fault::new("undefined", "undefined-character", "赵\u{e000}铁").with("suggestion", "赵铁");
        assert_eq!(reading.faults, [fault]);
        assert_eq!(line.dirty_cells(), 2);
    }

    #[test]
    fn an_empty_cell_keeps_or_clears() {
        assert_eq!(Given::Blank.over(Some(1), Blank::Keep), Some(1));
        assert_eq!(Given::Blank.over(Some(1), Blank::Clear), None);
        assert_eq!(Given::Absent.over(Some(1), Blank::Clear), Some(1));
        assert_eq!(Given::Value(2).over(Some(1), Blank::Keep), Some(2));
    }
}
