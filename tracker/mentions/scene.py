"""Which state a passage speaks of, whether a city is meant as a place, and whose ministry "the ministry" is.

Works on the spans the gazetteers found in one article; makes no spans of its own except ministries that the vocabulary
does not list. Knows no firm and no number.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.mentions.gazetteers import DOUBT
from tracker.mentions.spans import Found, Reading, Row
from tracker.vocab import Vocab

_AT = re.compile(
    r"\b(?:in|at|near|outside|around|across|inside|throughout|through|via|visit(?:ed|ing|s)? to|trip to|arrived in|"
    r"flew to"
    r"|(?:came|comes|arrived|flew|travelled|hails|shipped|moved) from|downtown|central|office in|"
    r"based in)\s(?:\w+ and )?$",
    re.I,
)
_DATELINE = re.compile(
    r"\s?(?:\([^)\n]{2,40}\)\s?)?(?:,\s(?:[A-Z][\w.]+,?\s)?(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?(?:,?\s\d{4})?"
    r"\s?(?:\([^)\n]{2,40}\)|/[^/\n]{2,40}/)?)?\s?[-–—:]|,\s\d{1,2}\s[A-Z][a-z]+\s\d{4}|,\s[A-Z][a-z]+\s\d{1,2},\s\d{4}"
)
_AFTER_PLACE = re.compile(r" \d{3,6}\b|-(?:based|area|born)\b|(?:'s|’s) (?:airport|port|streets?|suburbs)\b|, D\.?C\.?")
_GOVERNS = re.compile(
    r"(?:'s|’s) (?:government|law|ban|answer|decision|refusal|move|pause|offer|policy|rules|quotas?|tariffs?)\b"
    r"| (?:has (?:said|banned|shown|found|not said|promised|agreed|imposed|told)|said it|says it|denie[sd]|"
    r"announced|banned|may (?:ban|stop|impose)"
    r"|wants|is (?:considering|weighing)|insists|refuse[sd]|retaliated|responded|answers|will not (?:let|allow))\b"
)
_STATES_OF_ONE = {
    "中": "CN", "陆": "CN", "德": "DE", "法": "FR", "英": "GB", "越": "VN", "蒙": "MN", "加": "CA",
    "美": "US", "日": "JP", "欧": "EU", "韩": "KR", "华": "CN", "俄": "RU", "澳": "AU", "印": "IN", "台": "TW",
    "港": "HK",
}  # fmt: skip
_TOWARDS = re.compile(
    r"(?:(?:赴|运|售|销|援|访|遏|抗|对)(?P<state>[美日欧韩华俄澳印台港])(?=[的出市关军稀石锑镓锗钨钴进贸投制，、。；\s（）]|$)"
    r"|(?:输|外销|驻|涉)(?P<state2>[美日欧韩华俄澳台港])(?![元为洲])"
    r"|(?<![\u4e00-\u9fff])(?P<pair>[中美日韩俄欧德法英澳印越蒙加台])(?P<pair2>[中美日韩俄欧德法英澳印越蒙加台])"
    r"(?=两国|双方|双边|[\u4e00-\u9fff]{0,4}部长级|关系|贸易|会谈|谈判|元首|首脑|签|将签|就|官员))"
)
_OF_STATE = re.compile(
    r"(?P<state>[美日韩俄德法台港陆欧澳])(?=制(?![造度品定作约裁图止服])|厂(?!房|家)|进口商|出口商|商(?=[^务品业议量场会])"
    r"|企(?!业|图|划|盼|望)|媒(?!体|介))"
)
"""The one character of a state before its makes, works and traders: 陸製, 台廠, 美進口商."""
_NO_STATE = frozenset(
    "平阳后柜舞电讲擂站看吧窗大内登着水上陆登新旧自本着完优精赞"
    "今昨明近生节假终往落周每当次整全隔他多三五出空海香货渔码商转深入进渡"
)
"""What makes one word with the character of a state behind it: 平台, 大陸, 昨日, 香港."""
_UNION = re.compile(
    r"(?<!European )(?<!Soviet )(?<!African )(?<!Credit )(?<!Customs )(?<!Trade )(?<!Labor )(?<!Western "
    r")\bUnion\b(?! [A-Z])"
)
_INLAND = re.compile(r"(?<![大登着水上内海])陆方|(?<![\u4e00-\u9fff])陆(?![上地路军海续陆德\d])")
_HERE = re.compile(r"(?<![日基])本港|港府")
_MAINLAND = re.compile(r"(?<![新旧洲亚古])大陆(?![架性板漂集])")
_ZH_AT = re.compile(r"(?:在|于|从|自|至|抵|赴|访|驻|离|飞|到达|前往|抵达|位于|总部)$")
_ZH_AFTER = re.compile(
    r"市|时间|举行|召开|会晤|会见|会谈|机场|港(?!口管制)|街头|总部|分公司|的会|现货|市场|东站|一名|一家|某"
)
_ZH_DATELINE = re.compile(r"^[^\n]{0,8}(?:电|讯|报道)|^\d{1,2}月\d{1,2}日[电讯]")
_CITIES = """
    Beijing Washington Brussels Moscow Tokyo Seoul Canberra Ottawa London Paris Berlin Kinshasa Jakarta Harare Santiago
    Conakry
    Hanoi Delhi Pretoria Lima Brasilia Brasília Bangkok Taipei Pyongyang Tehran Ankara Riyadh Kyiv Kiev Astana Tashkent
    Bishkek
    Dushanbe Islamabad Dhaka Naypyidaw Vientiane Manila Canberra Wellington Oslo Stockholm Helsinki Copenhagen Warsaw
    Prague Vienna Bern
    Rome Madrid Lisbon Athens Bucharest Sofia Budapest Belgrade Windhoek Gaborone Lusaka Luanda Libreville Bamako
    Niamey Ouagadougou
    Accra Abuja Nairobi Dodoma Kigali Antananarivo Maputo Lilongwe Rabat Algiers Cairo Caracas Bogota Bogotá Quito
    Ulaanbaatar
    北京 华盛顿 布鲁塞尔 莫斯科 东京 首尔 堪培拉 渥太华 伦敦 巴黎 柏林 金沙萨 雅加达 哈拉雷 圣地亚哥 科纳克里 河内
    新德里 比勒陀利亚 曼谷 台北 平壤
    德黑兰 安卡拉 利雅得 基辅 阿斯塔纳 塔什干 内比都 万象 马尼拉 奥斯陆 斯德哥尔摩 温得和克 卢萨卡 巴马科 尼亚美 罗马
    马德里 里斯本
    """
CAPITALS = frozenset(_CITIES.split()) | {
    "New Delhi",
    "Mexico City",
    "Kuala Lumpur",
    "Abu Dhabi",
    "Buenos Aires",
    "The Hague",
    "Port Moresby",
    "Phnom Penh",
}
"""Governing cities, which a text may mean as a government or only as a place."""

CAPITALS_OF_THE_UNION = ("brussels", "布鲁塞尔")
_CAPITAL_STATES = {"EU": "BE"}


@dataclass(frozen=True, slots=True)
class Scene:
    """What the article as a whole says of states: its own and how often each is named."""

    home: str
    notice: bool
    counts: Mapping[str, int]

    def main(self, options: Sequence[str]) -> str:
        """Return the likeliest of some states: the most named, the article's own on a tie; empty for none."""
        named = [state for state in options if self.counts.get(state)]
        if named:
            return max(named, key=lambda state: (self.counts[state], state == self.home))
        return self.home if self.home in options else ""


