//! Tiles and entry bundles (C2SP tlog-tiles): where the files of a log lie and what is in them.
//!
//! A tile (哈希块) holds up to 256 consecutive hashes of one level, an entry bundle (条目块) up to 256 entries. What is
//! here are coordinates, paths and bytes; who reads and writes the files, and hashes, stands elsewhere.
//!
//! ```
//! use journal::tile::{Path, Tile};
//! let tile = Tile::new(0, 1_234_067, 256).unwrap();
//! assert_eq!(tile.to_string(), "tile/0/x001/x234/067");
//! assert_eq!("tile/entries/000.p/3".parse::<Path>()?.to_string(), "tile/entries/000.p/3");
//! # Ok::<(), journal::tile::NotAPath>(())
//! ```

use std::fmt;
use std::str::FromStr;

use lots::hash::Digest;

use crate::text::decimal;

/// The hashes of a full tile, the entries of a full bundle.
pub const FULL: u16 = 256;

/// The most bytes of an entry: what the two bytes of length before it in a bundle can say.
pub const MAX_ENTRY: usize = 65_535;

/// The highest level of a path. A tree of at most 2^63 − 1 entries ends at level 7.
pub const MAX_LEVEL: u8 = 63;

/// Where a tile lies: the hashes `256 * index` to `256 * index + width` of level `level`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    level: u8,
    index: u64,
    width: u16,
}

/// Where an entry bundle lies: the entries `256 * index` to `256 * index + width`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bundle {
    index: u64,
    width: u16,
}

impl Tile {
    /// A tile of `width` hashes. `None` if `level` is above 63 or `width` not 1–256.
    #[must_use]
    pub fn new(level: u8, index: u64, width: u16) -> Option<Self> {
        (level <= MAX_LEVEL && (1..=FULL).contains(&width)).then_some(Self { level, index, width })
    }

    /// The tile at these coordinates as a tree of `size` entries has it; `None` if it has none there.
    #[must_use]
    pub fn at(level: u8, index: u64, size: u64) -> Option<Self> {
        let width = hashes(level, size).checked_sub(index.checked_mul(u64::from(FULL))?)?;
        Self::new(level, index, u16::try_from(width).map_or(FULL, |width| width.min(FULL)))
    }

    /// The level; 0 holds the hashes of entries.
    #[must_use]
    pub fn level(self) -> u8 {
        self.level
    }

    /// The place within the level.
    #[must_use]
    pub fn index(self) -> u64 {
        self.index
    }

    /// How many hashes it holds, 1–256.
    #[must_use]
    pub fn width(self) -> u16 {
        self.width
    }

    /// Whether it holds fewer than 256.
    #[must_use]
    pub fn is_partial(self) -> bool {
        self.width < FULL
    }
}

impl Bundle {
    /// A bundle of `width` entries. `None` if `width` isn't 1–256.
    #[must_use]
    pub fn new(index: u64, width: u16) -> Option<Self> {
        (1..=FULL).contains(&width).then_some(Self { index, width })
    }

    /// The place.
    #[must_use]
    pub fn index(self) -> u64 {
        self.index
    }

    /// How many entries it holds, 1–256.
    #[must_use]
    pub fn width(self) -> u16 {
        self.width
    }

    /// The index of its first entry; `None` if that is beyond 64 bits.
    #[must_use]
    pub fn first(self) -> Option<u64> {
        self.index.checked_mul(u64::from(FULL))
    }
}

/// How many hashes level `level` of a tree of `size` entries has: `⌊size / 256^level⌋`.
fn hashes(level: u8, size: u64) -> u64 {
    size.checked_shr(8 * u32::from(level)).unwrap_or(0)
}

/// The tiles a tree of `new` entries has and one of `old` hasn't, level by level, in order.
///
/// With `old` 0 these are all. A tile that only grew counts: its wider form is another file.
///
/// ```
/// let widths = |old, new| journal::tile::new_tiles(old, new).map(|t| (t.level(), t.index(), t.width())).collect::<Vec<_>>();
/// assert_eq!(widths(0, 256), [(0, 0, 256), (1, 0, 1)]);
/// assert_eq!(widths(256, 258), [(0, 1, 2)]);
/// ```
pub fn new_tiles(old: u64, new: u64) -> impl Iterator<Item = Tile> {
    let levels = (0..=7).take_while(move |&level| hashes(level, new) > 0);
    levels.flat_map(move |level| {
        let (had, has) = (hashes(level, old), hashes(level, new));
        runs(had, has).filter_map(move |(index, width)| Tile::new(level, index, width))
    })
}

