"""Formal titles of laws and what they are filed under: a list of facts, and the shape of titles not in the list.

Makes instrument spans from titles; numbers are the business of the two number modules. Knows no vocabulary.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from tracker.mentions.spans import Found, Reading

ENGLISH = {
    "Critical Raw Materials Act": "EU 2024/1252",
    "European Critical Raw Materials Act": "EU 2024/1252",
    "Net-Zero Industry Act": "EU 2024/1735",
    "Conflict Minerals Regulation": "EU 2017/821",
    "Batteries Regulation": "EU 2023/1542",
    "Carbon Border Adjustment Mechanism Regulation": "EU 2023/956",
    "Anti-Coercion Instrument": "EU 2023/2675",
    "Export Control Law": "CN-Export Control Law",
    "Foreign Trade Law": "CN-Foreign Trade Law",
    "Customs Law": "CN-Customs Law",
    "Anti-Foreign Sanctions Law": "CN-Anti-Foreign Sanctions Law",
    "Mineral Resources Law": "CN-Mineral Resources Law",
    "Regulations on Export Control of Dual-Use Items": "CN-SC 792",
    "Regulations on the Export Control of Dual-Use Items": "CN-SC 792",
    "Dual-Use Items Export Control Regulations": "CN-SC 792",
    "Regulations on the Administration of Rare Earths": "CN-SC 785",
    "Rare Earth Administration Regulations": "CN-SC 785",
    "Rare Earth Management Regulations": "CN-SC 785",
    "Rare Earths Management Regulations": "CN-SC 785",
    "Inflation Reduction Act": "US-Inflation Reduction Act",
    "CHIPS and Science Act": "US-CHIPS and Science Act",
    "CHIPS Act": "US-CHIPS and Science Act",
    "Defense Production Act": "US-Defense Production Act",
    "Trade Expansion Act": "US-Trade Expansion Act",
    "Trade Act": "US-Trade Act",
    "Tariff Act": "US-Tariff Act",
    "Energy Act": "US-Energy Act",
    "Export Control Reform Act": "US-Export Control Reform Act",
    "Export Administration Regulations": "US-Export Administration Regulations",
    "International Emergency Economic Powers Act": "US-International Emergency Economic Powers Act",
    "Dodd-Frank Act": "US-Dodd-Frank Act",
    "Uyghur Forced Labor Prevention Act": "US-Uyghur Forced Labor Prevention Act",
    "One Big Beautiful Bill Act": "US-One Big Beautiful Bill Act",
    "Economic Security Promotion Act": "JP-Economic Security Promotion Act",
    "Foreign Exchange and Foreign Trade Act": "JP-Foreign Exchange and Foreign Trade Act",
    "Investment Canada Act": "CA-Investment Canada Act",
    "Mines and Minerals (Development and Regulation) Act": "IN-Mines and Minerals (Development and Regulation) Act",
}
"""Title to id. A title that several states may use (Export Control Law) yields to another state named before it."""

SHARED = {
    "Export Control Law",
    "Foreign Trade Law",
    "Customs Law",
    "Mineral Resources Law",
    "Trade Act",
    "Tariff Act",
    "Energy Act",
}

CHINESE = {
    "出口管制法": "CN-Export Control Law",
    "对外贸易法": "CN-Foreign Trade Law",
    "海关法": "CN-Customs Law",
    "反外国制裁法": "CN-Anti-Foreign Sanctions Law",
    "矿产资源法": "CN-Mineral Resources Law",
    "国家安全法": "CN-National Security Law",
    "关税法": "CN-Tariff Law",
    "行政处罚法": "CN-Administrative Penalty Law",
    "反间谍法": "CN-Counter-Espionage Law",
    "两用物项出口管制条例": "CN-SC 792",
    "稀土管理条例": "CN-SC 785",
    "海关行政处罚实施条例": "CN-SC 420",
    "货物进出口管理条例": "CN-SC 332",
    "技术进出口管理条例": "CN-SC 331",
    "反外国制裁法实施规定": "CN-SC 803",
    "稀土开采和稀土冶炼分离总量调控管理暂行办法": "CN-MIIT 2025/71",
    "不可靠实体清单规定": "CN-MOFCOM 2020/4",
    "关键原材料法": "EU 2024/1252",
    "关键原材料法案": "EU 2024/1252",
    "欧洲关键原材料法案": "EU 2024/1252",
    "欧盟关键原材料法案": "EU 2024/1252",
    "欧洲关键原材料法": "EU 2024/1252",
    "净零工业法": "EU 2024/1735",
    "通胀削减法案": "US-Inflation Reduction Act",
    "通胀削减法": "US-Inflation Reduction Act",
    "芯片与科学法案": "US-CHIPS and Science Act",
    "国防生产法": "US-Defense Production Act",
    "贸易扩展法": "US-Trade Expansion Act",
    "国际紧急经济权力法": "US-International Emergency Economic Powers Act",
}

_TITLES = "|".join(re.escape(title) for title in sorted(ENGLISH, key=len, reverse=True))
_KNOWN = re.compile(rf"(?<![\w-])(?P<title>{_TITLES})(?P<year> of (?:19|20)\d\d)?(?![\w-])")
_CAP = r"(?:[A-Z][\w'’-]*|\d{4})"
_ACT = re.compile(
    rf"(?<![\w-])(?P<title>(?:(?:Special|Framework|Basic|General) )?(?:Act|Law) on (?:the )?{_CAP}"
    rf"(?: (?:(?:and|of|for|to|in|the) )?{_CAP}){{0,8}}"
    rf"|(?:{_CAP} (?:(?:and|of|for|to|on|in|the|&) ){{0,2}}){{1,8}}(?:\([A-Z][^()\n]{{2,40}}\) )?"
    rf"Act(?: of (?:19|20)\d\d)?(?! on [A-Zt])"
    rf"|(?:{_CAP} (?:(?:and|of|for|to|on|in|the|&) ){{0,2}}){{2,8}}Bill(?:,? (?:19|20)\d\d)?(?! No))(?![\w-])"
)
_BRITISH = re.compile(
    rf"(?<![\w-])(?P<title>(?:{_CAP} (?:(?:and|of|for|to|on|in|the|&) ){{0,2}}){{1,6}}(?:\([A-Z][^()\n]{{2,40}}\) )?"
    r"(?:Act|Order|Regulations|Rules) (?:19|20)\d\d)(?![\w/-])"
)
"""Titles that end in their year, as in London, Kuala Lumpur or Canberra: Export Control Order 2008."""

_CODE = re.compile(
    r"(?<![\w-])(?:New )?(?:Mining|Minerals?|Mineral Resources|Export Control|Foreign Investment|Foreign Trade|"
    r"Customs|Subsoil|Investment|"
    r"Hydrocarbons|Nuclear Energy|National Security|Economic Security|Tariff)(?: and (?:Mining|Minerals|Metallurgy|"
    r"Quarrying))? (?:Code|Law)"
    r"(?: of (?:19|20)\d\d)?(?![\w-])"
)
_STARTS = re.compile(
    r"^(?:(?:[Tt]he|An|A|Under|In|This|That|Its|Their|By|And|With|Since|On|Of|For|As|To)\s"
    r"|(?:(?:Annex|Section|Article|Part|Title|Chapter|Schedule)(?: (?:[IVXLC]+|\d+))?|\d{1,5}) (?:of|to|in) (?:the )?)+"
)
_CITED = re.compile(r"《(?P<title>[^《》\n]{3,40}?)》")
_BARE = re.compile(
    r"(?:中华人民共和国)?(?:" + "|".join(re.escape(title) for title in sorted(CHINESE, key=len, reverse=True)) + ")"
)
_DRAFT = re.compile(r"（(?:草案|征求意见稿|送审稿|修订草案)[^）]{0,8}）$")
_LAWLIKE = re.compile(r"(?:法|条例|办法|规定|细则|法案|法令)(?:（[^）]{1,8}）)?$")
_STATE = "中华人民共和国"


def find(reading: Reading, state_at: Callable[[int], str]) -> Iterator[Found]:
    """Yield law titles; `state_at` tells which state the text speaks of at a position."""
    yield from _english(reading, state_at)
    if reading.han:
        yield from _chinese(reading, state_at)


def _english(reading: Reading, state_at: Callable[[int], str]) -> Iterator[Found]:
    for match in _KNOWN.finditer(reading.text):
        term = ENGLISH[match["title"]]
        state = state_at(match.start())
        if match["title"] in SHARED and state and not term.startswith(state):
            term = f"{state}-{match['title']}"
        if match["year"] and term[2] == "-" and not term[3:].startswith(("SC ", "MIIT ")):
            term += match["year"]
        yield Found(match.start(), match.end(), "instrument", term, "rule")
    for match in _CODE.finditer(reading.text):
        if match[0] not in ENGLISH and (state := state_at(match.start())):
            yield Found(match.start(), match.end(), "instrument", f"{state}-{match[0]}", "rule", 0.7)
    for match in itertools.chain(_ACT.finditer(reading.text), _BRITISH.finditer(reading.text)):
        start = match.start() + len(opening[0] if (opening := _STARTS.match(match["title"])) else "")
        title = reading.text[start : match.end()]
        if " " in title and not title.startswith("Act "):
            state = state_at(match.start()) or ("" if title.startswith("Law on") else "US")
            if not state:
                continue
            named = re.sub(r",? (?:19|20)\d\d$", "", title) if " Bill" in title else title
            yield Found(start, match.end(), "instrument", f"{state}-{named}", "rule", 0.8)


def _chinese(reading: Reading, state_at: Callable[[int], str]) -> Iterator[Found]:
    for match in _BARE.finditer(reading.flat):
        yield Found(match.start(), match.end(), "instrument", CHINESE[match[0].removeprefix(_STATE)], "rule")
    for match in _CITED.finditer(reading.flat):
        title = _DRAFT.sub("", match["title"]).removeprefix(_STATE)
        known = CHINESE.get(title)
        if known or _LAWLIKE.search(title):
            state = "CN" if match["title"].startswith(_STATE) else state_at(match.start()) or "CN"
            term = known or f"{state}-{title}"
            end = match.start("title") + len(_DRAFT.sub("", match["title"]))
            yield Found(match.start("title"), end, "instrument", term, "rule", 1.0 if known else 0.8)