def look(home: str, notice: bool, found: Sequence[Sequence[Found]]) -> Scene:
    """Take in the states of an article's parts."""
    counts = Counter(each.term for part in found for each in part if each.kind == "country" and not each.blocks)
    return Scene(home, notice, counts)


def speaks_of(found: Sequence[Found], reading: Reading, scene: Scene) -> Callable[[int], str]:
    """Return a function that says which state the text speaks of at a position; empty where nothing tells."""
    states = sorted((each for each in found if each.kind == "country" and not each.blocks), key=lambda each: each.start)
    starts = [each.start for each in states]

    def state_at(position: int) -> str:
        before = bisect_left(starts, position)
        begin, _ = reading.sentence(position, position)
        if before < len(states) and starts[before] - position < 3:
            return states[before].term
        if before and states[before - 1].start >= begin:
            return states[before - 1].term
        return scene.home or (states[before - 1].term if before else "")

    return state_at


def places(found: Sequence[Found], reading: Reading, capitals: Mapping[str, str]) -> list[Found]:
    """Mark the capitals that only say where (in Brussels, 在北京, datelines); they keep their state, Brussels takes BE.

    `capitals` maps the look-up form of a governing capital to its state.
    """
    marked = []
    for one in found:
        if one.place and reading.key[one.start : one.end] in capitals and _acts(reading, one):
            marked.append(replace(one, place=False))
            continue
        capital = one.kind == "country" and not one.place and reading.key[one.start : one.end] in capitals
        if capital and _only_where(reading, one):
            name = reading.key[one.start : one.end]
            state = "BE" if name in CAPITALS_OF_THE_UNION else one.term
            marked.append(replace(one, place=True, term=state))
        else:
            marked.append(one)
    return marked


