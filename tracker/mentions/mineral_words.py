"""Words that say in which world an article moves: the trade in substances, or one of those that borrow its words.

Standard library only. The lists are features of the judge, which has learned what each is worth; none decides alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

EVERYDAY = frozenset(
    {
        "aluminium", "boron", "chromium", "copper", "gold", "graphite", "helium", "iron-ore", "lead",
        "lithium",
        "mercury", "nickel", "palladium", "phosphate", "platinum", "silicon", "silver", "tin", "titanium", "zinc",
        "battery-materials", "rare-earth-magnets", "magnesium", "sulphur", "iodine",
    }
)  # fmt: skip
"""Substances that consumer news, sport and idiom speak of: they need an article, or a sentence, about the trade."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EN = {
    "trade": "exports? exporters? exported exporting imports? importers? imported importing tariffs? dut(?:y|ies) "
    "customs smuggl\\w+ shipments? shipped cargo(?:es)? sanction\\w* embargo\\w* dumping countervailing safeguard "
    "surtax levy levies commodity commodities",
    "works": "ores? mines mined miners? mining smelt\\w+ refin(?:er|ers|ery|eries|ing|ed) concentrat\\w+ ingots? "
    "cathodes? anodes? deposits? tonnes? tons scrap alloys? metals? minerals? processing processor furnaces? "
    "drill\\w* orebody pits? brines? mills? output tailings exploration explorer offtake feedstock recycl\\w+ "
    "royalt(?:y|ies) concession geolog\\w+ drillers? stockpil\\w+ prospecting quarr\\w+",
    "market": "prices? futures spot lme comex shfe ounce ounces bullion traders? warehouses? inventor(?:y|ies) "
    "demand suppl(?:y|ies|iers?|ied) shortages? surplus deficit "
    "producers? consumers buyers? contracts? premium rally",
    "state": "ministr\\w+ minister commission government governments "
    "regulators? tribunal parliament president decree "
    "treasury pentagon licen[cs]\\w+ permits? critical strategic reserves? quotas? ban bans banned curbs? lawmakers "
    "senate subsid\\w+ loans? grants? agreement memorandum talks treaty",
    "sport": "olympic\\w* medals? medallists? championships? tournament athletes? sprinter teams? striker goals? "
    "coach matches match cup league finals? finalist podium relay metres rowers? skater\\w* player players "
    "umpire referee stadium wicket batting innings season racing jockey horse odds puck rink goalkeeper playoffs?",
    "arts": "album albums singer song songs band concert films? movie novel poems? poet director actors? actress "
    "theatre theater stage festival museum gallery painting sculpture paint painted exhibition chorus opera dancers? "
    "lyrics tracks? guitar drummer vinyl radio series episode sequel audience comic puzzle crossword "
    "game games players guild",
    "home": "kitchen pans? pots? skillet recipe cake biscuits? cook "
    "cooking bake baking oven soup sardines? salad beer "
    "wine roof roofs house flat garden gardener "
    "bathroom taps? furniture lamp curtains wedding jewell?er\\w* necklace "
    "rings? bracelet earrings watch watches dress gown hair shoes handbag sofa kettle cutlery spoons? toys? "
    "dishwasher mug mugs",
    "health": "doctors? patients? vitamins? supplements? dietary diet sleep skin sunscreen cream lotion dentist "
    "hospital nurse clinic therapy symptoms mood pregnancy poisoning blood dose doses tablets? capsules? shampoo",
    "goods": "phones? handsets? laptop charger chargers smartwatch headphones screen colou?rs? grey gray finish trim "
    "sedan coup[eé] suv scooter scooters bicycle bike bikes flames firefighters tester testers "
    "review reviewed reviewer shoppers? discount voucher loyalty lounge passengers cards? points members tier",
    "people": "her she his mother father grandmother grandfather "
    "wife husband boy girl widow neighbours? schoolchildren "
    "teacher pupils students class vicar church parish mayor anniversary jubilee birthday funeral holiday tourists?",
}
_ZH = {
    "trade": "出口 进口 关税 海关 走私 制裁 禁运 反倾销 反补贴 转运 报关 退税 通关 缉私 税率 加征",
    "works": "矿 冶炼 精矿 锭 吨 原料 材料 产能 产量 提炼 选矿 尾矿 采 勘 回收 废料 盐湖 合金 金属 萃取 投产 生产 产线",
    "market": "价格 报价 期货 现货 供应 库存 需求 涨 跌 长单 采购 成交 合约 均价 市场 伦敦 沪",
    "state": "管制 许可 储备 收储 配额 商务部 工信部 部长 政府 国务院 "
    "议会 总统 法案 清单 战略 关键 禁令 补贴 贷款 谈判 协议 "
    "自然资源 委员会 部门",
    "sport": "奖牌 冠军 亚军 季军 夺冠 决赛 比赛 球队 选手 教练 球员 "
    "联赛 奥运 运动会 禁赛 名将 队友 主场 夺金 摘银 全垒打 安打 "
    "投手 球迷",
    "arts": "电影 票房 小说 主演 导演 歌手 演唱会 专辑 乐队 舞台 观众 粉丝 "
    "剧 诗 画展 博物馆 展览 雕 影视 游戏 玩家 上映 综艺 动漫",
    "home": "厨房 锅 餐 火锅 咖啡 家具 装修 门窗 首饰 珠宝 项链 手镯 婚 "
    "戒 花园 阳台 灯 壶 碗 酒 茶 店 老板娘 宠物 礼盒 打折 "
    "优惠 满减 购物 餐厅",
    "health": "医生 患者 儿童 孕妇 补充 口服 营养 血铅 抽血 中毒 偏方 护肤 睡眠 减肥 保健 牙",
    "goods": "手机 充电 电动车 自行车 车漆 配色 试驾 新车 笔 纸 玩具 手表 眼镜 耳机 盲盒 会员 外观 机身 车身 评测 横评",
    "people": "小学 老师 同学 老人 爷爷 奶奶 妈妈 阿公 居民 社区 游客 "
    "市民 景区 公园 姓 名字 绰号 外号 生日 春节 属 五行",
}


