"""Whether a mineral's name means the substance or its trade: copper in a duty notice, not in copper-coloured.

Judges candidates of the gazetteers against the article; adds chemical symbols in lists. Knows no firm and no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.mentions.gazetteers import DOUBT
from tracker.mentions.spans import Found, Reading, Row
from tracker.vocab import Vocab

EVERYDAY = frozenset(
    {
        "aluminium", "boron", "chromium", "copper", "diamond", "gold", "graphite", "helium", "iron-ore", "lead",
        "lithium",
        "mercury", "nickel", "palladium", "phosphate", "platinum", "silicon", "silver", "tin", "titanium", "zinc",
        "battery-materials", "rare-earth-magnets", "magnesium", "steel", "sulphur", "iodine", "salt",
    }
)  # fmt: skip
"""Substances that consumer news, sport and idiom speak of: they need an article, or a sentence, about the trade."""

_TRADE = re.compile(
    r"\b(?:exports?|exporters?|exported|imports?|imported|tariffs?|dut(?:y|ies)|quotas?|ores?|mines|mined|miners?|"
    r"mining|"
    r"smelt\w*|refin\w+|concentrates?|ingots?|tonnes?|tons|cathodes?|deposits?|suppl(?:y|ies)|stockpil\w+|futures|"
    r"prices?|producers?|producing|production|metals?|scrap|alloys?|contaminat\w+|levels? of|content|limit|permits?|"
    r"licen[cs]es?|sanctions?|critical|project|plant|anode|reserves?|recycl\w+|purchase|shortage|traders?|spot|ban)\b"
)
_ZH_TRADE = re.compile(
    r"出口|进口|关税|配额|矿|冶炼|精矿|锭|吨|期货|价格|报价|管制|许可|储备|产能|产量|供应|回收|废料|走私|原料|材料|"
    r"收储|锂盐|冶金"
)
_THING = re.compile(
    r" (?:coloured|colored|tone|toned|look|plated|finish|trim|medals?|records?|albums?|status|rush|standard|boot|"
    r"cards?|lining|"
    r"screen|jubilee|wedding|foil|roofs?|roofing|sheds?|cans?|ears?|hats?|box|boxes|curtain|lady|fist|clad|age|dome|"
    r"bullets?|spoons?|valley|alley|members?|hair|haired|ring|rings|watch|jewell?ery|necklace|coins?|handshake|tooth|"
    r"mail|ones?|chargers?|chips? (?:waste|in)|fast chargers?|cookware|pans?|pots?|kettles?|bikes?|frames?|pencils?|"
    r"tennis|racquets?|golf|cups?|mugs?|bottles?|of biscuits|of oil|and dime|mill products|defen[cs]e\b(?= with)|"
    r"packs?|scooters?|dioxide in sunscreen|fish|surfer|star|poisoning scare|cloud)\b"
)
_GADGET = re.compile(
    r" (?:nitride |arsenide )?(?:fast |wall |phone |usb c |gan )?(?:chargers?|adapters?|power banks?)\b|"
    r" ion (?:cells?|packs?)\b"
)
_ZH_THING = re.compile(
    r"(?:某|牌|币|元(?!素)|色|箔|纸|镯|戒|手串|项链|首饰|饰|筷|火锅|像|板(?!块)|锣|钱|丝带|芯|自行车|电动车|杯|锅|"
    r"笔|刀|漆|婚|奖|店|匠|球|"
    r"行(?!业|情|动)|幕|弹(?!性)|发(?!布|出|往|货|放|运|改)|贝壳|盒|壳|门窗|线接头|手镯|柳|杏|钟|字塔)"
)
_LEAD_NOT = re.compile(
    r" (?:to|the|a|an|its|their|his|her|it|us|them|in|by|up|off|on|over|author|agency|role|times?|singer|single|"
    r"counsel|body|negotiator|"
    r"investor|investors|way|ways|transactions?|with|from|into|for|story|partner|manager|actor|position|generation|"
    r"talks|efforts?|"
    r"global|all|public|such|this|that|these|those|and follow|underwriter|researcher|council|ministry|department)\b"
)
_LEAD_VERB = re.compile(
    r"\b(?:will|would|could|can|may|might|must|should|shall|to|who|that|which|also|not|a|an|the|his|her|their|its|"
    r"narrow|early|take|took|taking|"
    r"help|helped|and|or|they|we|can't|didn't|did|does|s)\s$"
)
_LEAD_TRADE = re.compile(
    r"(?: (?:smelters?|mines?|ores?|zinc|concentrates?|ingots?|acid|batter(?:y|ies)|alloys?|prices?|market|exports?|"
    r"imports?|scrap|refin\w+|producers?|"
    r"production|and zinc|and tin|and copper|and silver)|, (?:zinc|tin|copper|silver|nickel))\b"
)
_FIGURES = re.compile(r"\b(?:pure|left foot|right foot|an? heart of|golden|cast|solid)\s$")


_LEAD_SUBSTANCE = re.compile(r"\b(?:more|less|much|contains?|containing|traces of|amounts? of|levels of|free of)\s$")


_LEAD_IN_LIST = re.compile(
    r"(?:(?<=; )|(?<=, )|(?<=more )|(?<=less )|(?<=\d )|(?<=of )|(?<=and )|(?<=or ))lead"
    r"(?=[;,.]|$| than\b| content\b| poisoning\b| in (?:paint|soil|blood|dust|water|tailings)\b| (?:and|"
    r"or) (?:\w+ ?){1,2}[;,.])"
)


def lead(reading: Reading) -> list[Found]:
    """Return, in doubt, the leads that stand like a substance: in a row of names or in an amount ("more lead than")."""
    return [
        Found(match.start(), match.end(), "mineral", "lead", "rule", DOUBT)
        for match in _LEAD_IN_LIST.finditer(reading.key)
    ]


def certain(parts: Sequence[Sequence[Found]], readings: Sequence[Reading]) -> list[list[Found]]:
    """Settle the minerals in doubt: they count beside another mineral or where the article names them without doubt."""
    named = {one.term for part in parts for one in part if one.kind == "mineral" and one.score > DOUBT}
    settled = []
    for part, reading in zip(parts, readings, strict=True):
        row = Row(one for one in part if one.kind == "mineral" and one.score > DOUBT)
        settled.append(
            [one for one in part if one.kind != "mineral" or one.score > DOUBT or _is_meant(one, reading, row, named)]
        )
    return settled


def _is_meant(one: Found, reading: Reading, row: Row, named: set[str]) -> bool:
    if _is_thing(reading, one):
        return False
    begin, end = reading.sentence(one.start, one.end)
    beside = [
        each for each in row.touching(max(begin, one.start - 40), min(end, one.end + 40)) if each.start != one.start
    ]
    before = reading.key[max(0, one.start - 16) : one.start]
    return bool(beside or one.term in named or (one.term == "lead" and _LEAD_SUBSTANCE.search(before)))


def judge(parts: Sequence[tuple[Reading, Sequence[Found]]]) -> list[list[Found]]:
    """Return each part's candidates without the minerals that mean no substance in trade."""
    scope = _scope(parts)
    return [[one for one in found if one.kind != "mineral" or _counts(reading, one, scope)] for reading, found in parts]


