//! The file to begin with: a head for each thing that a row can say, and nothing below.

use super::Field;
use crate::app::sheet::{Failure, Form, Sheet};
use crate::app::words::{Tongue, Words};

/// What each field is headed by: a name that [`super::guess::guess`] knows it by, and behind it, in brackets, that a file must have it.
#[must_use]
pub fn heads(fields: &[Field], tongue: Tongue, words: &Words) -> Vec<String> {
    let head = |field: &Field| {
        let english = || field.known.iter().find(|known| known.is_ascii());
        let known = match tongue {
            Tongue::Zh => field.known.first(),
            Tongue::En => english().or(field.known.first()),
        };
        let name = known.copied().unwrap_or(field.name);
        if field.required { words.say("import-template-required", &[("name", &name)]) } else { name.to_owned() }
    };
    fields.iter().map(head).collect()
}

/// The file, a temporary one without a name.
///
/// # Errors
/// If there is no room for it.
pub fn make(heads: &[String]) -> Result<std::fs::File, Failure> {
    let mut sheet = Sheet::begin(Form::Xlsx)?;
    sheet.put(heads)?;
    sheet.end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::import::guess::guess;
    use crate::app::words::words;

    #[test]
    fn every_column_of_a_template_is_known_again() {
        for importer in crate::IMPORTERS {
            for tongue in [Tongue::Zh, Tongue::En] {
                let fields = importer.fields();
                let guessed = guess(&heads(fields, tongue, words(tongue)), fields);
                for (at, field) in fields.iter().enumerate() {
                    assert_eq!(guessed.get(field.name), Some(&at), "{} {}", importer.kind(), field.name);
                }
            }
        }
    }
}
