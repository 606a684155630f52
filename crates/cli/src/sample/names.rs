//! What the city's businesses and people are called: 区县 + 字号 + 行业 + 组织形式, as the rules on enterprise names have it.

use super::codes::Kind;
use super::places::{self, Site};
use super::random::Random;

/// A trade: what it is called in a name, its branch in the registry (GB/T 4754), and who runs it.
#[derive(Clone, Copy)]
pub(super) struct Trade {
    /// Of a hundred businesses of its domain, about how many.
    pub(super) weight: u32,
    /// The trade as it stands in the name, several ways.
    words: &'static [&'static str],
    /// The branch of industry a registry would put it under.
    pub(super) branch: &'static str,
    /// Legal form.
    pub(super) kind: Kind,
    /// Ends of the name.
    ends: &'static [&'static str],
    /// Whether it stands in the country rather than in town.
    pub(super) rural: bool,
}

const fn trade(
    weight: u32,
    branch: &'static str,
    kind: Kind,
    words: &'static [&'static str],
    ends: &'static [&'static str],
) -> Trade {
    Trade { weight, words, branch, kind, ends, rural: false }
}

const fn rural(trade: Trade) -> Trade {
    Trade { rural: true, ..trade }
}

const LIMITED: &[&str] = &["有限公司", "有限公司", "有限公司", "有限责任公司"];

/// 涉企.
pub(super) const BUSINESS: &[Trade] = &[
    trade(
        14,
        "零售业",
        Kind::Trader,
        &["百货", "日杂", "食杂", "烟酒", "生鲜", "果蔬", "文具", "五金"],
        &["商店", "店", "超市", "经销部", "便利店"],
    ),
    trade(
        12,
        "餐饮业",
        Kind::Trader,
        &["家常菜", "烧烤", "麻辣拌", "饺子", "抻面", "早餐", "火锅", "熟食"],
        &["馆", "店", "饭店", "小吃部", "城"],
    ),
    trade(13, "批发业", Kind::Company, &["商贸", "贸易", "食品", "建材", "物资", "酒业"], LIMITED),
    trade(9, "零售业", Kind::Company, &["超市连锁", "百货", "家电", "汽车销售", "商业管理"], LIMITED),
    trade(6, "道路运输业", Kind::Company, &["物流", "运输", "货运代理", "汽车租赁", "客运"], LIMITED),
    trade(6, "物业管理", Kind::Company, &["物业服务", "物业管理"], LIMITED),
    trade(5, "房地产业", Kind::Company, &["房地产开发", "房产经纪", "置业"], LIMITED),
    trade(5, "停车服务", Kind::Company, &["停车场管理", "停车服务", "城市停车运营"], LIMITED),
    trade(5, "电力、热力、燃气及水的生产和供应业", Kind::Company, &["供热", "热力", "燃气", "供水"], LIMITED),
    trade(
        7,
        "机动车维修",
        Kind::Trader,
        &["汽车维修", "汽车美容", "轮胎", "摩托车配件"],
        &["中心", "店", "修理部", "行"],
    ),
    trade(
        6,
        "居民服务业",
        Kind::Trader,
        &["美发", "洗衣", "家政服务", "照相", "洗浴"],
        &["店", "中心", "工作室", "馆"],
    ),
    trade(5, "专用设备制造业", Kind::Company, &["机械制造", "矿山设备", "石化装备", "特种钢", "蜡制品"], LIMITED),
    trade(4, "软件和信息技术服务业", Kind::Company, &["网络科技", "信息技术", "电子商务"], LIMITED),
    trade(3, "检验检测服务", Kind::Company, &["机动车检测", "建筑工程质量检测", "环境检测"], LIMITED),
];

/// 涉农.
pub(super) const FARMING: &[Trade] = &[
    rural(trade(
        26,
        "农业",
        Kind::Cooperative,
        &["蔬菜种植", "水稻种植", "食用菌种植", "中药材种植", "蓝莓种植", "红松种植", "玉米种植"],
        &["专业合作社"],
    )),
    rural(trade(
        16,
        "畜牧业",
        Kind::Cooperative,
        &["生猪养殖", "绒山羊养殖", "林蛙养殖", "蛋鸡养殖", "肉牛养殖"],
        &["专业合作社"],
    )),
    rural(trade(14, "农业机械服务", Kind::Cooperative, &["农机服务", "农机作业"], &["专业合作社"])),
    rural(trade(
        24,
        "农资零售",
        Kind::Trader,
        &["农资", "种子", "化肥", "农药", "饲料", "兽药"],
        &["经销处", "商店", "经销部", "门市部"],
    )),
    rural(trade(12, "农副食品加工业", Kind::Company, &["米业", "山野菜加工", "肉类加工", "农产品", "食用菌"], LIMITED)),
    rural(trade(8, "粮食收购", Kind::Trader, &["粮食收购", "粮油购销"], &["站", "点", "部"])),
];