def _scope(parts: Sequence[tuple[Reading, Sequence[Found]]]) -> bool:
    """Say whether the article is about substances in trade at all: one rare one, or everyday ones among trade words."""
    rare = everyday = 0
    for reading, found in parts:
        for one in found:
            if one.kind != "mineral" or one.blocks or _is_thing(reading, one):
                continue
            if one.term not in EVERYDAY:
                rare += 1
            elif _in_trade(reading, one):
                everyday += 1
    return rare >= 2 or everyday >= 3 or (rare >= 1 and everyday >= 1)


def _counts(reading: Reading, one: Found, scope: bool) -> bool:
    if one.blocks:
        return True
    if _is_thing(reading, one):
        return False
    if one.score <= DOUBT:
        return scope  # lead in a toy's paint is the substance, and no business of an article on toys
    return scope or _in_trade(reading, one)


def _is_thing(reading: Reading, one: Found) -> bool:
    """Say whether the name only tells what a thing is made of, looks like or is called."""
    if not reading.key[one.start].isascii():
        if reading.flat[max(0, one.start - 1) : one.start] == "姓":
            return True
        return bool(one.term in EVERYDAY and one.end - one.start < 3 and _ZH_THING.match(reading.flat, one.end))
    if _GADGET.match(reading.key, one.end):
        return True
    if one.term not in EVERYDAY:
        return False
    if one.term == "lead" and reading.key[one.start : one.end] == "lead" and _is_verb(reading, one):
        return True
    if _THING.match(reading.key, one.end):
        return True
    return bool(one.term in EVERYDAY and _FIGURES.search(reading.key[max(0, one.start - 16) : one.start]))


