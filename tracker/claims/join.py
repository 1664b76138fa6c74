"""What the article says as a whole: one telling of each act, gaps filled, suspended acts given their substance.

Takes the claims of single sentences and settles them. Knows claims and mentions; lays no cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tracker.claims import citing, dates_en, dates_zh, deadlines, known, parts, reasons, roles
from tracker.claims.dates import first_day, last_day
from tracker.claims.grounds import joined
from tracker.claims.passages import Passage
from tracker.claims.scene import Scene
from tracker.claims.writing import fill
from tracker.model import Claim, Reason

_WEIGHTS = frozenset({"t", "kg", "g", "lb", "st", "oz"})
_FRESH = timedelta(days=31)
"""How long before its announcement an act may have begun to hold."""
_ONE_OFF = frozenset(["enforcement_case", "price_move", "corporate_deal"])
_FAMILY = {
    "enforcement_campaign": "enforcement", "enforcement_case": "enforcement", "circumvention": "enforcement",
    "agreement": "diplomacy", "talks": "diplomacy", "dispute": "diplomacy",
    "project": "industry", "supply_disruption": "industry", "corporate_deal": "industry", "price_move": "industry",
    "public_finance": "supply", "stockpiling": "supply", "price_support": "supply", "permitting": "supply",
    "designation": "supply", "ownership_action": "supply", "law_or_strategy": "supply",
}  # fmt: skip


def settle(scene: Scene, passages: Sequence[Passage], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the article's claims, each act told once per stage."""
    body = [claim for claim in claims if claim.evidence.field == "text"]
    heads = [claim for claim in claims if claim.evidence.field == "title"]
    named = citing.name(scene, passages, _runs_on(scene, passages, body))
    body = _at_goods(scene, _aim(known.complete(scene, _substance(named))))
    body = parts.divide(scene, parts.recount(scene, body))
    body = _dated_alike(_meant(scene, body))
    told = {_family(claim.action) for claim in body}
    body += [claim for claim in heads if _family(claim.action) not in told]
    every = [_unbegun(scene, claim) for claim in _merge(body, _figures(scene, body))]
    return tuple(reasons.complete(scene, passages, _unique(every)))


def _unbegun(scene: Scene, claim: Claim) -> Claim:
    """Hold for announced what starts after the day of the article, whatever else says that it applies."""
    if claim.stage != "in_force" or not (claim.effective and scene.told):
        return claim
    if first_day(claim.effective) <= scene.told + timedelta(days=1):
        return claim
    start = next((each.evidence for each in claim.reasons if each.field == "effective"), None)
    kept = [each for each in claim.reasons if each.field != "stage"]
    ahead = Reason("stage", "announced", "its start lies after the day of the article", start)
    return replace(claim, stage="announced", reasons=(*kept, ahead))


def _family(action: str) -> str:
    return _FAMILY.get(action, "trade")


_RUNS_FROM = re.compile(
    r"^(?:It|This|That|They|The (?:\w+ ){0,2}(?:order|rules?|decision|ban|measures?|extension"
    r"|suspension|pause|quotas?|tariffs?|dut(?:y|ies)|notice|act|law|controls?|requirement|condition|term|allocation"
    r"|period)s?)\b"
    r"|^(?:该|此|这|本|上述|新规|(?:公告|办法|规定|条例|法令|措施|禁令|决定)(?=[由自于将已从]|即日))"
)


def _runs_on(scene: Scene, passages: Sequence[Passage], claims: list[Claim]) -> list[Claim]:
    """Date rules by the sentences that only go on about them, of the same paragraph or the two after it."""
    out = list(claims)
    speaking = {claim.evidence.start for claim in claims}
    told: Passage | None = None
    for passage in passages:
        if passage.field == "title" or passage.start in speaking:
            told = passage if passage.field == "text" else None
        elif told is not None and passage.line - told.line <= 2:
            out = _dated(scene, passage, told, out)
    return out


