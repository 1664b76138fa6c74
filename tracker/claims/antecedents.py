"""What a sentence speaks of when it does not say: minerals of "it" and "the ban", dates, and the memory behind them.

Reads and keeps :class:`tracker.claims.scene.Memory`. Knows anaphors of both languages; lays no cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.claims import dates_en, dates_zh, deadlines, roles
from tracker.claims.anchors import Words
from tracker.claims.dates import When
from tracker.claims.passages import Passage
from tracker.claims.scene import Memory, Scene, distinct
from tracker.model import Claim

_NAMED_BY = re.compile(
    r"\b(?:lists?|laws?|acts?|code|strategy|plan|edition|version|drafts?|regulations?|review) of (?:the )?$",
    re.IGNORECASE,
)
"""A date behind these is part of a name ("the list of 2022") and dates nothing."""

_ANAPHOR = {
    "en": Words(
        (
            r"\b(?:it|its|they|them|their|this|that|these|those|both|all (?:three|four|of them)|same"
            r"|such|(?:essential|key|certain|such|important|valuable|the) (?:critical )?(?:minerals?"
            r"|metals?|materials?|elements?|resources)|the (?:ban|order|rule|rules|notice|measure"
            r"|measures|announcement|pause|freeze|step|metal|metals|controls?|quota|tax|duty|suspension"
            r"|regulator|stop|reserve|inquiry|list|case|mine|initiative|campaign|sum))\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(r"该|此|这|上述|前述|其|本案|同类|两者|公告|物项|办法|禁令|配额|管制"),
}

MILITARY = Words(r"\bdual-use\b|两用物项|两用品|民两用|military users|军事用户", re.IGNORECASE)

_DUAL_USE = Words(r"\bdual-use\b|两用物项(?!出口许可)|两用品|民两用", re.IGNORECASE)
"""All such goods at once; "military users" alone, in an act that has named its minerals, means users of those."""

_FALSE_LABEL = Words(
    (
        r"(?:declared|entered|labell?ed|described|listed|invoiced|posting|disguised|marked|posted"
        r"|shipped)\b.{0,16}\bas (?:\w+ )?$|(?:申报(?:出口)?|瞒报成"
        r"|伪报[成为]?|谎报[成为]?|报成|冒充|品名[是为]|伪装成)$"
    ),
    re.IGNORECASE,
)

_SUCH = Words(r"\b(?:such|these|those|the same) dual-use\b|上述.{0,6}两用物项|有关两用物项", re.IGNORECASE)

_DEFINITE = {
    "en": re.compile(
        r"^(?:\W*)(?:The|That|This|Its|Under the|Until then the|Since the) (?:\w+ ){0,2}(?:ban|quota"
        r"|quotas|pause|suspension|order|embargo|tariff|duty|tax|licence|control|controls|halt"
        r"|measure|rule|rules)\b"
    ),
    "zh": re.compile(r"^(?:该|这道|此|上述|这项|后一项)(?:出口)?(?:禁令|配额|管制|暂停|措施|关税|规定)"),
}

_CASE = Words(r"\b(?:smuggl\w+|sentenced|seized)\b|走私|查获|查扣|宣判|判处", re.IGNORECASE)


def dates_of(scene: Scene, text: str, memory: Memory) -> tuple[When, ...]:
    """Return the dates of a sentence. Kept for as long as the sentence is read: several rules ask for them."""
    if memory.dated is None or memory.dated[:2] != (text, memory.when):
        found = (
            dates_zh.find(text, scene.told, memory.when, memory.issued)
            if scene.language == "zh"
            else dates_en.find(text, scene.told, memory.when)
        )
        memory.dated = (text, memory.when, found)
    return memory.dated[2]


def free_dates(scene: Scene, passage: Passage, memory: Memory) -> tuple[When, ...]:
    """Return the dates of the sentence, but for the dateline and the years that belong to an act's number."""
    numbers = [(m.start - passage.start, m.end - passage.start) for m in scene.inside(passage, "instrument")]
    return tuple(
        when
        for when in dates_of(scene, passage.plain, memory)
        if when.start >= passage.opens
        and not _NAMED_BY.search(passage.plain[: when.start])
        and not any(a < when.end and when.start < b for a, b in numbers)
        and not deadlines.is_due(scene, passage, when)
    )


