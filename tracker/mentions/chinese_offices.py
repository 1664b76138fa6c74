"""Authorities in Chinese by their form: ministries of any state, provincial offices, customs houses, parliaments.

Makes agency spans from what an office is for and the state that stands before it. Works on folded text, so both scripts
are read alike. Knows the vocabulary's authorities only as names by state; knows no firm and no number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from tracker.mentions.spans import Found, Reading, Row

StateAt = Callable[[int], str]
Known = Mapping[tuple[str, str], str]
"""State and name of an authority to its id."""

PROVINCES = {
    "河北": "hebei", "山西": "shanxi", "内蒙古": "inner-mongolia", "辽宁": "liaoning", "吉林": "jilin",
    "黑龙江": "heilongjiang",
    "江苏": "jiangsu", "浙江": "zhejiang", "安徽": "anhui", "福建": "fujian", "江西": "jiangxi", "山东": "shandong",
    "河南": "henan",
    "湖北": "hubei", "湖南": "hunan", "广东": "guangdong", "广西": "guangxi", "海南": "hainan", "四川": "sichuan",
    "贵州": "guizhou",
    "云南": "yunnan", "西藏": "tibet", "陕西": "shaanxi", "甘肃": "gansu", "青海": "qinghai", "宁夏": "ningxia",
    "新疆": "xinjiang",
    "北京": "beijing", "天津": "tianjin", "上海": "shanghai", "重庆": "chongqing",
}  # fmt: skip
OFFICES = {
    "商务": "commerce", "工业": "industry", "工信": "industry", "自然": "natural-resources", "发展": "ndrc",
    "生态": "environment",
    "财政": "finance",
}  # fmt: skip
TOPICS = {
    "财政": "finance", "财务": "finance", "税务": "tax", "关税": "customs", "能源与矿产资源": "mines",
    "能源和矿产资源": "mines", "能源矿产": "mines", "能矿": "mines", "矿业": "mines", "矿产资源": "mines",
    "矿产": "mines", "矿物": "mines", "矿务": "mines", "矿": "mines", "地矿": "mines", "固体矿产": "mines",
    "能源": "energy", "核能": "nuclear", "原子能": "nuclear", "自然资源": "natural-resources",
    "天然资源": "natural-resources", "资源": "resources", "环境": "environment", "环保": "environment",
    "生态": "environment", "农业": "agriculture", "国防": "defence", "经济": "economy", "产业": "industry",
    "工业": "industry", "重工业": "heavy-industry", "工贸": "trade", "贸易": "trade", "商贸": "trade",
    "商业": "commerce", "商务": "commerce", "外贸": "trade", "外交": "mfa", "司法": "justice", "内政": "interior",
    "内务": "interior", "国土安全": "dhs", "交通": "transport", "运输": "transport", "科技": "science",
    "科学": "science", "技术": "technology", "创新": "innovation", "地质": "geology", "投资": "investment",
    "贸易救济": "trade-remedies", "竞争": "competition", "钢铁": "steel", "煤炭": "coal", "石油": "oil",
    "土地": "lands", "水利": "water", "林业": "forestry", "调达": "procurement", "重大项目": "major-projects",
    "统计": "statistics", "国家安全": "security", "电力": "power", "工商": "trade", "企划": "planning",
    "计划": "planning", "规划": "planning", "建设": "construction", "劳工": "labour",
}  # fmt: skip
"""What an office is for, to the short name in its id."""

_TOPIC = "|".join(sorted(TOPICS, key=len, reverse=True))
_OFFICE = re.compile(
    rf"(?P<lead>联邦|国家)?(?P<topic>(?P<first>{_TOPIC})(?:[与和及、]?(?:{_TOPIC})){{0,3}})"
    r"(?:保护|管理|监督|监管|调查|发展|合作|审查|储备|促进){0,2}"
    r"(?P<head>部|总局|总署|局|署|厅|委员会|办公室)(?![长门分队级件位下头委])"
)
_CHAMBER = re.compile(
    r"(?P<name>国民议会|议会|参议院|众议院|众院|参院|央行|中央银行|海关(?:总署|署)?)(?![编商数统手监法申关])"
)
_CHAMBERS = {"参": "senate", "央": "central-bank", "中": "central-bank", "海": "customs"}
_AMERICAN = {"参议院": "us-congress", "众议院": "us-congress", "参院": "us-congress", "众院": "us-congress"}
_OWN_CUSTOMS = {"HK": "hk-customs", "MO": "mo-customs", "TW": "tw-customs"}
_INLAND = re.compile(r"(?:内地|中国|大陆|国内)的?$")
_CUSTOMS_HOUSE = re.compile(r"(?P<name>(?P<place>[\u4e00-\u9fff]{2,4}?)海关)(?=关员|缉私|(?![总商编法监统数部署关口]))")
_NO_HOUSE = re.compile(
    r"[中国外美日各该当地有关及其相与和同全本韩越泰英法德俄印加澳欧内否则机场]{2,}"
    r"|.*[由向从经在被对据和与及或但的于按须报称是至]"
)
_BEFORE_HOUSE = re.compile(r"(?:^|[向在由被经对据和与及，。、：；“（）】」\s日同])$")
_PROVINCE_OFFICE = re.compile(
    "(?P<province>"
    + "|".join(PROVINCES)
    + ")(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)?(?P<office>商务厅|商务委|商务委员会|"
    "工业和信息化厅|工信厅|自然资源厅|发展改革委|发展和改革委员会|生态环境厅|财政厅)"
)


def find(reading: Reading, agencies: Row, states: Row, state_at: StateAt, home: str, known: Known) -> Iterator[Found]:
    """Yield authorities; `agencies` and `states` are what is found already, `home` is the state of the article."""
    yield from _houses(reading, agencies, states, home)
    for match in _PROVINCE_OFFICE.finditer(reading.flat):
        term = f"cn-{PROVINCES[match['province']]}-{OFFICES[match['office'][:2]]}"
        yield Found(match.start(), match.end(), "agency", term, "rule", 0.9)
    yield from _ministries(reading, agencies, states, state_at, known)
    for match in _CHAMBER.finditer(reading.flat):
        state = _just_before(states, reading.flat, match.start())
        name = match["name"]
        if not state and name in {"央行", "中央银行"}:
            begin, _ = reading.sentence(match.start(), match.end())
            named = [each.term for each in states.touching(begin, match.start()) if not each.place]
            state = named[-1] if named else home
        if state and not _covered(agencies, match.start(), match.end()):
            held = known.get((state, name)) or (_AMERICAN.get(name) if state == "US" else "")
            held = held or ("cn-gacc" if state == "CN" and name.startswith("海关") else "")
            term = held or f"{state.lower()}-{_CHAMBERS.get(name[0], 'parliament')}"
            yield Found(match.start(), match.end(), "agency", term, "rule", 0.8)
        elif name == "海关" and home in _OWN_CUSTOMS and _bare(reading, agencies, match):
            yield Found(match.start(), match.end(), "agency", _OWN_CUSTOMS[home], "rule", 0.95)


def _bare(reading: Reading, agencies: Row, match: re.Match[str]) -> bool:
    """Say whether 海关 stands for itself and is not the mainland's."""
    inland = _INLAND.search(reading.flat[max(0, match.start() - 4) : match.start()])
    inner = agencies.touching(match.start(), match.end())
    return not inland and all(each.end - each.start <= 2 for each in inner)


