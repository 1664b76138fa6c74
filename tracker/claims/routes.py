"""Where rerouted goods come from, pass through and end up.

Makes the states of one telling of circumvention out of the words around places. Knows prepositions and case particles;
knows no rule that is evaded.
"""

from __future__ import annotations

import re

from tracker.claims.anchors import Words
from tracker.claims.passages import Passage
from tracker.claims.scene import Memory, Scene, distinct

NOT_TO_EN = re.compile(
    (
        r"\b(?:point\w*|due|owing|thanks|compared|response|respond\w*|according|answer\w*|reply"
        r"|similar|next|turn\w*|look\w*|asked?|back|except|(?:arms|weapons)(?: sales)?) (?:to|for)\s+(?:the\s+)?$"
    ),
    re.IGNORECASE,
)
_VIA_ZH = re.compile(r"(?:经由?|借道|取道|绕道|绕经|从|先到|先寄到|通过|中转|转口|经过|或|、|到)$")
_VIA_EN = re.compile(
    r"\b(?:through|via|from|in|to|or|and|at|using|reaching|by way of|like"
    r"|as)\s+(?:the\s+)?(?:[A-Z]\w+(?:\s[A-Z]\w+)?\s+in\s+)?$"
)
_THOSE = Words(r"\b(?:these|those|both|the two|such) (?:countries|nations|places|states)\b|这两(?:地|国)|两国|上述国家")
_FRESH_PAPER = re.compile(
    r"\b(?:fresh|new) (?:paper|document|certificate|origin)|\b(?:re-?label|re-?pack|re-?invoice)\w*"
    r"|换(?:单|标|包装)|重新贴标|洗产地"
)
"""What is done to a cargo on its way: where it was brought before that is a stop and not its end."""


def of(scene: Scene, passage: Passage, memory: Memory) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return origin, destinations and transit countries of a rerouted cargo."""
    origin: list[str] = []
    via: list[str] = []
    goal: list[str] = []
    zh = scene.language == "zh"
    for mention in scene.states(passage):
        begin, end = mention.start - passage.start, mention.end - passage.start
        before, after = passage.plain[max(0, begin - 40) : begin], passage.plain[end : end + 30]
        changed = mention.term != "CN" and _FRESH_PAPER.search(passage.plain, end)
        held = mention.term == "CN" and not re.search(r"\b(?:into|reach\w*)\s+$|(?:流入|进入|运入|输入)$", before)
        if changed and (_is_goal(zh, before, after) or mention.place):
            via.append(mention.term)
        elif not held and _is_goal(zh, before, after) and not NOT_TO_EN.search(before):
            goal.append(mention.term)
        elif mention.term == "CN" or re.match(
            r"^(?:['’]s)?\s+(?:[\w-]+\s+)?(?:export|origin|gallium|antimony|material)", after
        ):
            origin.append(mention.term)
        elif (
            not re.search(r"\b(?:near|plant in|dealer in)\s+$", before) and (_VIA_ZH if zh else _VIA_EN).search(before)
        ) or (mention.term not in origin and mention.place is False):
            via.append(mention.term)
    named = distinct(origin)
    source = named or tuple(each for each in memory.actor if each not in goal and each not in via)[:1]
    if not via and _THOSE.search(passage.plain):
        via = [each for each in memory.countries if each not in goal]
    transit = tuple(each for each in distinct(via) if each not in goal and each not in source)
    return source or _leading(scene, (*goal, *transit))[:1], distinct(goal), transit


def _is_goal(zh: bool, before: str, after: str) -> bool:
    if zh:
        return bool(
            re.search(r"(?:卖到|卖进|卖给|流入|进入|再进|向|输往|销往|运往|转口至?|销至|最终到|入|进)$", before)
            or re.match(r"^(?:从这|从两地|买入)", after)
        )
    return bool(
        re.search(
            r"\b(?:to|into|reach(?:es|ed|ing)?|enter(?:s|ed|ing)?|for|supply|in which|arriv\w+ in|ends? up in"
            r"|turn\w* up in)\s+(?:the\s+)?$",
            before,
        )
        or re.match(r"^\s+(?:imports?|buyers?|firms|companies|took in|gap|imported|that way|military)", after)
    )


def _leading(scene: Scene, targets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the state the title speaks of first, if it is not the one aimed at."""
    for mention in scene.mentions:
        if mention.kind == "country" and not mention.place and mention.term not in targets:
            return (mention.term,)
        if mention.kind == "agency" and (state := scene.country_of(mention.term)) and state not in targets:
            return (state,)
    return ()
