"""The vocabulary laid over a text: every alias that stands there under its conditions, as candidate spans.

One Aho-Corasick automaton per language holds all aliases and the longer strings that `within` and names that are no
mention at all ask for. Makes candidates that may overlap; who wins and what the words mean in this article is settled
elsewhere. Must not know articles, firms outside the vocabulary, or the statistical model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import ahocorasick

from tracker.mentions.spans import Found, Reading, keyed
from tracker.model import MentionKind
from tracker.vocab import Alias, Term, Vocab, fold

DOUBT = 0.3
"""The score of a name that means its term only if the rest of the article says so."""

KINDS: tuple[MentionKind, ...] = ("mineral", "country", "agency", "firm")
ALWAYS = ("en", "zh")
"""Languages whose aliases are looked for in every text: English names stand in Chinese texts and the reverse."""

NOT_THAT_COUNTRY = (
    "New Mexico", "Gulf of Mexico", "South China Sea", "East China Sea", "Indian Ocean", "American Samoa",
    "Latin American", "South American", "North American", "Central American", "Native American", "African American",
    "West Indian", "American Indian", "French Polynesia", "French Guiana", "German shepherd", "French fries",
    "Brazil nut", "Brazil nuts", "guinea pig", "guinea pigs", "Persian Gulf", "China Lake", "New England",
    "New South Wales", "British Columbia", "British Columbian", "Washington Post", "Wall Street Journal",
    "New York Times", "Japan Times", "China Daily", "South China Morning Post", "Times of India", "Korea Herald",
    "Korea Times", "Straits Times", "Taipei Times", "Jakarta Post", "Global Times", "CN code", "CN codes", "CN Code",
    "African Union", "Soviet Union", "European Free Trade Association", "Economic Union", "Credit Union",
    "中美洲", "中东欧", "美元", "美金", "日元", "欧元", "美洲", "拉美", "北美", "南美",
    "美好", "美丽", "美食", "中国海", "南中国海", "印度洋", "印度教", "日内", "日常", "美的集团",
)  # fmt: skip
"""Names with a country's name in them that are not that country; they only keep the shorter name from being found."""

NOT_THAT_SUBSTANCE = (
    "无锡", "锡林郭勒", "锡林浩特", "锡林", "锡矿山", "白银市", "白银区", "金昌", "金坛", "金华", "金门", "铜陵",
    "铜仁", "铜川",
    "铜梁", "银川", "铁岭", "铁西", "铜锣湾", "金钟", "金沙江", "旧金山", "金山", "金边", "金三角", "金塔", "锡金",
    "锡兰", "钢铁侠", "金砖", "金牌", "银牌", "铜牌", "银行", "金融", "资金", "基金", "现金", "奖金", "罚金", "金额",
    "租金", "薪金", "美金",
    "佣金", "押金", "定金", "保证金", "公积金", "金秋", "金奖", "金价值", "含金量", "试金石", "银发", "银幕", "铁路",
    "地铁", "高铁", "铁腕",
    "铁证", "铁拳", "铅笔", "铅球", "锡纸", "锡箔", "铜像", "铜锣", "石墨烯", "铝合金门窗", "金属", "合金", "五金",
    "冶金", "金某",
    "稀土掘金",
)  # fmt: skip
"""Words with a substance's character in them that are no substance in trade."""

_GRADE = re.compile(
    r"^(?:low enriched |highly enriched |enriched |depleted |refined |unrefined |natural |synthetic |artificial |"
    r"spherical |spheroidi[sz]ed |"
    r"metallic |unwrought |primary |secondary |high purity |ultra high purity |electrolytic |crude |raw |mined |"
    r"recycled |battery grade |"
    r"flake |natural flake |scrap |spent |unprocessed |processed |"
    r"金属|高纯人造|人造|天然鳞片|天然|球化|鳞片|球形|高纯|超高纯|电解|离子型|精炼|粗|原生|再生|精|浓缩|高浓缩|"
    r"低浓缩|未锻轧)"
)
_FORM = re.compile(
    r"(?: (?:ores?|ingots?|metals?|concentrates?|scrap|powders?|brines?|wires?|rods?|bars?|sheets?|foils?|plates?|"
    r"cathodes?|anodes?|slag|"
    r"dust|billets?|granules|flakes?|pellets?|anode powder|products?|waste|minerals?|deposits?|mines?|compounds?|"
    r"salts?|alloys?)"
    r"|矿石|精矿|矿砂|矿产品|矿产|锭|粉末|粉|制品|产品|品|块|棒|板|丝|箔|废料|废碎料|原料|矿|金属|化合物)$"
)
_NAMED_SO = re.compile(
    r"silicon metal|iron ore|铁矿|磁|magnet|材料|material|battery|电池|coal|cells?$|磷矿|硫|sands?"
    r"|(?:critical|strategic|conflict|minor|battery|rare|precious|base|platinum group) (?:minerals?|metals?)|(?:关键|"
    r"战略|稀有|贵|小)(?:矿产|金属)"
)
_OF_STATE = re.compile(
    r"((?:ministry|general administration|department|ministers?|state|national|office|"
    r"cabinet) .*) of (?:the )?[a-z' ]+$"
)
"""An authority with its state behind it ("General Administration of Customs of China"): two mentions."""

