//! What witnesses answer, in the order of `spec/journal.md`, section 5, and what logs take from them.

#[path = "world/mod.rs"]
mod world;

use std::cell::Cell;
use std::convert::Infallible;

use journal::checkpoint::{Checkpoint, Origin, SignedCheckpoint};
use journal::key::{KeyType, SignError, Signer, VerifierKey};
use journal::note::NoteError;
use journal::tree::consistency;
use journal::witness::{Answer, Kept, MemoryStore, Request, Store, Witness, accept};
use lots::hash::Digest;

const NOW: u64 = 1_772_674_200;

fn witness() -> Witness {
    let mut witness = Witness::new(Box::new(world::witness(0))).unwrap();
    witness.know(world::origin(), world::public(&[&world::ed25519(), &world::sm2()]));
    witness
}

fn request(old: u64, new: u64) -> Request {
    Request {
        old,
        proof: consistency(&world::tree(new).1, old, new).unwrap_or_default(),
        checkpoint: world::signed(new),
    }
}

fn ask(request: &Request, store: &impl Store<Error = Infallible>) -> Answer {
    let Ok(answer) = witness().add_checkpoint(request.to_string().as_bytes(), store, NOW);
    answer
}

/// A store in which size 7 is kept.
fn at_seven() -> MemoryStore {
    let store = MemoryStore::default();
    assert_eq!(ask(&request(0, 7), &store).status, 200);
    store
}

fn kept_size(store: &MemoryStore) -> u64 {
    let Ok(kept) = store.load(&world::origin());
    kept.map_or(0, |kept| kept.checkpoint().size())
}

/// One request for each answer; each has all the faults behind it too, as far as they go together.
#[test]
fn answers_come_in_the_order_of_the_specification() {
    let other_key = || world::key(KeyType::Ed25519, world::ORIGIN, 9);
    let elsewhere = || {
        let checkpoint = Checkpoint::new("another.example".parse().unwrap(), 9, Digest::of(b"x")).unwrap();
        SignedCheckpoint::sign(checkpoint, &[&world::key(KeyType::Ed25519, "another.example", 9)]).unwrap()
    };
    let fork = || Checkpoint::new(world::origin(), 7, Digest::of(b"x")).unwrap();
    let by = |checkpoint, key: &dyn Signer| SignedCheckpoint::sign(checkpoint, &[key]).unwrap();
    let junk = vec![Digest::of(b"x")];
    for (status, old, proof, checkpoint) in [
        (400, 10, junk.clone(), elsewhere()),
        (404, 9, junk.clone(), elsewhere()),
        (403, 3, junk.clone(), by(fork(), &other_key())),
        (409, 3, junk.clone(), by(fork(), &world::sm2())),
        (409, 7, junk.clone(), by(fork(), &world::sm2())),
        (422, 7, junk.clone(), world::signed(7)),
        (422, 7, junk, world::signed(9)),
        (422, 7, vec![], world::signed(9)),
        (200, 7, vec![], world::signed(7)),
        (200, 7, request(7, 9).proof, by(world::checkpoint(9), &world::sm2())),
    ] {
        let answer = ask(&Request { old, proof, checkpoint }, &at_seven());
        assert_eq!(answer.status, status);
        let (content_type, body) = match status {
            409 => ("text/x.tlog.size", Some("7\n")),
            200 => ("text/plain; charset=utf-8", None),
            _ => ("text/plain; charset=utf-8", Some("")),
        };
        assert_eq!(answer.content_type, content_type);
        assert!(body.is_none_or(|body| body == answer.body));
        assert_eq!(answer.keep.is_some(), status == 200);
    }
}

#[test]
fn a_known_key_whose_line_is_bad_spoils_the_good_one() {
    let signed = world::signed(9);
    let mut lines = signed.note().lines().to_vec();
    lines[1].signature[0] ^= 1;
    let checkpoint = signed.with_lines(lines).unwrap();
    assert_eq!(ask(&Request { checkpoint, ..request(7, 9) }, &at_seven()).status, 403);
}

#[test]
fn only_lines_that_verified_are_kept() {
    let store = MemoryStore::default();
    let stranger = world::key(KeyType::Ed25519, world::ORIGIN, 9);
    let checkpoint = world::cosigned(5, &[(1, 7)]);
    let checkpoint = checkpoint.with([stranger.line(checkpoint.note().text()).unwrap()]).unwrap();
    assert_eq!(
        (checkpoint.note().lines().len(), ask(&Request { checkpoint, ..request(0, 5) }, &store).status),
        (4, 200)
    );
    let Ok(Some(kept)) = store.load(&world::origin()) else { panic!("something is kept") };
    let keys = [world::ed25519(), world::sm2(), world::witness(0)];
    let known: Vec<VerifierKey> = keys.iter().map(|key| key.verifier_key().clone()).collect();
    assert_eq!(kept.signed().note().lines().len(), 3);
    assert_eq!(kept.signed().open(&known).unwrap().len(), 3);
    assert_eq!(Kept::from_text(kept.signed().to_string().as_bytes()), Ok(kept));
}