/// 教育.
pub(super) const SCHOOLS: &[Trade] = &[
    trade(38, "学前教育", Kind::Private, &[""], &["幼儿园", "艺术幼儿园", "双语幼儿园", "中心幼儿园"]),
    trade(22, "教育培训", Kind::Company, &["教育培训学校", "艺术培训", "教育咨询", "文化课培训学校"], LIMITED),
    trade(14, "初等教育", Kind::Institution, &[""], &["小学", "实验小学", "中心小学"]),
    trade(10, "中等教育", Kind::Institution, &[""], &["中学", "高级中学", "九年一贯制学校"]),
    trade(10, "托育服务", Kind::Trader, &["托育", "课后托管"], &["中心", "服务部"]),
    trade(6, "职业技能培训", Kind::Private, &["职业", "驾驶员", "烹饪"], &["培训学校", "技能培训学校"]),
];

/// 医疗.
pub(super) const HEALTH: &[Trade] = &[
    trade(36, "药品零售", Kind::Company, &["大药房", "药房", "医药连锁"], &["有限公司", "有限公司", "有限责任公司"]),
    trade(24, "门诊部和诊所", Kind::Trader, &["口腔", "中医", "西医内科", "妇科", "中西医结合"], &["诊所", "门诊部"]),
    rural(trade(14, "卫生室", Kind::Private, &[""], &["卫生室"])),
    trade(9, "社区卫生服务", Kind::Institution, &["社区"], &["卫生服务中心", "卫生服务站"]),
    trade(9, "综合医院", Kind::Private, &["", "骨科", "康复", "眼科", "肛肠"], &["医院"]),
    trade(8, "医疗器械零售", Kind::Company, &["医疗器械", "眼镜", "助听器"], LIMITED),
];

/// 旅游.
pub(super) const TOURISM: &[Trade] = &[
    trade(24, "旅行社及相关服务", Kind::Company, &["国际旅行社", "旅行社", "旅游服务"], LIMITED),
    trade(34, "住宿业", Kind::Trader, &["商务", "快捷", "假日", "时尚"], &["宾馆", "旅店", "酒店", "公寓"]),
    rural(trade(24, "乡村旅游", Kind::Trader, &["农家院", "生态采摘", "垂钓"], &["", "园", "山庄"])),
    rural(trade(10, "游览景区管理", Kind::Company, &["漂流", "滑雪场", "温泉度假", "森林公园"], LIMITED)),
    trade(8, "住宿业", Kind::Company, &["酒店管理", "大酒店", "宾馆"], LIMITED),
];

const FIRST: &[&str] = &[
    "宏", "鑫", "盛", "永", "恒", "金", "福", "华", "顺", "隆", "德", "瑞", "嘉", "新", "天", "万", "吉", "祥", "兴",
    "信", "源", "泰", "康", "正", "大", "东", "百", "惠", "佳", "海", "荣", "利", "和", "丰", "锦", "春", "旭", "润",
    "益", "诚",
];
const SECOND: &[&str] = &[
    "达", "源", "盛", "隆", "泰", "和", "祥", "通", "宇", "润", "丰", "兴", "发", "鑫", "康", "信", "诚", "利", "亿",
    "昌", "辉", "阳", "航", "瑞", "佳", "茂", "运", "博", "安", "悦", "林", "顺", "成", "铭", "凯", "嘉", "恒", "旺",
    "聚", "美",
];
const HOUSES: &[&str] = &["记", "家", "老"];
const SCHOOL_NAMES: &[&str] = &[
    "启明",
    "育才",
    "童乐",
    "小博士",
    "金色摇篮",
    "阳光",
    "晨曦",
    "博雅",
    "新苗",
    "小太阳",
    "蓝天",
    "育英",
    "向日葵",
    "小天使",
    "红缨",
    "贝贝",
    "未来星",
    "思源",
    "明德",
    "希望",
];
const CURES: &[&str] = &[
    "康宁", "仁济", "同德", "益民", "惠仁", "百姓", "济世", "德仁", "福康", "康泰", "普济", "安康", "众康", "国泰",
    "九芝", "天士", "北方", "仁心", "泽民", "怡康",
];
const NUMBERS: &[&str] =
    &["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六"];