def _ministries(reading: Reading, agencies: Row, states: Row, state_at: StateAt, known: Known) -> Iterator[Found]:
    """Yield ministries behind their state's name, or in a sentence that names another state than China."""
    for match in _OFFICE.finditer(reading.flat):
        start, end = match.start(), match.end()
        state = _just_before(states, reading.flat, start)
        if not state:
            begin, _ = reading.sentence(start, end)
            nearest = [each for each in states.touching(begin, start) if not each.place]
            state = nearest[-1].term if nearest and match["head"] == "部" and len(match["topic"]) > 1 else ""
            state = "" if state in {"CN", "EU"} or reading.flat[start - 1 : start] in "省市州县区" else state
        if not state or _covered(agencies, start, end):
            continue
        yield Found(start, end, "agency", _named(state, match, known), "rule", 0.7)


def _named(state: str, match: re.Match[str], known: Known) -> str:
    name = match[0]
    if held := known.get((state, name)) or _held_longer(state, name.removeprefix("联邦"), known):
        return held
    plain = f"{state.lower()}-{TOPICS[match['first']]}"
    return known.get((state, plain), plain)


def _held_longer(state: str, name: str, known: Known) -> str:
    """Return the authority whose full name an office's short name abridges: 能矿部 of Peru is its 能源和矿业部."""
    fitting = []
    for (owner, full), term in known.items():
        if owner == state and full[-1] == name[-1]:
            rest = iter(full)
            if all(char in rest for char in name):
                fitting.append((len(full), full, term))
    return min(fitting)[2] if fitting else ""


def _covered(agencies: Row, start: int, end: int) -> bool:
    """Say whether an authority that is found already is as long as this one, or longer."""
    return any(each.start <= start and end <= each.end for each in agencies.touching(start, end))


def _just_before(states: Row, flat: str, start: int) -> str:
    """Return the state whose name ends where an office's begins (with 的 or the like between)."""
    for each in states.touching(max(0, start - 2), start):
        if not each.place and flat[each.end : start] in {"", "的"}:
            return each.term
    return ""


def _houses(reading: Reading, agencies: Row, states: Row, home: str) -> Iterator[Found]:
    """Yield customs houses by their town (convention 19): they are the national customs of that town."""
    for match in _CUSTOMS_HOUSE.finditer(reading.flat):
        start, end = match.start(), match.end()
        touched = agencies.touching(start, end)
        towns = [each for each in states.touching(start, end - 2) if each.place and each.end == end - 2]
        if towns:
            town = towns[0]
            start = town.start if town.term == "CN" else end - 2
            term = "cn-gacc" if town.term == "CN" else f"{town.term.lower()}-customs"
            yield Found(start, end, "agency", term, "rule", 0.95)
            continue
        named = home in {"CN", ""} and len(match["place"]) == 2 and not _NO_HOUSE.match(match["place"])
        before = _BEFORE_HOUSE.search(reading.flat[max(0, start - 1) : start])
        if named and before and not states.touching(start, end - 2) and all(each.start >= end - 2 for each in touched):
            yield Found(start, end, "agency", "cn-gacc", "rule", 0.8)
