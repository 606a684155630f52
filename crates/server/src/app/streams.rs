//! Streams of events to everybody (HTML standard, 9.2): bounded in number, shared in what they read, over when the server stops.

use std::collections::HashMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::kept::Moment;
use super::problem::Problem;
use super::shell::App;

/// After how many seconds one may come again when there is no room.
const AGAIN_S: u32 = 30;

/// An event as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its number among those of its thing: it grows, and never changes.
    pub place: i64,
    /// What kind of event.
    pub kind: &'static str,
    /// What it says, JSON in one line.
    pub data: String,
    /// Whether none comes after it.
    pub is_last: bool,
}

/// The events of the things that are looked at, as of one moment.
#[derive(Debug, Default)]
struct Known {
    at: Option<Moment>,
    by_thing: HashMap<Uuid, Arc<[Told]>>,
}

/// All streams of this process.
#[derive(Debug)]
pub struct Streams {
    room: Arc<Semaphore>,
    stop: CancellationToken,
    known: Mutex<Known>,
}

impl Streams {
    /// At most so many at once.
    #[must_use]
    pub fn new(most: u32) -> Self {
        let room = Arc::new(Semaphore::new(usize::try_from(most).unwrap_or(usize::MAX)));
        Self { room, stop: CancellationToken::new(), known: Mutex::default() }
    }

    /// A place among those that are open.
    ///
    /// # Errors
    /// `streams-full`.
    pub fn enter(&self) -> Result<Place, Problem> {
        let permit = Arc::clone(&self.room).try_acquire_owned();
        let full = |_| Problem {
            retry_after_s: Some(AGAIN_S),
            ..Problem::new(StatusCode::SERVICE_UNAVAILABLE, "streams-full")
        };
        Ok(Place { stop: self.stop.clone(), _permit: permit.map_err(full)? })
    }

    /// End them all, and every one that begins hereafter.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// The events of a thing, made once for all streams until something changes or the second is over (as `kept` does for pages).
    ///
    /// # Errors
    /// Those of `make`.
    pub async fn told<F>(&self, app: &App, thing: Uuid, make: F) -> Result<Arc<[Told]>, Problem>
    where
        F: Future<Output = Result<Vec<Told>, Problem>> + Send,
    {
        let mut known = self.known.lock().await;
        let at = Some(Moment::now(app));
        if known.at == at
            && let Some(told) = known.by_thing.get(&thing)
        {
            return Ok(Arc::clone(told));
        }
        let told: Arc<[Told]> = make.await?.into();
        if known.at != at {
            *known = Known { at, by_thing: HashMap::new() };
        }
        known.by_thing.insert(thing, Arc::clone(&told));
        Ok(told)
    }
}

/// A stream's place; letting it go makes room.
#[derive(Debug)]
pub struct Place {
    stop: CancellationToken,
    _permit: OwnedSemaphorePermit,
}

impl Place {
    /// Wait so long; whether to go on then.
    pub async fn wait(&self, time: Duration) -> bool {
        tokio::select! {
            () = self.stop.cancelled() => false,
            () = tokio::time::sleep(time) => true,
        }
    }
}