const SURNAMES: &[(u32, &str)] = &[
    (90, "王"),
    (85, "李"),
    (80, "张"),
    (75, "刘"),
    (35, "赵"),
    (35, "孙"),
    (30, "杨"),
    (28, "陈"),
    (25, "于"),
    (24, "高"),
    (22, "徐"),
    (22, "吴"),
    (20, "周"),
    (18, "马"),
    (18, "朱"),
    (16, "宋"),
    (15, "郭"),
    (14, "关"),
    (14, "佟"),
    (12, "金"),
    (12, "韩"),
    (12, "姜"),
    (10, "付"),
    (10, "崔"),
    (10, "曲"),
    (9, "那"),
    (9, "肇"),
    (8, "白"),
    (8, "丁"),
    (8, "田"),
    (7, "富"),
    (6, "赫"),
    (6, "栾"),
    (5, "欧阳"),
];
const GIVEN: &[&str] = &[
    "国", "志", "建", "文", "明", "玉", "秀", "丽", "海", "春", "德", "永", "金", "桂", "红", "晓", "立", "长", "洪",
    "宝", "振", "淑", "艳", "凤", "庆", "世", "树", "雪", "静", "伟", "强", "军", "平", "东", "华", "勇", "芳", "梅",
    "刚", "涛", "杰", "磊", "敏", "鹏", "宇", "欣", "佳", "思", "博", "浩",
];

/// A person's name. Nobody in particular.
pub(super) fn person(random: &mut Random) -> String {
    let surname = random.weighted(SURNAMES);
    let first = random.pick(GIVEN);
    if random.chance(28) {
        return format!("{surname}{first}");
    }
    let second = random.pick(GIVEN);
    format!("{surname}{first}{second}")
}

/// The name of a business of this trade at this site.
pub(super) fn business(random: &mut Random, trade: &Trade, site: &Site) -> String {
    let word = random.pick(trade.words);
    let end = random.pick(trade.ends);
    let brand = brand(random, trade, site);
    let place = place(random, trade, site);
    format!("{place}{brand}{word}{end}{}", branch_office(random, trade))
}

/// 行政区划. A company may carry the city alone, a trader carries the district, a village body the town.
fn place(random: &mut Random, trade: &Trade, site: &Site) -> String {
    let area = site.area;
    let county = area.name.ends_with('县');
    match (trade.kind, site.town) {
        (Kind::Company, _) if !county || random.chance(30) => {
            (*random.pick(&["抚顺", "抚顺", "抚顺市", "辽宁"])).to_owned()
        }
        (Kind::Company, _) => area.name.to_owned(),
        (_, Some(town)) if county => format!("{}{town}", area.name),
        (_, Some(town)) => format!("抚顺市{}{town}", area.name),
        (_, None) if county => area.name.to_owned(),
        (_, None) => format!("抚顺市{}", area.name),
    }
}

/// 字号.
fn brand(random: &mut Random, trade: &Trade, site: &Site) -> String {
    match trade.branch {
        "卫生室" => site.village.to_owned(),
        "社区卫生服务" => places::street(random, site.area).to_owned(),
        "初等教育" | "中等教育" if random.chance(45) => format!("第{}", random.pick(NUMBERS)),
        "学前教育" | "初等教育" | "中等教育" | "教育培训" | "托育服务" => {
            format!("{}{}", random.pick(SCHOOL_NAMES), sometimes_more(random))
        }
        "药品零售" | "门诊部和诊所" | "综合医院" => {
            if trade.kind == Kind::Trader && random.chance(50) {
                person(random)
            } else {
                format!("{}{}", random.pick(CURES), sometimes_more(random))
            }
        }
        "餐饮业" | "零售业" | "居民服务业" | "机动车维修" | "乡村旅游" | "农资零售"
            if trade.kind == Kind::Trader && random.chance(45) =>
        {
            let surname = random.weighted(SURNAMES);
            match *random.pick(HOUSES) {
                "老" => format!("老{surname}家"),
                house => format!("{}{surname}{house}", random.pick(&["", "小", "大", "新"])),
            }
        }
        _ => pair(random),
    }
}

fn pair(random: &mut Random) -> String {
    let first = *random.pick(FIRST);
    let second = *random.pick(SECOND);
    if first == second { format!("{first}{first}发") } else { format!("{first}{second}") }
}

fn sometimes_more(random: &mut Random) -> String {
    if random.chance(55) { pair(random) } else { String::new() }
}

/// Chains have numbered shops.
fn branch_office(random: &mut Random, trade: &Trade) -> String {
    let chain = matches!(trade.branch, "药品零售" | "零售业") && trade.kind == Kind::Company;
    if chain && random.chance(40) {
        let number = random.pick(NUMBERS);
        return format!("第{number}分店");
    }
    String::new()
}