_ENGLISH = {name: re.compile("|".join(words.split())) for name, words in _EN.items()}
_CHINESE = {name: re.compile("|".join(words.split())) for name, words in _ZH.items()}
_WORD = re.compile(r"[a-zà-ÿ]{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")


def worlds(text: str) -> dict[str, int]:
    """Return how many different words of each world a text in look-up form has; worlds without any are left out."""
    counts: dict[str, int] = {}
    for word in set(_WORD.findall(text)):
        for name in _worlds_of(word):
            counts[name] = counts.get(name, 0) + 1
    if _HAN.search(text):
        for name, words in _CHINESE.items():
            if found := len(set(words.findall(text))):
                counts[name] = counts.get(name, 0) + found
    return counts


@lru_cache(maxsize=1 << 15)
def _worlds_of(word: str) -> tuple[str, ...]:
    return tuple(name for name, words in _ENGLISH.items() if words.fullmatch(word))


FIELD = frozenset({"trade", "works", "market", "state"})
"""The worlds that are the field's own."""

PROGRAMMES = _words(
    "Mission Strategy Act Initiative Alliance List Plan "
    "Centre Center Club Partnership Framework Policy Agreement Council "
    "Committee Forum Regulation Programme Program Roadmap Law Bill Order Fund Facility Reserve Index Inquiry "
    "Investigation"
)
"""What stands behind a substance in the name of a policy, in which the substance is meant."""

IDLE = _words(
    "that this with from into over than then they them "
    "their there these those which while when where what will would "
    "could should have been were also more most much some such only just like about after before between under again "
    "because very each both other your ours does done being here said says still even ever every against until since "
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday week month year today"
)
"""Words that stand in every text."""