def minerals_of(scene: Scene, passage: Passage, clause: tuple[int, int], memory: Memory) -> tuple[str, ...]:
    """Return what the clause is about: its own minerals, the sentence's before it, or those just spoken of."""
    own = _true_cargo(scene, passage, clause)
    before = scene.minerals(passage, 0, clause[0]) if len(passage.clauses) > 1 else ()
    if own or before:
        return own or before
    listed = distinct(mention.term for mention in scene.listed(passage, "mineral"))
    if listed:
        return listed
    here = passage.plain[clause[0] : clause[1]]
    if passage.line == memory.line and memory.minerals and _ANAPHOR[scene.language].search(here):
        return memory.minerals
    sentence = scene.minerals(passage)
    if sentence:
        return sentence
    generic = MILITARY if scene.own is None or not memory.acted else _DUAL_USE
    military = generic.search(passage.plain) and not _CASE.search(passage.plain) and not _SUCH.search(passage.plain)
    return () if military else _antecedent(scene, passage, memory)


def _antecedent(scene: Scene, passage: Passage, memory: Memory) -> tuple[str, ...]:
    """Return the minerals that a sentence without any must mean: the last ones, those of the act, or the next ones."""
    back = bool(_ANAPHOR[scene.language].search(passage.plain))
    if memory.line >= passage.line - 1 and (passage.line in {memory.line, 0} or back):
        return memory.minerals
    if memory.acted and _DEFINITE[scene.language].search(passage.plain):
        return memory.acted
    if memory.ahead:
        return memory.ahead
    if scene.own and memory.line >= passage.line - 3 and (passage.item or back):
        return memory.minerals
    return ()


def _true_cargo(scene: Scene, passage: Passage, clause: tuple[int, int]) -> tuple[str, ...]:
    """Return the minerals of the clause without those that a cargo was only declared as."""
    named = scene.inside(passage, "mineral", *clause)
    if named and _FALSE_LABEL.stand(passage.plain):
        named = [m for m in named if not _FALSE_LABEL.search(passage.plain[: m.start - passage.start][-24:])] or named
    return distinct([mention.term for mention in named])


def remember(scene: Scene, passage: Passage, memory: Memory, claims: Sequence[Claim]) -> None:
    minerals = scene.minerals(passage)
    if minerals:
        memory.minerals, memory.line = minerals, passage.line
    firms = scene.inside(passage, "firm")
    if firms:
        memory.firms, memory.firm_line = (firms[0].name or firms[0].surface,), passage.line
    instruments = scene.inside(passage, "instrument")
    if instruments:
        memory.instrument, memory.instrument_line = instruments[-1].term, passage.line
    for claim in claims:
        if claim.minerals and claim.action in roles.OUTWARD | roles.INWARD:
            memory.acted = claim.minerals
        if claim.actors and claim.action in roles.OUTWARD | roles.INWARD:
            memory.actor, memory.actor_line = claim.actors, passage.line
        memory.told.add(claim.action)
        if claim.action == "enforcement_case":
            memory.case_line = passage.line
        if claim.stage == "suspended":
            memory.paused, memory.pause = claim.action, claim
        if claim.affects:
            memory.touched = claim.affects[0].split("#")[0]
        if claim.instrument:
            memory.seen.setdefault(claim.instrument, claim.action)
    states = distinct(each.term for each in scene.inside(passage, "country") if not each.place)
    if states and not any(claim.action in roles.OUTWARD for claim in claims):
        memory.countries = states
        memory.subject, memory.subject_line = states[:1], passage.line
    dates = [
        when
        for when in dates_of(scene, passage.plain, memory)
        if when.role in {"day", "effective"} and len(when.value) == 10
    ]
    if dates:
        memory.when = dates[-1].value
        past = [when.value for when in dates if scene.told and when.value <= scene.told.isoformat()]
        memory.issued = past[-1] if past else memory.issued
