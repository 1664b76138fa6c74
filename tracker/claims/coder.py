"""From sentences to hits and from hits to claims: which cues speak in which clause, and whether they may.

Makes drafts in the order of the text; :mod:`tracker.claims.join` then settles what the article says as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.claims import learned, notices, roles
from tracker.claims.anchors import Near, Words
from tracker.claims.antecedents import MILITARY, dates_of, free_dates, minerals_of, remember
from tracker.claims.cues import Cue, Hit, Need, settle
from tracker.claims.cues_en import CUES as CUES_EN
from tracker.claims.cues_weak import WEAK_EN, WEAK_ZH
from tracker.claims.cues_zh import CUES as CUES_ZH
from tracker.claims.passages import Passage
from tracker.claims.scene import Memory, Scene, distinct
from tracker.claims.writing import one_each, within, write
from tracker.model import Claim

_NEGATED = {
    "en": Words(
        (
            r"\b(?:not|never|n't)\s+(?:\w+\s+){0,2}(?:barred|banned|blocked|prohibited|forbidden|bar)\b"
            r"|\bnot barred but\b"
        ),
        re.IGNORECASE,
    ),
    "zh": Words(
        r"(?:不|没有|未|并非)(?:被)?(?:禁止|封禁)(?=[，。])|不等于(?:禁止|断供|废止)|两用物项和技术(?=出口许可)|未列入禁"
    ),
}

_QUESTION = re.compile(r"[?？][”\"』」]?$|^(?:Question|Q)\s*:|^问：")

_SENTENCE_END = re.compile(r"[.!?。！？][”\"’』」)）]*$")
_QUOTED = re.compile(r"^[“\"「『][^”\"」』]*[”\"」』][^“\"「『]{0,90}$")

_OFFICE = re.compile(
    r"export(?:-import)?|imports?|trade|finance|investment|controls?|reserve|security"
    r"|development|coordination mechanism|"
    r"出口管制|进出口|协调机制|安全|贸易|财政|发展|投资",
    re.IGNORECASE,
)
"""Words of an office's name that would pass for cues."""

_PARTNERS = Words(
    (
        r"\b(?:trading partners|supplier countries|partner countries|allies|other governments"
        r"|both governments|the two (?:sides|governments|countries|presidents|leaders))\b|双方|两国|盟国"
        r"|伙伴国"
    ),
    re.IGNORECASE,
)

_MUSING = Words(
    r"\b(?:underscor\w+|highlight\w*|raises? (?:\w+ )?(?:concerns|questions)|it['’]s clear that|landscape"
    r"|resilien(?:t|ce)"
    r"|paramount|the need (?:for|to)|reflects? the|mitigat\w+|seeks? to|approach(?:es)?|adapt(?:s|ing) to|ripples"
    r"|long-term goals?|vulnerabilit(?:y|ies)|reliance|strateg(?:y|ies) (?:is|are))\b",
    re.IGNORECASE,
)

_CUTS = {
    "en": re.compile(
        r",?\s+and(?:\s+then)?\s+(?=(?:replac|introduc|impos|set|extend|prolong|lift|repeal|suspend|paus|requir|prohibit"
        r"|bann?|cap|rais|lower|abolish|limit|restor|resum)(?:e|es|ed|s|ing|ped|ting|ning)?\s)",
        re.IGNORECASE,
    ),
    "zh": re.compile("[，；]"),
}
_TABLES = {"en": Near(CUES_EN, WEAK_EN), "zh": Near(CUES_ZH, WEAK_ZH)}
_STRONG, _WEAK = 0, 1
_MASS = frozenset({"t", "kg", "g", "lb", "st", "oz"})

_MONEY = re.compile(r"[A-Z]{3}")

_SHORTEST = {"en": 25, "zh": 8}

_RULES = frozenset({"export_prohibition", "export_licensing", "export_quota", "import_tariff"})

_WIDE = frozenset({"circumvention", "enforcement_case", "enforcement_campaign", "agreement", "talks", "dispute"})

_ISSUES = {"CN-MOFCOM": "export_licensing"}
"""What a number by itself stands for where the article does not say: nearly all mineral acts of this issuer."""

_FREE = frozenset({"enforcement_campaign", "entity_listing"})