def _dated(scene: Scene, passage: Passage, before: Passage, claims: list[Claim]) -> list[Claim]:
    """Let "It takes effect on 22 February, until 22 June" lend its dates to the rule told just before."""
    if not _RUNS_FROM.match(passage.plain[passage.opens :]) or deadlines.calls(scene, passage):
        return claims
    finder = dates_zh if scene.language == "zh" else dates_en
    dates = finder.find(passage.plain, scene.told)
    starts = [when.value for when in dates if when.role == "effective"]
    ends = [when.value for when in dates if when.role == "until"]
    ends += [end for start in starts[:1] if (end := finder.until_after(passage.plain, start))]
    near = [claim for claim in claims if before.start <= claim.evidence.start < passage.start]
    legal = [claim for claim in near if _is_dated(claim)]
    if not legal or not (starts or ends):
        return claims
    last = legal[-1]
    stage = last.stage
    if starts and not last.effective and scene.told and stage in {"announced", "in_force"}:
        stage = "announced" if first_day(starts[0]) > scene.told else "in_force"
    dated = replace(
        last,
        effective=last.effective or next(iter(starts), None),
        until=last.until or next(iter(ends), None),
        stage=stage,
    )
    return [dated if claim is last else claim for claim in claims]


def _is_dated(claim: Claim) -> bool:
    """Say whether the next sentence may date it: rules, and talks that are to come."""
    lasts = _family(claim.action) == "trade" or (claim.action == "talks" and claim.stage == "announced")
    return lasts and claim.certainty == "asserted"


def _substance(claims: list[Claim]) -> list[Claim]:
    """Give a suspension that names only numbers the action and minerals that the article tells of those numbers."""
    out: list[Claim] = []
    for claim in claims:
        if claim.stage not in {"suspended", "ended"} or not claim.affects or claim.minerals:
            out.append(claim)
            continue
        numbers = {each.split("#")[0] for each in claim.affects}
        tellings = [each for each in claims if each.instrument in numbers and each is not claim and each.minerals]
        if not tellings:
            out.append(claim)
        for each in tellings:
            out.append(
                replace(
                    claim,
                    action=each.action,
                    minerals=each.minerals,
                    targets=claim.targets or each.targets,
                    reasons=joined(claim, each, "as told of the act that it touches"),
                )
            )
    return out


def _aim(claims: list[Claim]) -> list[Claim]:
    """Let a change of a measure be aimed where the article said the measure is aimed."""
    out: list[Claim] = []
    for claim in claims:
        changed = claim.stage in {"suspended", "ended", "eased", "amended"} or claim.action == "entity_listing"
        if changed and not claim.targets:
            told = next((each for each in reversed(out) if _akin(each, claim)), None)
            claim = replace(claim, targets=told.targets) if told else claim
        out.append(claim)
    return out


