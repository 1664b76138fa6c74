"""What a mineral's name is where it is no substance: what a thing is made of or called, a verb, a gadget, a person.

Rules that are certain by themselves, and the words of trade that decide in languages which the judge has not learned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.mentions.gazetteers import DOUBT
from tracker.mentions.mineral_words import EVERYDAY
from tracker.mentions.spans import Found, Reading

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


_ZH_TITLE = re.compile(
    r"(?:姓|经理|总监|董事长?|总裁|秘书|董秘|负责人|主席|发言人|主任|教授|书记|分析师|记者|老板|局长|部长|院长|处长|顾问|"
    r"船长|律师|校长|专家)[^，。、；：（）“”《》\d]{0,2}$"
)
_ZH_SAYS = re.compile(
    r"[^，。、；：（）“”《》\d的]{0,2}(?:说|称|表示|否认|认为|估计|坦言|透露|指出|指|今|昨|尚|在[^建产]|向|对本|女士|先生)"
)
_ZH_ADDRESS = re.compile(r"女士|先生|小姐|老师|师傅|老板|教授|主任|经理|律师|董事")


def counts_by_rule(reading: Reading, one: Found, scope: bool) -> bool:
    """Say whether one name counts where only rules can tell; `scope` says whether the article is of the trade."""
    if one.kind != "mineral" or one.blocks:
        return True
    if is_thing(reading, one):
        return False
    if one.score <= DOUBT:
        return scope
    return scope or _in_trade(reading, one)


def in_scope(parts: Sequence[tuple[Reading, Sequence[Found]]]) -> bool:
    """Say whether the article is about substances in trade at all: one rare one, or everyday ones among trade words."""
    rare = everyday = 0
    for reading, found in parts:
        for one in found:
            if one.kind != "mineral" or one.blocks or is_thing(reading, one):
                continue
            if one.term not in EVERYDAY:
                rare += 1
            elif _in_trade(reading, one):
                everyday += 1
    return rare >= 2 or everyday >= 3 or (rare >= 1 and everyday >= 1)


def is_thing(reading: Reading, one: Found) -> bool:
    """Say whether the name only tells what a thing is made of, looks like or is called."""
    if is_never(reading, one):
        return True
    if not reading.key[one.start].isascii():
        return bool(one.term in EVERYDAY and one.end - one.start < 3 and _ZH_THING.match(reading.flat, one.end))
    if one.term not in EVERYDAY:
        return False
    if one.term == "lead" and reading.key[one.start : one.end] == "lead" and _is_verb(reading, one):
        return True
    if _THING.match(reading.key, one.end):
        return True
    return bool(one.term in EVERYDAY and _FIGURES.search(reading.key[max(0, one.start - 16) : one.start]))


def is_never(reading: Reading, one: Found) -> bool:
    """Say whether the name is that of a gadget or a person, whatever the article is about."""
    if _GADGET.match(reading.key, one.end):
        return True
    return one.end - one.start == 1 and not reading.key[one.start].isascii() and _is_person(reading, one)


def _is_person(reading: Reading, one: Found) -> bool:
    """Say whether the character is in a person's name: behind an office and before what persons do (经理金永锡说)."""
    before = reading.flat[max(0, one.start - 6) : one.start]
    if before.endswith("姓") or _ZH_ADDRESS.match(reading.flat, one.end):
        return True
    return bool(_ZH_TITLE.search(before) and _ZH_SAYS.match(reading.flat, one.end))


def _is_verb(reading: Reading, one: Found) -> bool:
    """Say whether lead is what leaders do or have; a trade word right behind it settles that it is the metal."""
    if _LEAD_TRADE.match(reading.key, one.end):
        return False
    before = reading.key[max(0, one.start - 12) : one.start]
    metal_before = re.search(r"(?:zinc|copper|tin|silver|nickel|cadmium|antimony)(?: and|,| or)\s$", before)
    return not metal_before and bool(_LEAD_NOT.match(reading.key, one.end) or _LEAD_VERB.search(before))


def _in_trade(reading: Reading, one: Found) -> bool:
    begin, end = reading.sentence(one.start, one.end)
    begin, end = max(begin, one.start - 200), min(end, one.end + 200)
    around = reading.key[begin : one.start] + " " + reading.key[one.end : end]
    return bool(_TRADE.search(around) or (reading.han and _ZH_TRADE.search(around)))


def is_thing_elsewhere(parts: Sequence[tuple[Reading, Sequence[Found]]], surface: str) -> bool:
    """Say whether the article speaks of things of this name: where there are tin roofs, tin is a roof."""
    named = re.compile(rf"(?<!\w){re.escape(surface)}{_THING.pattern}")
    return any(named.search(reading.key) for reading, _ in parts)