def drafts(scene: Scene, passages: Sequence[Passage]) -> list[Claim]:
    """Return the claims of every sentence of the text, in order, and then those of the title."""
    title = [each for each in passages if each.field == "title"]
    memory = Memory(minerals=scene.minerals(title[0]) if title else (), line=-1)
    found: list[Claim] = []
    for index, passage in enumerate(passages):
        if passage.field == "title":
            memory = Memory(minerals=memory.minerals, actor=memory.actor)
        following = passages[index + 1] if index + 1 < len(passages) else None
        memory.ahead = scene.minerals(following) if following and following.line == passage.line else ()
        claims = _read(scene, passage, memory)
        found += claims
        remember(scene, passage, memory, claims)
    return _with_lists(scene, found, passages)


def _with_lists(scene: Scene, claims: list[Claim], passages: Sequence[Passage]) -> list[Claim]:
    """Give "the following items need a licence:" the minerals of the items under it that say nothing by themselves."""
    speaking = {claim.evidence.start for claim in claims if claim.evidence.field == "text"}
    silent: dict[int, tuple[str, ...]] = {}
    for passage in passages:
        if passage.start in speaking and (items := scene.below(passage)):
            silent[passage.start] = distinct(
                mineral for item in items if item.start not in speaking for mineral in scene.minerals(item)
            )
    return [
        _widened(claim, silent.get(claim.evidence.start, ())) if claim.evidence.field == "text" else claim
        for claim in claims
    ]


def _widened(claim: Claim, more: tuple[str, ...]) -> Claim:
    return replace(claim, minerals=distinct([*claim.minerals, *more])) if claim.action in roles.OUTWARD else claim


def _is_comment(scene: Scene, passage: Passage, memory: Memory) -> bool:
    """Say whether a sentence only muses on the state of the world: no date, act or figure stands in it."""
    if scene.language == "zh" or not _MUSING.search(passage.plain):
        return False
    solid = scene.inside(passage, "quantity") or scene.inside(passage, "instrument")
    return not solid and not dates_of(scene, passage.plain, memory)


def _read(scene: Scene, passage: Passage, memory: Memory) -> list[Claim]:
    if notices.is_procedure(scene, passage) or notices.is_heading(scene, passage):
        return []
    dates = free_dates(scene, passage, memory)
    hits = _heard(scene, passage, memory)
    claims: list[Claim] = []
    for hit in hits:
        if hit.cue.action == "circumvention" and memory.case_line == passage.line:
            continue  # how the convicted hid it is part of the case
        claims += write(scene, passage, memory, hit, dates, len(hits))
    return one_each(claims)


def _is_quiet(scene: Scene, passage: Passage, memory: Memory) -> bool:
    """Say whether the rules pass over a sentence: a question, a mere quotation, a musing."""
    quoted = _QUESTION.search(passage.plain[passage.opens :]) or _QUOTED.match(passage.plain)
    return bool(quoted) or _is_comment(scene, passage, memory)


def _heard(scene: Scene, passage: Passage, memory: Memory) -> list[Hit]:
    """Return what rules and model together read in a sentence."""
    hits = None if _is_quiet(scene, passage, memory) else _hits(scene, passage, memory)
    if learned.judge(scene.language) is None or not (hits or _may_tell(scene, passage)):
        return hits or []
    plain = _masked(scene, passage)
    whole = (notices.basis_end(scene.language, plain, passage.opens), len(plain))
    lay = _TABLES[scene.language].lay
    fired = [*lay(_STRONG, plain, whole), *lay(_WEAK, plain, whole)]
    named = bool(minerals_of(scene, passage, whole, memory))
    return learned.revised(scene, passage, hits, fired, None if named else memory.told)


def _may_tell(scene: Scene, passage: Passage) -> bool:
    """Say whether the model is asked about a sentence without hits: it names something, and is no question or label."""
    asked = _QUESTION.search(passage.plain[passage.opens :]) or _is_label(passage)
    least = _SHORTEST[scene.language] * (1 if passage.field == "title" else 2)
    return scene.has_minerals and len(passage.plain) >= least and not asked and bool(scene.within(passage))


def _is_label(passage: Passage) -> bool:
    """Say whether a line below the first is no sentence: a heading, or an item of a list."""
    return passage.field == "text" and passage.line > 0 and not _SENTENCE_END.search(passage.plain)