/// The entry bundles a log of `new` entries has and one of `old` hasn't, in order.
pub fn new_bundles(old: u64, new: u64) -> impl Iterator<Item = Bundle> {
    runs(old, new).filter_map(|(index, width)| Bundle::new(index, width))
}

/// The pieces of up to 256 among `has` things that aren't among `had`, with their widths.
fn runs(had: u64, has: u64) -> impl Iterator<Item = (u64, u16)> {
    let full = u64::from(FULL);
    let pieces = if had < has { had / full..has.div_ceil(full) } else { 0..0 };
    pieces.map(move |index| (index, u16::try_from(has - index * full).map_or(FULL, |width| width.min(FULL))))
}

/// A path below a log's folder or URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Path {
    /// `checkpoint`
    Checkpoint,
    /// `tile/<L>/<N>[.p/<W>]`
    Tile(Tile),
    /// `tile/entries/<N>[.p/<W>]`
    Entries(Bundle),
    /// `keys/<n>`, from 1
    Keys(u64),
}

/// The text isn't a path of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPath;

impl fmt::Display for NotAPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a path of a log like tile/0/x001/x234/067.p/3")
    }
}

impl std::error::Error for NotAPath {}

/// `<N>[.p/<W>]`
fn write_place(f: &mut fmt::Formatter<'_>, index: u64, width: u16) -> fmt::Result {
    let mut groups = vec![index % 1000];
    let mut rest = index / 1000;
    while rest > 0 {
        groups.push(rest % 1000);
        rest /= 1000;
    }
    for group in groups.iter().skip(1).rev() {
        write!(f, "x{group:03}/")?;
    }
    write!(f, "{:03}", groups[0])?;
    if width < FULL { write!(f, ".p/{width}") } else { Ok(()) }
}

/// Reads `<N>[.p/<W>]` mildly; [`Path::from_str`] compares what comes out with what was read.
fn read_place(text: &str) -> Option<(u64, u16)> {
    let (place, width) = match text.split_once(".p/") {
        Some((place, width)) => (place, decimal(width).and_then(|width| u16::try_from(width).ok())?),
        None => (text, FULL),
    };
    let mut index = 0u64;
    for group in place.split('/') {
        let digits = group.strip_prefix('x').unwrap_or(group);
        if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        index = index.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
    }
    Some((index, width))
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tile/{}/", self.level)?;
        write_place(f, self.index, self.width)
    }
}

impl fmt::Display for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tile/entries/")?;
        write_place(f, self.index, self.width)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Checkpoint => f.write_str("checkpoint"),
            Self::Tile(tile) => tile.fmt(f),
            Self::Entries(bundle) => bundle.fmt(f),
            Self::Keys(number) => write!(f, "keys/{number}"),
        }
    }
}

fn read(text: &str) -> Option<Path> {
    if text == "checkpoint" {
        return Some(Path::Checkpoint);
    }
    if let Some(number) = text.strip_prefix("keys/") {
        return decimal(number).filter(|&number| number > 0).map(Path::Keys);
    }
    let (level, place) = text.strip_prefix("tile/")?.split_once('/')?;
    let (index, width) = read_place(place)?;
    match level {
        "entries" => Bundle::new(index, width).map(Path::Entries),
        level => Tile::new(u8::try_from(decimal(level)?).ok()?, index, width).map(Path::Tile),
    }
}

impl FromStr for Path {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Self, NotAPath> {
        read(text).filter(|path| path.to_string() == text).ok_or(NotAPath)
    }
}

