//! Seals (封存项) and their openings (开封凭据).

use std::fmt;
use std::str::FromStr;

use lots::canonical::{self, NotCanonical};
use lots::hash::{Digest, NotHex};
use serde::{Deserialize, Serialize};

use super::FieldName;

/// 32 bytes from the operating system's generator, one for each seal. As long as it is secret, the seal says nothing;
/// `Debug` doesn't show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Salt(Digest);

impl Salt {
    /// A salt of these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Digest(bytes))
    }
}

impl FromStr for Salt {
    type Err = NotHex;

    fn from_str(text: &str) -> Result<Self, NotHex> {
        text.parse().map(Self)
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt")
    }
}

/// The seal of a value: `H("yaoguang/v1/field\n" + salt + field + "\n" + value)`.
///
/// ```
/// use journal::entry::{Salt, seal};
/// let field = "task".parse().unwrap();
/// assert_ne!(seal(&Salt::new([1; 32]), &field, "食品"), seal(&Salt::new([2; 32]), &field, "食品"));
/// ```
#[must_use]
pub fn seal(salt: &Salt, field: &FieldName, value: &str) -> Digest {
    let field = field.as_str().as_bytes();
    Digest::of_parts(&[b"yaoguang/v1/field\n", &salt.0.0, field, b"\n", value.as_bytes()])
}

/// What shows of which value a seal is. Destroying it is an erasure (销毁).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Which seal of its entry.
    pub field: FieldName,
    /// The salt, as 64 hex characters.
    pub salt: Salt,
    /// The value.
    pub value: String,
}

impl Opening {
    /// Read an opening as canonical JSON.
    ///
    /// # Errors
    /// [`NotCanonical`].
    pub fn from_text(bytes: &[u8]) -> Result<Self, NotCanonical> {
        canonical::from_text(bytes)
    }

    /// The canonical text.
    #[must_use]
    pub fn text(&self) -> String {
        canonical::to_text(self)
    }

    /// The seal it opens.
    #[must_use]
    pub fn seal(&self) -> Digest {
        seal(&self.salt, &self.field, &self.value)
    }

    /// Whether it opens a seal of this entry.
    #[must_use]
    pub fn opens(&self, entry: &super::Entry) -> bool {
        entry.sealed(self.field.as_str()) == Some(self.seal())
    }
}
