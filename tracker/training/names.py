"""Makes names that nobody has, in the shapes that names of firms have: a model is to learn the shape, not the name.

True names come from the vocabulary; invented ones are put together here. Deterministic for one random generator.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tracker.vocab import Vocab

_STEMS_TEXT = (
    "Al An Ar Bal Bel Ber Bor Bran Bri Cal Cam Can Car Cor Dal Dar Del Dor Dun El Em Er Fal Far Fen Fin Gal Gar Gil "
    "Glen Gor Gran Hal Har Hol Ind Ir Jar Jul Kal Kar Kel Kin Kor Lan Lar Lin Lor Mag Mal Mar Mer Mil Mon Mor Nar "
    "Nel Nor Nov Ol Or Pal Par Pel Per Pin Por Quar Ral Ran Rav Ros Sal San Sar Sel Sil Sol Stan Sul Tal Tar Tel Ter "
    "Tor Tul Ul Val Van Var Vel Ver Vol Wal War Wil Yar Zan Zel Zor"
)
_STEMS = _STEMS_TEXT.split(" ")
_ENDS_TEXT = (
    "a ar ara as ber bert bridge burn bury by co cor da dale den dor ea el ell en er est ex field ford ga gate ham "
    "hill ia ian ica ida ie il in ina is ium ix ka land ley lin lis lo low ma mar mere mont more na nor o on ona or "
    "ora os ova ra rex ria ric rock ron rus san shaw sia son stead stone ta tan ter tham tia ton tor tron us va van "
    "vale vern via ville wick win wood worth yx"
)
_ENDS = _ENDS_TEXT.split(" ")
_PLACES_TEXT = (
    "Boulder Creek|Kings Mountain|Red Lake|Blue Ridge|Three Rivers|Cold Harbour|Sable Bay|Iron Gate|Long Reach|"
    "Green Hills|Silver Peak|White Cliffs|Black Hawk|Bear Lodge|Eagle Pass|Wolf Point|Salt Fork|High Desert|"
    "North Star|Golden Plain|Copper Range|Stone House|Deep South|East Kimberley|West Rand|Upper Yukon|Lake George|"
    "Cape Verde|Rio Claro|Monte Alto|San Telmo|Santa Ines|Punta Roja|Vila Nova|Bukit Emas|Tanjung Perak|Gunung Batu|"
    "Oshikango|Mwanza|Kilwa|Lualaba|Petrov|Ivanov|Demir|Kaya|Nakamura|Sakura|Hanbit|Daesung|Hung Thinh|Thai Phuc|"
    "Singh|Mehta|O'Connor|MacLeod|Van Dyk"
)
_PLACES = _PLACES_TEXT.split("|")
_HEADS_TEXT = (
    "Metals|Minerals|Resources|Mining|Lithium|Graphite|Nickel|Copper|Cobalt|Uranium|Tungsten|Antimony|Vanadium|"
    "Titanium|Rare Earths|Rare Earth|Gold|Silver|Tin|Zinc|Potash|Boron|Magnesium|Aluminium|Steel|Alloys|Materials|"
    "Battery Materials|Advanced Materials|Energy|Power|Industries|Group|Holdings|Technologies|Tech|Magnetics|Magnets|"
    "Semiconductor|Electronics|Chemicals|Chemical|Refining|Smelting|Recycling|Trading|Commodities|Logistics|Shipping|"
    "Freight|Partners|Capital|Ventures|Exploration|Critical Minerals|Strategic Metals|Royalty|Processing|Carbon|"
    "Silicon|Optics|Aerospace|Defence|Defense|Systems|Motors|Batteries|Cells|Cathodes|Foundry|Forge|Wire|Tools|Glass|"
    "Ceramics|Salt|Phosphates|Oil|Gas|International|Global|Development|Enterprises|Works|Company|Brothers|& Sons|"
    "and Partners"
)
_HEADS = _HEADS_TEXT.split("|")
_FORMS_TEXT = (
    "Ltd|Ltd.|Limited|Inc|Inc.|Corp|Corp.|Corporation|plc|PLC|LLC|AG|GmbH|SA|S.A.|NV|AB|ASA|Oy|SpA|Srl|Pty Ltd|"
    "Co., Ltd.|Co Ltd|Berhad|Sdn Bhd|Tbk|PJSC|JSC|KK|Co.|LLP|SAS|SARL|Pvt Ltd|Bhd"
)
_FORMS = _FORMS_TEXT.split("|")
_ZH_PLACES_TEXT = (
    "江西 湖南 广西 云南 贵州 四川 内蒙古 包头 赣州 郴州 宜春 厦门 宁波 深圳 广州 上海 天津 山东 青岛 烟台 鸡西 洛阳 "
    "南京 无锡 常州 杭州 温州 福建 三明 龙岩 新疆 西藏 青海 甘肃 金昌 陕西 宝鸡 山西 大同 河北 唐山 辽宁 大连 吉林 "
    "黑龙江 安徽 铜陵 湖北 宜昌 河南 重庆 海南 香港 台灣 高雄 台中 新竹"
)
_ZH_PLACES = _ZH_PLACES_TEXT.split(" ")
_ZH_CHARS = (
    "恒泰华盛金鼎宏远天和瑞丰中鑫国康永兴凯源海润东方晟明达通利安信德隆昌旭辉嘉联创新宇航博雅星辰龙腾凌云岳川江河湖"
    "林森岭峰石玉磊晶晖耀辰昊翔鹏飞驰骏坤乾益民富强立诚正科锐思特尔曼赛诺维克拉姆哈顿福莱格兰巴斯洛"
)
_ZH_TRADES_TEXT = (
    "锂业 矿业 钨业 锡业 铜业 铝业 镍业 钴业 锑业 锰业 钛业 镁业 钼业 钒业 锗业 铟业 磁业 磁材 磁电 永磁 稀土 稀材 "
    "稀有金属 有色 有色金属 黄金 金属 合金 材料 新材 新材料 新能源 能源 锂电 锂能 电池 石墨 碳素 墨业 化工 氟化工 "
    "氟盐 硅业 半导体 光电 电子 科技 技术 机械 重工 工具 冶金 冶炼 再生资源 环保 资源 矿产 矿产品 矿贸 贸易 国际贸易 "
    "供应链 物流 货运 报关 航运 国际 控股 集团 实业 投资 资本 发展 股份 工业 防务 航空 航天 系统 软件 汽车 磁谷 磁控 "
    "钢铁 特钢 盐湖 钾肥 磷化"
)
_ZH_TRADES = _ZH_TRADES_TEXT.split(" ")
_ZH_FORMS_TEXT = (
    "股份有限公司 有限公司 有限责任公司 集团有限公司 集团股份有限公司 公司 集团 （集团）有限公司 科技有限公司 "
    "控股有限公司"
)
_ZH_FORMS = _ZH_FORMS_TEXT.split(" ")


def invented_english(chance: Random) -> str:
    """Return an English-looking firm's name that is nobody's."""
    stem = chance.choice(_STEMS) + chance.choice(_ENDS)
    first = chance.choice(
        [stem, stem, stem, chance.choice(_PLACES), f"{stem} {chance.choice(_STEMS)}{chance.choice(_ENDS)}"]
    )
    if chance.random() < 0.06:
        first = "".join(chance.choice("ABCDEFGHIKLMNOPRSTUVWXZ") for _ in range(chance.randint(3, 4)))
    name = first if chance.random() < 0.25 else f"{first} {chance.choice(_HEADS)}"
    return f"{name} {chance.choice(_FORMS)}" if chance.random() < 0.2 else name


def invented_chinese(chance: Random) -> str:
    """Return a Chinese-looking firm's name that is nobody's."""
    name = "".join(chance.choice(_ZH_CHARS) for _ in range(chance.choice((2, 2, 2, 3))))
    if chance.random() < 0.35:
        name = chance.choice(_ZH_PLACES) + name
    if chance.random() < 0.9:
        name += chance.choice(_ZH_TRADES)
    return name + chance.choice(_ZH_FORMS) if chance.random() < 0.35 else name


_GIVEN_TEXT = (
    "James Maria Chen Aisha Olga Pedro Clara Simon Ngozi Kenji Sofia Rahul Mei Ivan Fatima Lars Chloe Ruth Arjun Joao "
    "Yuki Ahmed Elena Marc Ingrid Pablo Grace Noah Anika Dmitri Lucia Samuel Thandi Bruno Helen Victor Priya Omar Kate"
)
_FAMILY_TEXT = (
    "Weber Larsen Patel Hughes Byrne Mensah Silva Tanaka Novak Garcia Ivanov Haddad Singh Moreau Jensen Kowalski Osei "
    "Nguyen Dlamini Costa Park Fischer Brown Marsh Copper Steele Gold Field Wood Stone Hill Banks Rivers Miller Smith"
)
_ZH_FAMILY_TEXT = (
    "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 钱 金 铁 银 石 江 欧阳 陳 張 劉 楊 趙 吳 葉 鄭"
)
_ZH_GIVEN_TEXT = (
    "伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀英 霞 平 刚 桂英 海峰 立群 志远 "
    "建国 文斌 子轩 淑芬 國華 俊傑 美玲"
)
_GIVEN = _GIVEN_TEXT.split(" ")
_FAMILY = _FAMILY_TEXT.split(" ")
_ZH_FAMILY = _ZH_FAMILY_TEXT.split(" ")
_ZH_GIVEN = _ZH_GIVEN_TEXT.split(" ")

SPEAKERS = {
    "en": (
        "said {person}, chief executive of {firm}.",
        "{person} of {firm} said so on Tuesday.",
        '"It is too early to say," said {person}, an analyst at {firm}.',
        "{person}, who runs {firm}, did not reply.",
        "{person}, a professor at the Colorado School of Mines, disagreed.",
        "Shares in {firm} rose, and {person} smiled.",
        "Minister {person} told Reuters that talks went on.",
        "{person} and {person} have left {firm}.",
        "According to {person} of the International Energy Agency, demand is flat.",
        "{firm} chairman {person} called it a mess.",
        "Report by {person} in Kinshasa.",
        "The strike at Cerro Alto, near the port of San Rafael, is over, said {person}.",
    ),
    "zh": (
        "{firm}董事长{person}表示，公司经营正常。",
        "{firm}董事会秘书{person}称，没有收到通知。",
        "分析师{person}认为，价格仍将上行。",
        "业内人士{person}对记者说，货源偏紧。",
        "清华大学教授{person}指出，政策方向没有变化。",
        "{person}与{person}已离开{firm}。",
        "部长{person}会见了来访代表团。",
        "{firm}总经理{person}没有回应。",
        "根据有关法律法规的规定，现将有关事项公告如下。",
        "坊间另有一种说法，不过各方都没有证实。",
        "{firm}發言人{person}表示，一切照常。",
    ),
}
"""Sentences in which a person who is no firm speaks, some for a firm: put behind passages while training."""


def invented_person(lang: str, chance: Random) -> str:
    """Return the name of a person who does not exist."""
    if lang == "zh":
        return chance.choice(_ZH_FAMILY) + chance.choice(_ZH_GIVEN)
    return f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"


def true_names(vocab: Vocab, lang: str) -> Sequence[str]:
    """Return the names and long aliases of the firms that the vocabulary knows, as a language writes them."""
    found = set()
    for term in vocab.firms.values():
        aliases = [alias.text for alias in term.aliases if not alias.near and len(alias.text) > 2]
        names = [term.name_zh, *aliases] if lang == "zh" else [term.name, *aliases]
        found |= {name for name in names if name and (any(c >= "\u4e00" for c in name) == (lang == "zh"))}
    return sorted(found)
