//! Where the city's businesses stand: its districts and counties (GB/T 2260), their streets and towns.

use super::random::Random;

/// A district or county.
pub(super) struct Area {
    /// Its code in GB/T 2260.
    pub(super) region: &'static str,
    /// Its name, as it stands in a business's name.
    pub(super) name: &'static str,
    /// Of a hundred businesses, how many are here.
    pub(super) weight: u32,
    /// Streets of the town.
    streets: &'static [&'static str],
    /// Townships and towns, where there are villages.
    pub(super) towns: &'static [&'static str],
}

/// The four districts and three counties.
pub(super) const AREAS: [Area; 7] = [
    Area {
        region: "210402",
        name: "新抚区",
        weight: 23,
        streets: &[
            "中央大街",
            "东一路",
            "东四路",
            "西一路",
            "解放路",
            "裕民路",
            "浑河南路",
            "公园街",
            "福民街",
            "南站西街",
        ],
        towns: &["千金乡"],
    },
    Area {
        region: "210403",
        name: "东洲区",
        weight: 13,
        streets: &["东洲大街", "绥化路", "搭连街", "新屯街", "万新路", "龙凤路", "浑河南路东段", "平山街"],
        towns: &["章党镇", "哈达镇", "碾盘乡"],
    },
    Area {
        region: "210404",
        name: "望花区",
        weight: 19,
        streets: &["雷锋路", "丹东路", "和平路", "海城街", "沈抚路", "光明街", "建设街", "朴屯路", "古城子街"],
        towns: &["塔峪镇"],
    },
    Area {
        region: "210411",
        name: "顺城区",
        weight: 22,
        streets: &[
            "临江路",
            "新城路",
            "宁远街",
            "长春街",
            "浑河北路",
            "高山路",
            "将军街",
            "葛布街",
            "新华大街",
            "抚顺城路",
        ],
        towns: &["前甸镇", "河北乡", "会元乡"],
    },
    Area {
        region: "210421",
        name: "抚顺县",
        weight: 6,
        streets: &["石文大街", "兴安路", "救兵街", "后安中路"],
        towns: &["石文镇", "后安镇", "上马镇", "救兵镇", "马圈子乡", "峡河乡", "汤图满族乡", "海浪乡"],
    },
    Area {
        region: "210422",
        name: "新宾满族自治县",
        weight: 8,
        streets: &["启运路", "肇兴路", "南环路", "兴京街", "永陵大街"],
        towns: &["新宾镇", "永陵镇", "南杂木镇", "旺清门镇", "平顶山镇", "大四平镇", "苇子峪镇", "木奇镇", "上夹河镇"],
    },
    Area {
        region: "210423",
        name: "清原满族自治县",
        weight: 9,
        streets: &["清河路", "站前路", "天桥街", "富强路", "浑河路"],
        towns: &[
            "清原镇",
            "红透山镇",
            "草市镇",
            "英额门镇",
            "南口前镇",
            "湾甸子镇",
            "大孤家镇",
            "夏家堡镇",
            "南山城镇",
        ],
    },
];

const VILLAGES: [&str; 16] = [
    "东沟村",
    "二道河子村",
    "三家子村",
    "四道沟村",
    "大堡村",
    "小莱河村",
    "上营子村",
    "下营子村",
    "腰堡村",
    "北台村",
    "南岭村",
    "红石村",
    "松树嘴村",
    "金家窝棚村",
    "王家店村",
    "马架子村",
];

/// Where one business stands.
pub(super) struct Site {
    /// The district or county.
    pub(super) area: &'static Area,
    /// The township, for what stands in the country.
    pub(super) town: Option<&'static str>,
    /// The village, if it has a township.
    pub(super) village: &'static str,
}

/// A site in one of the areas by weight; for farms and outings mostly a county.
pub(super) fn site(random: &mut Random, rural: bool) -> Site {
    let weights: Vec<(u32, usize)> = AREAS
        .iter()
        .enumerate()
        .map(|(i, area)| (if rural && area.towns.len() < 4 { area.weight / 6 } else { area.weight }, i))
        .collect();
    let area = &AREAS[*random.weighted(&weights)];
    let town = rural.then(|| *random.pick(area.towns));
    Site { area, town, village: random.pick::<&str>(&VILLAGES) }
}

/// The name of a street of this area.
pub(super) fn street(random: &mut Random, area: &Area) -> &'static str {
    random.pick::<&str>(area.streets)
}

/// The address of a site; schools and the like have a house of their own, shops may be one of many in theirs.
pub(super) fn address(random: &mut Random, site: &Site, own_house: bool) -> String {
    let area = site.area;
    match site.town {
        Some(town) => format!("辽宁省抚顺市{}{town}{}{}号", area.name, site.village, random.between(1, 260)),
        None => {
            let street = street(random, area);
            let number = random.between(1, 188);
            let within = match random.below(10) {
                _ if own_house => String::new(),
                0..=3 => String::new(),
                4..=6 => format!("{}号楼{}号门市", random.between(1, 12), random.between(1, 18)),
                7 => format!("-{}号", random.between(1, 9)),
                8 => format!("{}单元{}0{}室", random.between(1, 4), random.between(1, 6), random.between(1, 4)),
                _ => format!("{}层", random.between(1, 4)),
            };
            format!("辽宁省抚顺市{}{street}{number}号{within}", area.name)
        }
    }
}
