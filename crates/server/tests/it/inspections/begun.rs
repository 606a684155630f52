//! Visits that can be made: what most of these tests begin with.

use super::*;

impl<'a> Visits<'a> {
    /// Those of an announced draw, by their place, when they can be made.
    pub async fn begun(world: &'a World) -> (Self, Vec<Value>) {
        let visits = Self::drawn(world, None).await;
        let all = visits.begin().await;
        (visits, all)
    }

    /// Dispatch them; at four in the afternoon of the draw's first day they can be made. All of them, by their place.
    pub async fn begin(&self) -> Vec<Value> {
        self.dispatch().await.good();
        self.world.later("2026-03-10T08:00:00Z").await;
        self.list(&self.bureau.operator, "sort=place").await
    }

    /// A visit's id, and the accounts of its team, by seat.
    pub fn pair<'v>(&'v self, visit: &'v Value) -> (&'v str, Vec<&'v Client>) {
        (visit["id"].as_str().unwrap(), self.team(visit).0)
    }
}