def _acts(reading: Reading, one: Found) -> bool:
    """Say whether a capital that mostly is a place acts here as a government ("Santiago denied")."""
    before = reading.flat[max(0, one.start - 40) : one.start]
    return bool(_GOVERNS.match(reading.flat, one.end)) and not _AT.search(before)


def _only_where(reading: Reading, one: Found) -> bool:
    line = reading.line(one.start)
    before = reading.flat[max(line, one.start - 40) : one.start]
    after = reading.flat[one.end : one.end + 60]
    if not reading.flat[one.start].isascii():
        dateline = one.start - line < 12 and bool(_ZH_DATELINE.match(after))
        return bool(_ZH_AT.search(before) or _ZH_AFTER.match(after) or dateline)
    if not before.strip(' \t"“(') and _DATELINE.match(after):
        return True
    return bool(_AT.search(before) or _AFTER_PLACE.match(after))


def more_states(reading: Reading, home: str) -> list[Found]:
    """Find the forms that name a state only in their setting: 输美, the Union of its own acts, 大陆 from outside."""
    found = []
    if reading.han:
        for match in _TOWARDS.finditer(reading.flat):
            for group in ("state", "state2", "pair", "pair2"):
                if match[group] and match["pair"] != (match["pair2"] or ""):
                    found.append(_of_one(match, group))
        for match in _OF_STATE.finditer(reading.flat):
            before = reading.flat[match.start() - 1 : match.start()]
            inland = match["state"] == "陆"
            if before not in _NO_STATE and not (inland and home not in _OWN_NAMES):
                found.append(_of_one(match, "state"))
        found += _own_words(reading, home)
        if home in {"TW", "HK", "MO", "SG", "MY"}:
            found += [Found(m.start(), m.end(), "country", "CN", "rule", 0.8) for m in _MAINLAND.finditer(reading.flat)]
    if home == "EU" or "Regulation (EU)" in reading.text:
        found += [Found(m.start(), m.end(), "country", "EU", "rule", 0.8) for m in _UNION.finditer(reading.text)]
    return found


def certain(
    parts: Sequence[Sequence[Found]], readings: Sequence[Reading], home: str, vocab: Vocab
) -> list[list[Found]]:
    """Settle the agencies in doubt: "Congress", "ITC" count where the article names the body or its state."""
    whole = {one.term for part in parts for one in part if one.kind == "agency" and one.score > DOUBT}
    states = {one.term for part in parts for one in part if one.kind == "country" and not one.place} | {home}
    settled = []
    for part, reading in zip(parts, readings, strict=True):
        kept = []
        own = _own_bodies(part, home, vocab)
        for one in part:
            if (
                one.method != "generic"
                and (one.start, one.end) in own
                and reading.flat[one.start : one.end] not in _MAINLANDS
            ):
                continue
            doubt = one.kind == "agency" and one.score <= DOUBT and one.method != "generic"
            term = vocab.agencies.get(one.term) if doubt else None
            opens = doubt and _opens(reading, one.start)
            in_view = term is not None and (term.country == home or (term.country in states and not opens))
            if not doubt or one.term in whole or in_view:
                kept.append(one)
        settled.append(kept)
    return settled


def _own_bodies(part: Sequence[Found], home: str, vocab: Vocab) -> set[tuple[int, int]]:
    """Return where a paper of Taiwan, Hong Kong or Macau uses a name that its own administration has, too."""
    if home not in _OWN_NAMES:
        return set()
    generic = (one for one in part if one.method == "generic")
    return {
        (one.start, one.end)
        for one in generic
        if any(term in vocab.agencies and vocab.agencies[term].country == home for term in one.term.split("|"))
    }


def _opens(reading: Reading, start: int) -> bool:
    """Say whether a word opens its sentence, where a capital says nothing."""
    begin, _ = reading.sentence(start, start + 1)
    return not reading.text[begin:start].strip(" \n\"“'(")