/// A store in which somebody else is faster: just before the first swap, another request is answered.
struct Raced<'a> {
    store: &'a MemoryStore,
    other: Request,
    happened: Cell<bool>,
}

impl Store for Raced<'_> {
    type Error = Infallible;

    fn load(&self, origin: &Origin) -> Result<Option<Kept>, Infallible> {
        self.store.load(origin)
    }

    fn swap(&self, origin: &Origin, expected: Option<&Kept>, new: &Kept) -> Result<bool, Infallible> {
        if !self.happened.replace(true) {
            assert_eq!(ask(&self.other, self.store).status, 200);
        }
        self.store.swap(origin, expected, new)
    }
}

#[test]
fn of_two_requests_at_once_one_gets_409() {
    for (mine, other) in [(9, 12), (12, 9), (9, 9)] {
        let store = at_seven();
        let raced = Raced { store: &store, other: request(7, other), happened: Cell::new(false) };
        let answer = ask(&request(7, mine), &raced);
        assert_eq!((answer.status, answer.body), (409, format!("{other}\n")));
        assert_eq!(kept_size(&store), other, "nothing is rolled back");
    }
}

#[test]
fn of_two_first_requests_at_once_one_gets_409() {
    let store = MemoryStore::default();
    let raced = Raced { store: &store, other: request(0, 12), happened: Cell::new(false) };
    assert_eq!((ask(&request(0, 9), &raced).status, kept_size(&store)), (409, 12));
}

#[test]
fn the_same_checkpoint_again_gets_a_new_time_only() {
    let store = at_seven();
    let again = witness().add_checkpoint(request(7, 7).to_string().as_bytes(), &store, NOW + 60);
    let Ok(Answer { status: 200, body, .. }) = again else { panic!("it is cosigned again") };
    let signed = accept(&world::signed(7), body.as_bytes(), &world::public(&[&world::witness(0)])).unwrap();
    assert_eq!(signed.open(&world::public(&[&world::witness(0)])).unwrap()[0].time, Some(NOW + 60));
    assert_eq!(kept_size(&store), 7);
}

#[test]
fn a_log_takes_only_what_verifies_under_its_checkpoint() {
    let body = ask(&request(0, 7), &MemoryStore::default()).body;
    let known = world::public(&[&world::witness(0)]);
    let accepted = accept(&world::signed(7), body.as_bytes(), &known).unwrap();
    assert_eq!(accepted.note().lines().len(), 3);
    assert_eq!(accept(&accepted, body.as_bytes(), &known), Ok(accepted), "not twice");
    assert_eq!(accept(&world::signed(8), body.as_bytes(), &known), Err(NoteError::Signature));
    let others = world::public(&[&world::witness(1)]);
    assert_eq!(accept(&world::signed(7), body.as_bytes(), &others), Err(NoteError::Unsigned));
    for bad in ["", "\n", body.trim_end(), "7\n", &format!("x{body}")] {
        assert_eq!(accept(&world::signed(7), bad.as_bytes(), &known), Err(NoteError::Form), "{bad:?}");
    }
}

/// A device that answers something else than a signature.
struct Broken(VerifierKey, Result<[u8; 64], SignError>);

impl Signer for Broken {
    fn verifier_key(&self) -> &VerifierKey {
        &self.0
    }

    fn sign(&self, _: &[u8]) -> Result<[u8; 64], SignError> {
        self.1.clone()
    }
}

#[test]
fn a_device_that_fails_signs_nothing_and_keeps_nothing() {
    for answer in [Ok([7; 64]), Err(SignError::Device("no power".into()))] {
        let key = world::witness(0).verifier_key().clone();
        let mut witness = Witness::new(Box::new(Broken(key, answer.clone()))).unwrap();
        witness.know(world::origin(), world::public(&[&world::ed25519()]));
        let answered = witness.judge(request(0, 7).to_string().as_bytes(), None, NOW);
        assert_eq!((answered.status, answered.keep), (500, None));
        let log = Broken(world::sm2().verifier_key().clone(), answer.clone());
        let expected = answer.err().unwrap_or(SignError::Unverified);
        assert_eq!(SignedCheckpoint::sign(world::checkpoint(7), &[&world::ed25519(), &log]), Err(expected));
    }
}

#[test]
fn keys_sign_only_what_they_are_for() {
    assert!(matches!(Witness::new(Box::new(world::ed25519())), Err(SignError::Kind)));
    assert_eq!(world::witness(0).line("text\n"), Err(SignError::Kind));
    let text = world::checkpoint(7).to_string();
    assert_eq!(journal::cosignature::cosign(&world::ed25519(), &text, NOW), Err(SignError::Kind));
    assert_eq!(journal::cosignature::cosign(&world::witness(0), &text, u64::MAX), Err(SignError::Form));
    assert_eq!(SignedCheckpoint::sign(world::checkpoint(7), &[&world::root()]), Err(SignError::Kind));
    assert_eq!(SignedCheckpoint::sign(world::checkpoint(7), &[]), Err(SignError::Form));
}