_TWO_THINGS = re.compile(r"石墨(?:负极)?材料$|(?<!active )graphite (?:active )?anode materials?$")
"""A substance and the product made of it, which are two mentions: 人造石墨 + 负极材料."""

_WORD = re.compile(r"\w")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLURAL = re.compile(r"(?:magnet|oxide|alloy|mineral|earth|metal|compound|material|battery|cell|concentrate|halide)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the automaton: the alias it stands for and where in the key the alias lies."""

    kind: MentionKind
    term: str
    alias: Alias
    offset: int
    length: int
    name: str
    near: re.Pattern[str] | None = None
    unless: tuple[str, ...] = ()
    blocks: bool = False
    bare: bool = False


class Gazetteer:
    """All aliases of the languages asked for. `find` is the whole of its work."""

    def __init__(self, vocab: Vocab, languages: Iterable[str]) -> None:
        """Build the automaton from the aliases of these languages; English and Chinese are always among them."""
        wanted = {*languages, *ALWAYS}
        keys: dict[str, list[Entry]] = {}
        for kind in KINDS:
            for term in vocab.terms(kind).values():
                for entry, key in _entries(kind, term, wanted):
                    keys.setdefault(key, []).append(entry)
        for text in (*NOT_THAT_COUNTRY, *NOT_THAT_SUBSTANCE):
            key = keyed(fold(text))
            alias = Alias(text, "zh" if _HAN.search(text) else "en")
            keys.setdefault(key, []).append(Entry("country", "", alias, 0, len(key), "", blocks=True))
        self._automaton: Any = ahocorasick.Automaton()
        for key, entries in keys.items():
            self._automaton.add_word(key, (len(key), _grouped(entries)))
        self._automaton.make_automaton()

    def find(self, reading: Reading) -> list[Found]:
        """Return every alias whose own conditions hold; a generic one bears all its terms, joined by ``|``.

        A mineral or agency whose `near` words are missing comes with the score :data:`DOUBT`: the article as a whole
        may still say what the sentence does not.
        """
        found: list[Found] = []
        generic: dict[tuple[int, int, bool], list[Entry]] = {}
        for last, (length, entries) in self._automaton.iter(reading.key):
            begin = last + 1 - length
            for entry in entries:
                start = begin + entry.offset
                end = start + entry.length
                if not _stands(reading, entry, start, end):
                    continue
                near = not entry.bare and (entry.near is None or _is_near(reading, entry.near, start, end))
                if entry.alias.generic:
                    generic.setdefault((start, end, near), []).append(entry)
                elif near or entry.kind in {"mineral", "agency"}:
                    found.append(_found(reading, entry, start, end, near))
        for (start, end, near), entries in generic.items():
            terms = "|".join(sorted({term for entry in entries for term in entry.term.split("|")}))
            found.append(Found(start, end, "agency", terms, "generic", 0.8 if near else DOUBT))
        return found


_ZH_FORMS = (
    "废料", "废碎料", "矿", "矿石", "精矿", "锭", "价", "期货", "材", "箔材", "冶炼", "出口", "进口", "储量", "产量",
    "关税", "供应", "市场",
    "资源", "矿山", "矿企", "消费", "库存", "现货", "制品", "粉",
)  # fmt: skip
"""What stands behind the one character of a substance when the substance is meant: 铜废料, 锡锭."""


def _entries(kind: MentionKind, term: Term, languages: set[str]) -> Iterator[tuple[Entry, str]]:
    owned = {keyed(fold(alias.text)) for alias in term.aliases}
    for alias in term.aliases:
        if alias.lang not in languages:
            continue
        own = keyed(fold(alias.text))
        unless = tuple(keyed(fold(longer)) for longer in alias.unless)
        core = _core(own, owned) if kind == "mineral" else (0, len(own))
        if kind == "agency" and (state := _OF_STATE.match(own)) and state[1] in owned:
            core = (0, state.end(1))
        if core is None:
            continue
        longers = alias.within or (alias.text,)
        if kind == "mineral" and alias.within and len(own) == 1 and _HAN.match(own):
            longers = tuple(dict.fromkeys((*longers, *(own + form for form in _ZH_FORMS))))
        for longer in longers:
            key = keyed(fold(longer))
            offset = key.find(own)
            if own and offset >= 0:
                place = offset + core[0], core[1] - core[0]
                yield Entry(kind, term.id, alias, *place, term.name, _near_pattern(alias.near), unless), key
        if kind == "mineral" and alias.within and len(own) == 1 and _HAN.match(own) and own not in longers:
            yield Entry(kind, term.id, alias, 0, 1, term.name, None, unless, bare=True), own


def _grouped(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Make one entry of the generic ones that ask for the same: a hundred states have a "finance ministry"."""
    alone: list[Entry] = []
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry in entries:
        alias = entry.alias
        if alias.generic:
            like = (entry.offset, entry.length, alias.text, alias.cased, alias.near, alias.unless)
            groups.setdefault(like, []).append(entry)
        else:
            alone.append(entry)
    for members in groups.values():
        alone.append(replace(members[0], term="|".join(sorted({entry.term for entry in members}))))
    return tuple(alone)


def _core(own: str, owned: set[str]) -> tuple[int, int] | None:
    """Return the part of a mineral's name that is the mention: without grade and form (codebook convention 3).

    "enriched uranium", "copper concentrate" and 电解钴 are the spans "uranium", "copper" and 钴. None where the name is
    two mentions. In Chinese the rest must be a name of its own, for 氟碳铈矿 is no ore of 氟碳铈.
    """
    if _TWO_THINGS.search(own):
        return None
    grade = _GRADE.match(own)
    start = grade.end() if grade and not re.search(r"diamond|金刚石", own) else 0
    form = _FORM.search(own, start)
    end = form.start() if form and not _NAMED_SO.search(own) else len(own)
    for begin, stop in ((start, end), (start, len(own)), (0, end)):
        rest = own[begin:stop]
        if rest in owned or (rest and rest[0].isascii() and begin == 0):
            return begin, stop
    return 0, len(own)


def _stands(reading: Reading, entry: Entry, start: int, end: int) -> bool:
    """Say whether an alias stands here by itself, in its letters, under its conditions."""
    alias = entry.alias
    key = reading.key
    if not _HAN.match(key[start]) and start and _is_letter(key[start - 1], reading.han):
        return False
    if (
        not _HAN.match(key[end - 1])
        and end < len(key)
        and _is_letter(key[end], reading.han)
        and not _plural(reading, entry, end)
    ):
        return False
    if end - start == 1 and _in_another_word(key, start - entry.offset):
        return False
    surface = reading.flat[start:end]
    if alias.cased and not fold(alias.text).find(surface) >= 0:
        return False
    if entry.kind != "mineral" and alias.text[0].isupper() and not surface[0].isupper():
        return False  # a name begins with a capital: china is porcelain
    return not any(_inside(key, longer, key[start:end], start) for longer in entry.unless)


_TAILS = {
    "中": "其集当途手空心从在年期", "法": "守合违依司立执方办书语无非宪", "日": "今昨明近生节假终往落周",
    "美": "优完精赞甜", "加": "增更参附外添",
    "德": "道品功", "英": "精", "印": "复打影脚",
}  # fmt: skip
"""Characters that make one word with the character of a state behind them: 其中美方, 守法企业."""


def _in_another_word(key: str, begin: int) -> bool:
    """Say whether the character of a state is the tail of another word."""
    return begin > 0 and key[begin - 1] in _TAILS.get(key[begin], "")


def _is_letter(char: str, han: bool = False) -> bool:
    """Say whether a character continues a word of an alphabetic script; a Han character does not.

    In Chinese text digits follow a Latin name without a space (ARECOMS9月).
    """
    return bool(_WORD.match(char)) and not _HAN.match(char) and not (han and char.isdigit())


def _plural(reading: Reading, entry: Entry, end: int) -> bool:
    """Say whether the alias goes on with nothing but a plural's s."""
    key = reading.key
    if entry.kind != "mineral" or key[end] != "s" or not _PLURAL.search(key[end - 12 if end > 12 else 0 : end]):
        return False
    return end + 1 == len(key) or not _is_letter(key[end + 1])


def _inside(key: str, longer: str, own: str, start: int) -> bool:
    offset = longer.find(own)
    while offset >= 0:
        if start >= offset and key.startswith(longer, start - offset):
            return True
        offset = longer.find(own, offset + 1)
    return False


def _is_near(reading: Reading, near: re.Pattern[str], start: int, end: int) -> bool:
    begin, stop = reading.sentence(start, end)
    return bool(near.search(reading.key, begin, start) or near.search(reading.key, end, stop))


def _near_pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Return what finds any of some words: whole words in alphabetic scripts, anywhere in Chinese."""
    if not words:
        return None
    wanted = sorted({keyed(fold(word)) for word in words}, key=len, reverse=True)
    han = [re.escape(word) for word in wanted if _HAN.search(word)]
    rest = [re.escape(word) for word in wanted if not _HAN.search(word)]
    return re.compile("|".join([*han, *([rf"(?<!\w)(?:{'|'.join(rest)})(?!\w)"] if rest else [])]))


def _found(reading: Reading, entry: Entry, start: int, end: int, near: bool) -> Found:
    if (
        entry.kind == "mineral"
        and end < len(reading.key)
        and not entry.blocks
        and _is_letter(reading.key[end], reading.han)
    ):
        end += 1  # the plural's s, which _stands has let through
    score = (0.9 if entry.alias.conditional else 1.0) if near else DOUBT
    return Found(
        start,
        end,
        entry.kind,
        entry.term,
        "gazetteer",
        score,
        place=entry.alias.place,
        name=entry.name if entry.kind == "firm" else "",
        blocks=entry.blocks,
    )
