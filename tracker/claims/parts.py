"""The parts of one notice: numbered paragraphs that decide different things are scopes of their own.

Gives claims of a notice's own act the number of their paragraph, where at least two paragraphs decide differently.
Knows claims and paragraph numbers; it must not know words. Paragraphs that only list items, or tell how to apply,
repeat the one decision above them and are no parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.claims.layout import number
from tracker.claims.roles import INWARD, OUTWARD
from tracker.claims.scene import Scene
from tracker.model import Claim

_NAMED = re.compile(r"第([一二三四五六七八九十\d]{1,2})[款条]|\bparagraph (\d{1,2})\b", re.IGNORECASE)


def divide(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with paragraph numbers if the notice has parts; the same claims if it has none.

    What stands above the parts and only sums them up ("tightens controls on the items below") is dropped: it would
    live on when all parts are paused.
    """
    mine = [claim for claim in claims if _decides(scene, claim)]
    above = [claim for claim in mine if _top(scene, claim) is None]
    parts = [claim for claim in mine if _top(scene, claim) and not any(_repeats(claim, each) for each in above)]
    if not _apart(scene, parts):
        return list(claims)
    covered = {mineral for claim in parts for mineral in claim.minerals}
    sums = [claim for claim in above if set(claim.minerals) <= covered]
    return [
        replace(claim, paragraph=claim.paragraph or _top(scene, claim)) if claim in mine else claim
        for claim in claims
        if claim not in sums
    ]


def recount(scene: Scene, claims: Sequence[Claim]) -> list[Claim]:
    """Give what a pausing notice recalls of the paused act to that act: the notice itself restricts nothing."""
    own = scene.own.instrument if scene.own else None
    paused = [
        each for claim in claims if claim.stage == "suspended" and claim.instrument == own for each in claim.affects
    ]
    if own is None or not paused:
        return list(claims)
    acts = {each.partition("#")[0] for each in paused}
    paragraphs = {each.partition("#")[2] for each in paused}
    act = next(iter(acts)) if len(acts) == 1 else None
    part = (next(iter(paragraphs)) or None) if act and len(paragraphs) == 1 else None
    return [
        replace(claim, instrument=act, paragraph=_recalled(claim, part), announced=None, effective=None, until=None)
        if _decides(scene, claim)
        else claim
        for claim in claims
    ]


def _recalled(claim: Claim, paused: str | None) -> str | None:
    """Return the paragraph that a recalling sentence names itself, else the one that is paused."""
    named = _NAMED.search(claim.evidence.quote)
    return number(named.group(1) or named.group(2)) if named else paused


def _decides(scene: Scene, claim: Claim) -> bool:
    own = scene.own.instrument if scene.own else None
    legal = claim.action in OUTWARD | INWARD and claim.stage in {"announced", "in_force"}
    ours = claim.instrument is not None and claim.instrument == own
    return ours and legal and claim.certainty == "asserted" and claim.evidence.field == "text"


def _top(scene: Scene, claim: Claim) -> str | None:
    return scene.paragraphs.get(claim.evidence.start)


def _repeats(part: Claim, above: Claim) -> bool:
    """Say whether a paragraph only carries out what was decided above it."""
    if part.action != above.action:
        return False
    one, two = set(part.minerals), set(above.minerals)
    return not one or not two or one <= two or two <= one


def _apart(scene: Scene, parts: Sequence[Claim]) -> bool:
    """Say whether two paragraphs decide differently: by treatment, by subject or by whom it is aimed at."""
    told = [(_top(scene, claim), (claim.action, frozenset(claim.minerals), claim.targets)) for claim in parts]
    return any(one != two and what != other for one, what in told for two, other in told)