/// The bytes of a tile: its hashes, 32 bytes each.
#[must_use]
pub fn encode_hashes(hashes: &[Digest]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

/// The hashes of a tile of `width`; `None` if the bytes are more or fewer.
#[must_use]
pub fn decode_hashes(bytes: &[u8], width: u16) -> Option<Vec<Digest>> {
    let (hashes, rest) = bytes.as_chunks::<32>();
    let fits = rest.is_empty() && hashes.len() == usize::from(width);
    fits.then(|| hashes.iter().copied().map(Digest).collect())
}

/// The bytes of an entry bundle: each entry behind its length in two bytes, the greater first.
///
/// `None` if an entry has more than [`MAX_ENTRY`] bytes.
///
/// ```
/// use journal::tile::{decode_entries, encode_entries};
/// let bytes = encode_entries(&[&b"ab"[..], b""]).unwrap();
/// assert_eq!(bytes, b"\x00\x02ab\x00\x00");
/// assert_eq!(decode_entries(&bytes, 2), Some(vec![&b"ab"[..], b""]));
/// ```
#[must_use]
pub fn encode_entries<E: AsRef<[u8]>>(entries: &[E]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    for entry in entries.iter().map(AsRef::as_ref) {
        bytes.extend(u16::try_from(entry.len()).ok()?.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Some(bytes)
}

/// The entries of a bundle of `width`; `None` if there are more or fewer, or the last is cut off.
#[must_use]
pub fn decode_entries(mut bytes: &[u8], width: u16) -> Option<Vec<&[u8]>> {
    let mut entries = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let (entry, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        entries.push(entry);
        bytes = rest;
    }
    (bytes.is_empty() && entries.len() == usize::from(width)).then_some(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_format_holds() {
        let tiles: Vec<Tile> = new_tiles(0, 70_000).collect();
        let count =
            |level: u8, partial: bool| tiles.iter().filter(|t| t.level == level && t.is_partial() == partial).count();
        assert_eq!(
            [count(0, false), count(0, true), count(1, false), count(1, true), count(2, true)],
            [273, 1, 1, 1, 1]
        );
        assert_eq!(
            tiles.iter().filter(|tile| tile.is_partial()).map(|tile| tile.width).collect::<Vec<_>>(),
            [112, 17, 1]
        );
    }

    #[test]
    fn paths_have_one_text() {
        for good in [
            "checkpoint",
            "keys/1",
            "tile/0/000",
            "tile/63/x018/x446/x744/x073/x709/x551/615.p/255",
            "tile/entries/x001/000.p/1",
        ] {
            assert_eq!(good.parse::<Path>().map(|path| path.to_string()).as_deref(), Ok(good));
        }
        for bad in [
            "",
            "/checkpoint",
            "checkpoint/",
            "keys/0",
            "keys/01",
            "keys/",
            "tile/64/000",
            "tile/00/000",
            "tile/0/00",
            "tile/0/0000",
            "tile/0/x000/001",
            "tile/0/001/001",
            "tile/0/x001",
            "tile/0/x001/x002",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/",
            "tile/0/000.p/1/",
            "tile/0/000/",
            "tile/-1/000",
            "tile/data/000",
            "tile/0/x018/x446/x744/x073/x709/x551/616",
            "tile/entries/../000",
            "tile/0/００0",
        ] {
            assert_eq!(bad.parse::<Path>(), Err(NotAPath), "{bad:?}");
        }
    }

    #[test]
    fn what_a_size_adds_is_what_the_sizes_differ_in() {
        for (old, new) in [(0, 1), (5, 5), (255, 257), (256, 512), (300, 70_000), (65_535, 65_536), (7, 3)] {
            let had: Vec<Tile> = new_tiles(0, old).collect();
            let expected: Vec<Tile> = new_tiles(0, new).filter(|tile| !had.contains(tile)).collect();
            let added: Vec<Tile> = new_tiles(old, new).collect();
            assert_eq!(added, if old > new { vec![] } else { expected }, "{old} to {new}");
            assert!(added.iter().all(|tile| Tile::at(tile.level, tile.index, new) == Some(*tile)));
        }
        assert_eq!(Tile::at(7, 0, u64::MAX).map(Tile::width), Some(255));
        assert_eq!(
            (Tile::at(8, 0, u64::MAX), Tile::at(0, u64::MAX, u64::MAX), Tile::at(0, 1, 256)),
            (None, None, None)
        );
    }

    #[test]
    fn bundles_and_tiles_have_the_width_they_are_asked_for() {
        let bytes = encode_entries(&[&b"a"[..], b"bc"]).unwrap();
        assert!(decode_entries(&bytes, 1).is_none() && decode_entries(&bytes, 3).is_none());
        assert!((0..bytes.len()).all(|end| decode_entries(&bytes[..end], 2).is_none()));
        assert!(encode_entries(&[vec![0; MAX_ENTRY]]).is_some() && encode_entries(&[vec![0; MAX_ENTRY + 1]]).is_none());
        let hashes = [Digest::of(b"a"), Digest::of(b"b")];
        assert_eq!(decode_hashes(&encode_hashes(&hashes), 2).as_deref(), Some(&hashes[..]));
        assert!(decode_hashes(&encode_hashes(&hashes), 1).is_none() && decode_hashes(&[0; 63], 2).is_none());
    }
}
