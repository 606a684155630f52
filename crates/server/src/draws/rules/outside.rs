//! Who is in business and in no draw of a scope, because their entry has no trade, or a trade or region that says too little or isn't one of those asked for.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::scheme::Scope;
use crate::subjects::rules::industry::{Industries, is_unreadable};

/// How many subjects in business a scope passes over by trade and region. Where it asks for none, nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DrawOutside)]
pub struct Outside {
    /// Without a trade.
    pub trade_none: u64,
    /// With a trade that says too little to know whether it is one of those asked for: a section's letter, where a division is, or what isn't a trade.
    pub trade_wide: u64,
    /// With a region that says too little: the city's, where districts are asked for.
    pub region_wide: u64,
    /// With a region that isn't asked for, these among them, by region: one that doesn't exist stands here too.
    pub regions: BTreeMap<String, u64>,
}

impl Outside {
    /// Of a scope, and of those in business by trade and by region.
    #[must_use]
    pub fn of(scope: &Scope, trades: &BTreeMap<String, u64>, regions: &BTreeMap<String, u64>) -> Self {
        let mut outside = Self::default();
        if !scope.industries.is_empty() {
            let asked = Industries::of(&scope.industries);
            outside.trade_none = trades.get("").copied().unwrap_or_default();
            let is_unknown = |trade: &str| asked.may_hold(trade) || is_unreadable(trade) && !asked.holds(trade);
            outside.trade_wide = sum(trades, is_unknown);
        }
        if !scope.regions.is_empty() {
            let is_asked = |region: &str| scope.regions.iter().any(|begin| region.starts_with(begin.as_str()));
            let beyond = regions.iter().filter(|(region, _)| !is_asked(region));
            outside.regions = beyond.map(|(region, many)| (region.clone(), *many)).collect();
            let is_wide = |region: &str| scope.regions.iter().any(|begin| begin.starts_with(whole(region)));
            outside.region_wide = sum(&outside.regions, is_wide);
        }
        outside
    }
}

fn sum(of: &BTreeMap<String, u64>, is: impl Fn(&str) -> bool) -> u64 {
    of.iter().filter(|(code, _)| is(code)).map(|(_, many)| *many).sum()
}

/// A region's code without the zeros behind a city's or a province's.
fn whole(mut region: &str) -> &str {
    while let Some(shorter) = region.strip_suffix("00") {
        region = shorter;
    }
    region
}