def _hits(scene: Scene, passage: Passage, memory: Memory) -> list[Hit]:
    """Lay the cue table over each clause, and over the whole sentence where no clause says anything by itself."""
    plain = _masked(scene, passage)
    lay = _TABLES[scene.language].lay
    begin = notices.basis_end(scene.language, plain, passage.opens)
    clauses = [(max(a, begin), b) for a, b in passage.clauses if b > begin]
    found: list[Hit] = []
    clauses = _chunks(scene, passage, memory, plain, clauses)
    for clause in clauses:
        hits = [hit for hit in lay(_STRONG, plain, clause) if _fits(scene, passage, memory, hit.cue, clause)]
        found += settle(hits)
    if len(clauses) > 1:
        whole = (begin, len(plain))
        wide = [hit for hit in lay(_STRONG, plain, whole) if _fits(scene, passage, memory, hit.cue, whole)]
        wide = [hit for hit in wide if not found or hit.cue.action in _WIDE]
        fresh = [hit for hit in wide if hit.cue.action not in {each.cue.action for each in found}]
        found = settle([*found, *fresh]) if fresh else found
    return (
        [_paused(hit, memory) for hit in found]
        or _by_number(scene, passage, memory)
        or _weak(scene, passage, memory, plain)
    )


def _weak(scene: Scene, passage: Passage, memory: Memory, plain: str) -> list[Hit]:
    """Read a sentence that no strong cue reads by its mentions: the first weak row that fits is all it can say."""
    whole = (notices.basis_end(scene.language, plain, passage.opens), len(plain))
    solid = scene.inside(passage, "quantity") or scene.inside(passage, "instrument")
    concrete = bool(solid) or bool(dates_of(scene, passage.plain, memory))
    if passage.field == "title" or whole[1] - whole[0] < _SHORTEST[scene.language] or not concrete:
        return []
    for hit in _TABLES[scene.language].lay(_WEAK, plain, whole):
        if _fits(scene, passage, memory, hit.cue, whole):
            return [hit]
    return []


