//! A receipt is small enough to take home as a QR code (`spec/journal.md`, section 6).

#[path = "world/mod.rs"]
mod world;

use std::collections::BTreeMap;

use journal::checkpoint::{Checkpoint, SignedCheckpoint};
use journal::cosignature::cosign;
use journal::receipt::Receipt;
use journal::tile::Tile;
use journal::tree::{Frontier, MemoryTiles, inclusion};

/// The most bytes of a QR code (version 40, level L).
const QR_CODE: usize = 2_953;

#[test]
fn a_receipt_of_a_million_entries_fits_a_qr_code() {
    const SIZE: u64 = 1_000_003;
    let (mut frontier, mut tiles) = (Frontier::default(), MemoryTiles::default());
    tiles.extend(frontier.append(&world::leaves(SIZE)));
    let checkpoint = Checkpoint::new(world::origin(), SIZE, frontier.root()).unwrap();
    let signed = SignedCheckpoint::sign(checkpoint, &[&world::ed25519(), &world::sm2()]).unwrap();
    let cosigned = (0..3).map(|number| cosign(&world::witness(number), signed.note().text(), 1_772_674_200).unwrap());
    let cosigned = signed.with(cosigned.collect::<Vec<_>>()).unwrap();
    for index in [0, 1, 524_287, 524_288, 999_999, SIZE - 1] {
        let proof = inclusion(&tiles, index, SIZE).unwrap();
        let receipt = Receipt { extra: None, index, proof, checkpoint: signed.clone() };
        assert!(receipt.includes(world::leaf(index)) && !receipt.includes(world::leaf(index ^ 1)));
        assert!(receipt.to_string().len() < 1_400, "{} bytes", receipt.to_string().len());
        let receipt = Receipt { checkpoint: cosigned.clone(), ..receipt };
        assert!(receipt.to_string().len() <= QR_CODE, "{} bytes", receipt.to_string().len());
        assert_eq!(receipt.checkpoint.open(&world::public(&[&world::witness(2)])).unwrap().len(), 1);
    }
    // What a log keeps of a million entries besides the entries: 32 bytes each, and a 256th of that, and so on.
    let widths: BTreeMap<u8, u64> = tiles.0.keys().fold(BTreeMap::new(), |mut widths, tile: &Tile| {
        *widths.entry(tile.level()).or_default() += u64::from(tile.width());
        widths
    });
    assert_eq!(widths.into_values().collect::<Vec<_>>(), [SIZE, SIZE / 256, SIZE / 65_536]);
}
