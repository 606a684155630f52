//! A table of what was counted, folded away behind a line with its sum: what a row counts, and its numbers.

use lots_cli::locale::Sayable;
use maud::{Markup, Render, html};

use crate::app::page::{self, Reader};

/// The most columns that stand beside each other on a telephone.
const BESIDE: usize = 2;

/// The line that stands for a table as long as it is folded: what is counted, a key of words, and how much of it there is in all.
pub(super) fn says(reader: Reader, title: &str, sum: &dyn Sayable) -> String {
    reader.words.say("draw-counts", &[("what", &reader.say(title)), ("n", sum)])
}

/// The table; its title and the headings of its columns are keys of words. The sum is the one that the sentence before it tells, since rows may overlap.
pub(super) fn table<N: Render>(
    reader: Reader,
    (title, heads, sum): (&str, &[&str], &dyn Sayable),
    rows: impl IntoIterator<Item = (String, Vec<N>)>,
) -> Markup {
    let table = html! { table {
        thead { tr { @for head in heads { th scope="col" { (reader.say(head)) } } } }
        tbody { @for (what, numbers) in rows { tr {
            th scope="row" { (what) }
            @for number in &numbers { td.number { (number) } }
        } } }
    } };
    let name = reader.say(title);
    let shown = if heads.len() > BESIDE { page::cards(&name, &table) } else { page::scroll(&name, &table) };
    page::fold(&says(reader, title, sum), &shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::Tongue;

    fn of(heads: &[&str], numbers: Vec<u64>) -> String {
        table(Reader::new(Tongue::Zh), ("draw-out", heads, &12_u64), [("已迁出".to_owned(), numbers)]).into_string()
    }

    #[test]
    fn a_count_says_its_sum_and_is_cards_where_its_columns_have_no_room() {
        let two = of(&["draw-away-why", "draw-away-count"], vec![7]);
        assert!(two.contains("<summary>没有参加的检查对象：合计12，各项如下</summary>"), "{two}");
        assert!(two.contains("<th scope=\"row\">已迁出</th><td class=\"number\">7</td>"), "{two}");
        let three = of(&["draw-away-why", "draw-away-count", "draw-away-hand"], vec![7, 2]);
        assert!(three.contains("<td class=\"number\" data-label=\"其中逐名列出\">2</td>"), "{three}");
    }
}