NO_MINISTRIES = frozenset({"US", "AU", "IE", "HK", "PH", "ZA", "CH"})
"""States whose offices are departments: a "ministry" is never theirs."""


def _of_one(match: re.Match[str], group: str) -> Found:
    state = _STATES_OF_ONE[match[group]]
    return Found(match.start(group), match.end(group), "country", state, "rule", 0.8)


def _own_words(reading: Reading, home: str) -> list[Found]:
    """Find the words by which the papers of Taiwan, Hong Kong and Macau name the mainland and themselves."""
    found = []
    if home == "TW":
        found += [Found(m.start(), m.end(), "country", "CN", "rule", 0.8) for m in _INLAND.finditer(reading.flat)]
    if home == "HK":
        found += [Found(m.start(), m.end(), "country", "HK", "rule", 0.8) for m in _HERE.finditer(reading.flat)]
    return found


_CUSTOMS_ACT = re.compile(
    r" (?:in|at) [A-Z]| (?:said|says|seized|fined|detained|stopped|intercepted|found|has|have|had|announced|"
    r"reported|opened|confiscated)\b"
)


def whose(found: Sequence[Found], reading: Reading, vocab: Vocab, scene: Scene) -> list[Found]:
    """Give each generic agency ("commerce ministry", "the Cabinet") the term of the state that is meant, or drop it."""
    states = Row(each for each in found if each.kind == "country" and not each.blocks)
    settled: dict[str, str] = {}
    named: list[Found] = []
    for one in _echoed(found, reading, vocab):
        if one.kind == "agency" and (_is_a_person(reading, one) or _is_elsewhere(one, reading, states, vocab)):
            continue
        if one.method != "generic":
            if one.kind == "agency" and not one.blocks and not _is_a_trade(reading, one):
                named += _apart(one, reading, vocab)
            continue
        options = {vocab.agencies[term].country or "": term for term in one.term.split("|") if term in vocab.agencies}
        if "ministry" in reading.key[one.start : one.end] and len(options) > 1:
            options = {state: term for state, term in options.items() if state not in NO_MINISTRIES}
        state = "" if _is_a_trade(reading, one) else _meant(one, reading, states, set(options), settled, scene)
        if state:
            settled[one.term] = state
            named.append(replace(one, term=options[state], method="gazetteer", score=0.8))
    others = [each for each in found if each.kind != "agency" or each.blocks]
    return others + named


_OF_ITS_OWN = frozenset({"商务部", "外交部", "海关"})
"""Chinese bodies that answer other states' every day: bare, they are their own even in a text about others."""


def _echoed(found: Sequence[Found], reading: Reading, vocab: Vocab) -> Iterator[Found]:
    """Yield the spans; a bare 国防部 behind 美国国防部 is the other state's again in a text that is mostly about it."""
    states = Counter(each.term for each in found if each.kind == "country" and not each.blocks)
    whole: dict[str, Found] = {}
    for one in found:
        term = vocab.agencies.get(one.term) if one.kind == "agency" else None
        name = reading.flat[one.start : one.end]
        if term is None or not term.country or name.isascii():
            yield one
            continue
        other = next((whole[each] for each in whole if each != name and each.endswith(name)), None)
        foreign = vocab.agencies[other.term].country if other else None
        if other and foreign != term.country and states[foreign or ""] > 2 * states[term.country]:
            yield replace(one, term=other.term, score=0.8)
            continue
        whole |= {name: one} if name not in _OF_ITS_OWN and not name.endswith(tuple(_OF_ITS_OWN)) else {}
        yield one


def _is_a_person(reading: Reading, one: Found) -> bool:
    """Say whether a ministry's name is only the head of 部长 or 部门: a minister, or departments of whatever kind.

    The secretaries of American departments stand for them, as in English.
    """
    behind = reading.flat[one.end : one.end + 1]
    return (
        reading.flat[one.end - 1] == "部" and behind in {"长", "门"} and not (behind == "长" and one.term[:3] == "us-")
    )