def _at_goods(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """Let the import rules of one notice, all aimed alike where they say at whom, be aimed there together.

    In news only where the sentence points back ("Its final duties"). An inquiry is never aimed at all origins.
    """
    out = []
    for claim in claims:
        if claim.action in roles.INWARD and not claim.targets and claim.stage != "eased":
            aims = {each.targets for each in claims if each.targets and _like_goods(scene, each, claim)}
            whole = aims == {("*",)} and claim.action == "trade_investigation"
            claim = replace(claim, targets=next(iter(aims))) if len(aims) == 1 and not whole else claim
        out.append(claim)
    return out


_BACK = re.compile(r"^(?:Its|Their|These|Those|Both|The same)\b|^(?:其|该|上述)")


def _like_goods(scene: Scene, told: Claim, claim: Claim) -> bool:
    if told.action not in roles.INWARD or told.actors != claim.actors:
        return False
    back = bool(_BACK.match(claim.evidence.quote)) and bool(set(told.minerals) & set(claim.minerals))
    return back or (bool(scene.own) and claim.stage != "ended")


def _dated_alike(claims: list[Claim]) -> list[Claim]:
    """Let a part of an act that is told without any date be in force since the day that the article gives the act."""
    starts: dict[str, set[str]] = {}
    for claim in claims:
        if claim.instrument and claim.effective and claim.stage in {"in_force", "announced"}:
            starts.setdefault(claim.instrument, set()).add(claim.effective)
    out = []
    for claim in claims:
        days = starts.get(claim.instrument or "", set())
        bare = not (claim.announced or claim.effective or claim.until) and claim.stage == "in_force"
        if bare and len(days) == 1 and _family(claim.action) == "trade" and claim.certainty == "asserted":
            source = next(c for c in claims if c.instrument == claim.instrument and c.effective in days)
            claim = replace(
                claim, effective=source.effective, reasons=joined(claim, source, "as told of the same act elsewhere")
            )
        out.append(claim)
    return out


def _akin(told: Claim, claim: Claim) -> bool:
    if told.targets and claim.instrument and told.instrument == claim.instrument and told.stage == claim.stage:
        return claim.stage == "suspended"  # one act pauses what is aimed at one country
    if told.instrument and claim.instrument and told.instrument != claim.instrument:
        return False
    same = told.action == claim.action and told.actors == claim.actors and bool(told.targets)
    return same and (not claim.minerals or bool(set(told.minerals) & set(claim.minerals)))


def _figures(scene: Scene, claims: list[Claim]) -> set[int]:
    """Return where the passages begin that weigh a cargo: a figure is worth its own claim and evidence."""
    weights = [each for each in scene.mentions if each.kind == "quantity" and each.unit in _WEIGHTS]
    spans = [claim.evidence for claim in claims]
    return {
        span.start for span in spans if any(m.field == span.field and span.start <= m.start < span.end for m in weights)
    }


def _merge(claims: list[Claim], figures: set[int]) -> list[Claim]:
    """Fold a second telling of the same act into the first."""
    kept: list[Claim] = []
    for claim in claims:
        index = next((i for i, each in enumerate(kept) if _same(each, claim, figures)), None)
        if index is None:
            kept.append(claim)
        else:
            kept[index] = fill(kept[index], claim)
    return kept


def _same(left: Claim, right: Claim, figures: set[int]) -> bool:
    if (left.action, left.stage, left.certainty) != (right.action, right.stage, right.certainty):
        return False
    if left.action in _ONE_OFF and left.evidence.start != right.evidence.start:
        return False
    if left.instrument and right.instrument and left.instrument != right.instrument:
        return False
    for name in ("announced", "effective", "until"):
        one, two = getattr(left, name), getattr(right, name)
        if one and two and not (one.startswith(two) or two.startswith(one)):
            return False
    if _began_before(left, right) or _began_before(right, left):
        return False
    if left.action == "circumvention" and _one_route(left, right):
        weighed = right.evidence.start in figures and left.evidence.start not in figures
        return not (weighed and set(right.minerals) < set(left.minerals))
    if left.actors != right.actors or (left.targets and right.targets and left.targets != right.targets):
        return False
    if left.paragraph != right.paragraph:
        return False
    one, two = set(left.minerals), set(right.minerals)
    if one == two:
        return True
    if one < two and left.instrument and left.instrument == right.instrument and left.stage != "suspended":
        return True
    bare = not (right.announced or right.effective or right.until or right.instrument)
    return bool(two) and two < one and bare and right.stage in {"in_force", "announced", "occurred"}


def _began_before(older: Claim, told: Claim) -> bool:
    """Say whether one rule has held since long before the other was announced: "… has been banned since 2022"."""
    if not (older.effective and told.announced) or older.instrument or told.instrument or told.effective:
        return False
    return last_day(older.effective) + _FRESH < first_day(told.announced)


def _one_route(left: Claim, right: Claim) -> bool:
    """Two passages tell of one route if they share a mineral and do not name different transits or firms."""
    apart = (left.via and right.via and left.via != right.via) or (right.firms and left.firms != right.firms)
    return not apart and bool(set(left.minerals) & set(right.minerals)) and left.actors == right.actors


def _meant(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """Give a campaign whose own sentence names no mineral those whose smuggling is told right after it."""
    out: list[Claim] = []
    for claim in claims:
        span = claim.evidence
        named = any(
            m.kind == "mineral" and m.field == span.field and span.start <= m.start < span.end for m in scene.mentions
        )
        if claim.action == "enforcement_campaign" and not named:
            after = [c for c in claims if c.action == "circumvention" and 0 < c.evidence.start - span.start < 900]
            claim = replace(claim, minerals=after[0].minerals) if after else claim
        out.append(claim)
    return out


def _unique(claims: list[Claim]) -> list[Claim]:
    """Two claims of one id would be one row: the first stands."""
    return list({claim.id: claim for claim in reversed(claims)}.values())[::-1]
