//! A roster so long that SQLite walks it from end to end: what would be frozen is the same as by an index.

use super::*;
use crate::draws::schemes::previewed;
use crate::subjects::long::{FARMS, LONG, lengthen, shorten};

on_both! {
    async fn a_long_roster_is_frozen_whole_and_once(world) {
        let bureau = Bureau::open(world).await;
        lengthen(world).await;
        let frozen = async |domains: Value| {
            let mut scheme = bureau.scheme();
            scheme["scope"]["domains"] = domains;
            let id = bureau.begin(scheme, &OUTSIDE).await;
            let seen = previewed(&bureau, &id).await;
            let population = |name: &str| {
                let strata = seen["strata"].as_array().unwrap();
                strata.iter().find(|one| one["name"] == name).map_or(0, |one| one["population"].as_u64().unwrap())
            };
            (seen["subjects"].as_u64().unwrap(), population("B"), population("C"))
        };
        // Ten of the bureau's own forty are in class C; the copies are in B.
        let (all, farms) = (u64::from(LONG) + 40, u64::from(FARMS));
        assert_eq!(frozen(json!([])).await, (all, all - 10, 10));
        assert_eq!(frozen(json!(["agriculture"])).await, (farms, farms, 0));
        assert_eq!(frozen(json!(["enterprise"])).await, (all - farms, all - farms - 10, 10), "fewer than are walked");
        shorten(world).await;
    }
}