def _is_elsewhere(one: Found, reading: Reading, states: Row, vocab: Vocab) -> bool:
    """Say whether a state's name directly before a Chinese ministry makes it another state's than the vocabulary's."""
    if one.method == "generic":
        return False
    term = vocab.agencies.get(one.term)
    if reading.flat[one.start].isascii():
        if term is None or reading.text[one.start : one.end] not in _CHAMBERS:
            return False
        near = states.touching(max(0, one.start - 4), one.start)
        own = [each.term for each in near if reading.flat[each.end : one.start] in {" ", "'s ", "’s "}]
        return bool(own) and own[0] != term.country
    before = [each for each in states.touching(one.start - 1, one.start) if each.end == one.start]
    if before and before[0].place:
        return reading.flat.startswith("海关", one.start)  # a customs house, read elsewhere
    return bool(before and term and term.country and term.country != before[0].term)


def _apart(one: Found, reading: Reading, vocab: Vocab) -> list[Found]:
    """Part "Thai customs" into the adjective and the authority (convention 22); "Thai Customs" is a name."""
    if re.match(r"-\d", reading.text[one.end : one.end + 2]):
        return []  # a docket: BIS-2025-0025
    match = _STATE_AND_BODY.fullmatch(reading.text, one.start, one.end)
    term = vocab.agencies.get(one.term)
    if match is None or term is None or not term.country or term.country in {"US", "EU"}:
        return [one]
    if not any(alias.text == match["state"] for alias in vocab.countries[term.country].aliases):
        return [one]
    state = Found(one.start, match.end("state"), "country", term.country, "gazetteer")
    return [state, replace(one, start=match.start("body"))]


_CHAMBERS = frozenset({"Senate", "Congress", "Parliament", "House", "Treasury"})
_ZH_TRADE = re.compile(r"的?(?:数据|统计|资料|口径|编码|税则|代码)")
_STATE_AND_BODY = re.compile(
    r"(?P<state>[A-Z][\w ]+?)(?:['’]s)? (?P<body>customs|[Ss]enate|[Cc]ongress|[Pp]arliament|[Cc]abinet|[Tt]reasury)"
)


def _is_a_trade(reading: Reading, one: Found) -> bool:
    """Say whether customs is no authority here but duties, papers and officers of whatever kind."""
    surface = reading.text[one.start : one.end]
    if reading.flat.endswith("海关", one.start, one.end) and _ZH_TRADE.match(reading.flat, one.end):
        return True
    if surface == "Customs" and _opens(reading, one.start):
        surface = "customs"
    return surface == "customs" and not _CUSTOMS_ACT.match(reading.text, one.end)


def _meant(
    one: Found, reading: Reading, states: Row, options: set[str], settled: Mapping[str, str], scene: Scene
) -> str:
    begin, end = reading.sentence(one.start, one.end)
    near = states.touching(begin, end)
    if any(each.end == one.start and each.term not in options for each in near):
        return ""  # 印尼能源礦產部 is no body of any other state, whatever bodies of that name there are
    fitting = [each for each in near if each.term in options]
    for each in fitting:
        between = reading.flat[each.end : one.start] if each.end <= one.start else None
        if between is not None and _JUST_BEFORE.fullmatch(between):
            return each.term
        behind = reading.flat[one.end : each.start] if one.end <= each.start else None
        if behind is not None and _JUST_BEHIND.fullmatch(behind):
            return each.term
    if one.score <= DOUBT and not reading.text[one.start].isupper() and reading.text[one.start].isascii():
        return ""
    if one.term in settled:
        return settled[one.term]
    if scene.notice and scene.home in options:
        return scene.home
    before = [each.term for each in fitting if each.start < one.start]
    foreign = any(state != scene.home for state in before)
    own = scene.home in _OWN_NAMES and scene.home in options and not foreign
    if own and reading.flat[one.start : one.end] not in _MAINLANDS:
        return scene.home
    main = scene.main(sorted(options))
    if "CN" in options and "commerce" in reading.key[one.start : one.end] and scene.counts.get("CN"):
        return before[-1] if before and before[-1] != "CN" and scene.counts["CN"] < 2 else "CN"
    return before[-1] if before else main or (fitting[0].term if fitting else "")


_OWN_NAMES = frozenset({"TW", "HK", "MO"})
_MAINLANDS = frozenset({"商务部", "公安部", "海关总署"})
"""In the papers of Taiwan, Hong Kong and Macau a bare 财政部 is their own; these names they do not have."""

_JUST_BEFORE = re.compile(r"\s?|'s |’s |的|(?:'s |’s |\s)[a-z]+ ")
_JUST_BEHIND = re.compile(r" (?:of|in) (?:the )?|, |,? and (?:the )?[A-Z][A-Za-z ]{3,60} of (?:the )?")