def _chunks(
    scene: Scene, passage: Passage, memory: Memory, plain: str, clauses: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Cut a sentence where two or more pieces each tell a rule with a date of its own.

    Chinese is cut at its commas, English where a second verb of the same subject follows ("… and replaces it with …").
    """
    edges = [match.end() for match in _CUTS[scene.language].finditer(plain)]
    begin = clauses[0][0] if clauses else 0
    cuts = [begin, *(edge for edge in edges if edge > begin), len(plain)]
    pieces = [(a, b) for a, b in pairwise(cuts) if b > a]
    dates = dates_of(scene, passage.plain, memory)
    dated = [piece for piece in pieces if within(dates, piece)]
    if len(dated) < 2:
        return clauses
    lay = _TABLES[scene.language].lay
    ruling = [piece for piece in dated if any(hit.cue.action in _RULES for hit in lay(_STRONG, plain, piece))]
    return pieces if len(ruling) > 1 else clauses


def _masked(scene: Scene, passage: Passage) -> str:
    """Blank out names, so that "Export Finance Australia" exports nothing, and negated bans, letter for letter."""
    plain = _NEGATED[scene.language].sub(lambda match: " " * len(match.group()), passage.plain)
    for mention in scene.inside(passage, "firm"):
        begin, end = mention.start - passage.start, mention.end - passage.start
        plain = plain[:begin] + "·" * (end - begin) + plain[end:]
    for mention in scene.inside(passage, "agency"):
        begin, end = mention.start - passage.start, mention.end - passage.start
        quiet = _OFFICE.sub(lambda match: "·" * len(match.group()), plain[begin:end])
        plain = plain[:begin] + quiet + plain[end:]
    return plain


def _paused(hit: Hit, memory: Memory) -> Hit:
    """Let "the pause" be the pause of what the article last said was paused."""
    if hit.cue.name in {"the-pause", "under-pause"} and memory.paused:
        return replace(hit, cue=replace(hit.cue, action=memory.paused))
    if (
        hit.cue.name in {"restricted-exports", "limits-on-exports", "weak-control"}
        and "export_prohibition" in memory.told
    ):
        return replace(hit, cue=replace(hit.cue, action="export_prohibition"))
    if hit.cue.name == "ban-on" and "import_restriction" in memory.told and "export_prohibition" not in memory.told:
        return replace(hit, cue=replace(hit.cue, action="import_restriction"))
    return hit


def _by_number(scene: Scene, passage: Passage, memory: Memory) -> list[Hit]:
    """Read "Announcement No. 23 of 2023 (gallium), since 1 August 2023": a number, a mineral, a start and no verb."""
    numbers = scene.inside(passage, "instrument")
    starts = [when.value for when in free_dates(scene, passage, memory) if when.role == "effective"]
    if passage.plain.endswith((":", "：")) and starts:
        memory.header_start, memory.header_line = starts[0], passage.line
    elif memory.header_line < passage.line and not passage.item and not passage.text.startswith("No."):
        memory.header_start, memory.header_line = None, -9
    dates = [when for when in dates_of(scene, passage.plain, memory) if when.role == "effective"]
    if not numbers or not dates or not scene.minerals(passage):
        return []
    action = memory.seen.get(numbers[0].term) or _ISSUES.get(numbers[0].term.split(" ")[0])
    if action is None:
        return []
    cue = Cue("number-and-start", action, ())
    return [Hit(cue, passage.opens, passage.opens, (passage.opens, len(passage.plain)))]


def _fits(scene: Scene, passage: Passage, memory: Memory, cue: Cue, clause: tuple[int, int]) -> bool:
    """Say whether the passage names what the cue needs beside its words, and is about minerals at all."""
    minerals = minerals_of(scene, passage, clause, memory)
    instrument = scene.cited(passage)
    if not minerals and not _in_scope(scene, passage, cue):
        return False
    if cue.action == "corporate_deal" and scene.inside(passage, "agency"):
        return False
    needs = cue.needs
    if "mineral" in needs and not minerals:
        return False
    if "named" in needs and not minerals and not instrument:
        return False
    if "quantity" in needs and not scene.inside(passage, "quantity"):
        return False
    if not _here(scene, passage, needs) or ("inquiry" in needs and "trade_investigation" not in memory.told):
        return False
    if "firm" in needs and not (scene.inside(passage, "firm") or memory.firm_line >= passage.line - 1):
        return False
    if (
        cue.action == "import_tariff"
        and not scene.own
        and not scene.inside(passage, "mineral")
        and "%" not in [mention.unit for mention in scene.inside(passage, "quantity")]
    ):
        return False
    return _states_fit(scene, passage, cue)


def _in_scope(scene: Scene, passage: Passage, cue: Cue) -> bool:
    """Say whether a passage that means no mineral may speak of this action all the same."""
    controls = cue.action in roles.OUTWARD and (bool(MILITARY.search(passage.plain)) or scene.knows(passage))
    if not scene.has_minerals:
        return controls or (cue.action in roles.OUTWARD and scene.cited(passage))
    return controls or cue.action in _FREE | {"dispute"} or scene.cited(passage)


def _here(scene: Scene, passage: Passage, needs: frozenset[Need]) -> bool:
    """Check the needs that only the sentence itself can meet."""
    units = [mention.unit for mention in scene.inside(passage, "quantity")]
    tests: dict[Need, bool] = {
        "here": bool(scene.inside(passage, "mineral")),
        "authority": bool(scene.inside(passage, "agency")),
        "state": bool(scene.inside(passage, "agency") or scene.inside(passage, "country")),
        "price": any("/" in unit for unit in units),
        "mass": any(unit in _MASS for unit in units),
        "money": any(_MONEY.fullmatch(unit) for unit in units),
    }
    return all(tests.get(need, True) for need in needs)


def _states_fit(scene: Scene, passage: Passage, cue: Cue) -> bool:
    agencies = scene.inside(passage, "agency")
    states = {each.term for each in scene.inside(passage, "country") if not each.place}
    states |= {state for each in agencies if (state := scene.country_of(each.term))}
    states |= {scene.own.country} if scene.own and scene.own.country else set()
    if "two" in cue.needs and len(states) + bool(_PARTNERS.search(passage.plain)) < 2:
        return False
    return not ("public" in cue.needs and not agencies and not scene.own and not _public(scene, passage))


def _public(scene: Scene, passage: Passage) -> bool:
    words = (
        r"\b(?:government|ministry|minister|cabinet|state planners|taxpayers|treasury|public|union"
        r"|pentagon|federal)\b|政府|内阁|财政|中央|国家|部|欧盟|计划"
    )
    return bool(re.search(words, passage.plain, re.IGNORECASE))