def _is_verb(reading: Reading, one: Found) -> bool:
    """Say whether lead is what leaders do or have; a trade word right behind it settles that it is the metal."""
    if _LEAD_TRADE.match(reading.key, one.end):
        return False
    before = reading.key[max(0, one.start - 12) : one.start]
    metal_before = re.search(r"(?:zinc|copper|tin|silver|nickel|cadmium|antimony)(?: and|,| or)\s$", before)
    return bool(_LEAD_NOT.match(reading.key, one.end) or (_LEAD_VERB.search(before) and not metal_before))


def _in_trade(reading: Reading, one: Found) -> bool:
    begin, end = reading.sentence(one.start, one.end)
    begin, end = max(begin, one.start - 200), min(end, one.end + 200)
    around = reading.key[begin : one.start] + " " + reading.key[one.end : end]
    return bool(_TRADE.search(around) or (reading.han and _ZH_TRADE.search(around)))


_MAGNETS = re.compile(
    r"(?<!fridge )(?<!\w)magnets?(?![\w]| for (?:tourists|visitors|talent))|磁铁|磁材|永磁(?:材料|体)?"
)
_FAMILY = frozenset(
    {"rare-earths", "rare-earth-magnets", "heavy-rare-earths", "medium-heavy-rare-earths", "light-rare-earths"}
)
_ELEMENTS = frozenset({"neodymium", "samarium", "dysprosium", "terbium", "praseodymium"})


def magnets(parts: Sequence[tuple[Reading, Sequence[Found]]]) -> list[list[Found]]:
    """Return the bare "magnets" of an article that speaks of rare earths: there they are rare-earth magnets."""
    named = {one.term for _, found in parts for one in found if one.kind == "mineral"}
    if not named & (_FAMILY | _ELEMENTS):
        return [[] for _ in parts]
    return [
        [
            Found(match.start(), match.end(), "mineral", "rare-earth-magnets", "rule", 0.8)
            for match in _MAGNETS.finditer(reading.key)
        ]
        for reading, _ in parts
    ]


def joined(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """Join a rare earth and the magnet named after it into one span ("rare earth" + "permanent magnets")."""
    merged: list[Found] = []
    for one in found:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.kind == one.kind == "mineral"
            and one.term == "rare-earth-magnets"
            and last.term in _FAMILY | _ELEMENTS
            and reading.key[last.end : one.start] in {"", " "}
        ):
            merged[-1] = replace(one, start=last.start)
        else:
            merged.append(one)
    return merged


class Symbols:
    """Chemical symbols, which count in a row of at least two ("Sb, Ga, Ge") or in brackets behind the name."""

    def __init__(self, vocab: Vocab) -> None:
        """Take the symbols of the vocabulary's minerals."""
        self._terms = {term.symbol: term.id for term in vocab.minerals.values() if term.symbol}
        one = "|".join(sorted(map(re.escape, self._terms), key=len, reverse=True)) or "(?!)"
        self._row = re.compile(rf"(?<![\w.])(?:{one})(?:(?:, | and |, and |/|、| & |-)(?:{one}))+(?![\w'’])")
        self._one = re.compile(rf"(?:{one})")

    def find(self, reading: Reading) -> Iterator[Found]:
        """Yield the symbols that stand in a row; a row of ordinary words ("I and He") does not count."""
        for match in self._row.finditer(reading.text):
            row = list(self._one.finditer(reading.text, match.start(), match.end()))
            if sum(len(each[0]) == 2 for each in row) >= 2:
                for each in row:
                    yield Found(each.start(), each.end(), "mineral", self._terms[each[0]], "rule", 0.9)
