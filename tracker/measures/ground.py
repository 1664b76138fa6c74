"""Lays what texts tell over the register's ground. Must not know how states follow from turns.

The register was read and checked by people; a text is coded by rules. So where both tell the same step, it is one step
with both evidences; where a text up to the register's horizon contradicts the very step that the register has, the
register stands, the text's step is kept without a say in the state, and the doubt is told. What the register does not
know (another pause, an end, an extension) moves its scopes as it moves learned ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.measures.life import Life
from tracker.measures.names import measure_id as slug
from tracker.measures.turns import Turn, agree, turn
from tracker.model import Day, Event, Measure, Step, Tier

MOVES = frozenset({"suspended", "ended", "resumed"})


def lives(baseline: Measure | None) -> dict[str, Life]:
    """Return the register's scopes with their turns, by scope id; what it holds for unsure has no say in a state."""
    if baseline is None:
        return {}
    tier: Tier = "press" if baseline.confidence == "low" else "official"
    found = {scope.id: Life(scope.id, scope.action, scope.paragraph, ground=scope) for scope in baseline.scopes}
    for step in baseline.steps:
        found[step.scope_id].add(turn(replace(step, tier=tier), baseline.id))
    return found


def starts(life: Life) -> list[Day]:
    """Return the days from which the register has a scope announced or in force; none for a learned scope."""
    own = [each for each in life.turns if each.told_by_register and each.by is None]
    return [each.first for each in own if each.kind in {"announced", "effective"}]


def starts_alike(life: Life, event: Event) -> bool:
    """Say whether an event gives the start that the register has for a scope."""
    given = [each.step.date for each in life.turns if each.told_by_register and each.kind == "effective"]
    return bool(event.effective) and any(agree(date, str(event.effective)) for date in given)


def lay(life: Life, fresh: Turn, beside: Iterable[Life], baseline: Measure | None, *, named: bool = True) -> None:
    """Add a learned turn to a scope: to the register's own step where they say the same, lowered where they quarrel.

    `beside` are all scopes of the act; `named` says whether the text names this very part and not the act as a whole.
    """
    if life.ground is None or baseline is None:
        life.add(fresh)
        return
    ground = [each for each in life.turns if each.told_by_register]
    if (twin := _twin(fresh, ground)) is not None:
        _join(life, twin, fresh)
        return
    if fresh.step.tier == "official" and reaches(baseline, fresh.step.known):
        if _of_another_part(fresh, ground, beside) and not named:
            return
        if against := _against(fresh, ground, beside, baseline):
            life.doubts.append(("contradiction", _quarrel(fresh, against)))
            fresh = replace(fresh, step=replace(fresh.step, tier="press"))
    life.add(fresh)


def bear_out(life: Life, fresh: Turn) -> None:
    """Add a learned turn to the register's own step where they say the same; else leave it aside."""
    if (twin := _twin(fresh, [each for each in life.turns if each.told_by_register])) is not None:
        _join(life, twin, fresh)


def reaches(baseline: Measure, day: Day) -> bool:
    """Say whether the register is sure of an act and had read what could be known on a day."""
    return baseline.confidence != "low" and (baseline.evidence_until is None or day <= baseline.evidence_until)


def _twin(fresh: Turn, ground: Sequence[Turn]) -> Turn | None:
    """Return the register's step that says the same; a start that a text does not date is the register's start."""
    if fresh.kind in {"effective", "announced"} and not fresh.sure:
        return next((each for each in ground if each.kind == fresh.kind and each.by is None), None)
    alike = [each for each in ground if each.kind == fresh.kind and _same_cause(each, fresh)]
    return next((each for each in alike if agree(each.step.date, fresh.step.date)), None)


def _same_cause(left: Turn, right: Turn) -> bool:
    """Say whether one act may have caused both; the register does not always name the act."""
    return left.by is None or right.by is None or slug(left.by) == slug(right.by)


def _join(life: Life, twin: Turn, fresh: Turn) -> None:
    """Give the register's step the learned evidence, of an official text also what the register leaves open. The first
    event that tells it stays its evidence."""
    mine, theirs = twin.step, fresh.step
    if mine.until and theirs.until and not agree(mine.until, theirs.until):
        life.doubts.append(("contradiction", _quarrel(fresh, twin)))
    if mine.event_id is not None:
        if "official" == mine.tier == theirs.tier and theirs.known < mine.known:
            life.swap(twin, replace(twin, step=replace(mine, known=theirs.known)))
        return
    joined = replace(mine, event_id=theirs.event_id, claim_id=theirs.claim_id)
    if theirs.tier == "official":
        raised = mine.tier != "official"
        later = not raised and theirs.known > mine.known
        if later and theirs.until and not mine.until:
            life.add(fresh)  # an end that only a later text gives was not known before it
            return
        joined = replace(
            joined,
            date=max(mine.date, theirs.date, key=len) if fresh.sure and not later else mine.date,
            known=theirs.known if raised else min(mine.known, theirs.known),
            by=mine.by or theirs.by,
            tier="official",
            until=mine.until or theirs.until,
        )
    life.swap(twin, replace(turn(joined, twin.measure_id), sure=True))


def _of_another_part(fresh: Turn, ground: Sequence[Turn], beside: Iterable[Life]) -> bool:
    """Say whether the register knows what this act did, and that it was not done to this part."""
    return fresh.kind in MOVES and not _by(fresh, ground) and any(_by(fresh, life.turns) for life in beside)


def _by(fresh: Turn, ground: Iterable[Turn]) -> list[Turn]:
    """Return the register's steps that are by the very act of the learned one."""
    return [
        each for each in ground if each.told_by_register and each.by and fresh.by and slug(each.by) == slug(fresh.by)
    ]


def _against(fresh: Turn, ground: Sequence[Turn], beside: Iterable[Life], baseline: Measure) -> Turn | None:
    """Return the register's step that a learned one contradicts, if any."""
    if fresh.kind == "effective":
        if "effective" in baseline.unsure:
            return None
        return next((each for each in ground if each.kind == "effective" and each.by is None), None)
    if fresh.kind not in MOVES:
        return None
    here = [each for each in _by(fresh, ground) if each.kind in {*MOVES, "amended", "eased"}]
    if here:
        return here[0]
    if _of_another_part(fresh, ground, beside):
        return next((each for life in beside for each in _by(fresh, life.turns)), None)
    return None


def _quarrel(fresh: Turn, ground: Turn) -> str:
    return f"a text of {fresh.step.known} tells {_told(fresh.step)}; the register has {_told(ground.step)} and stands"


def _told(step: Step) -> str:
    until = f" until {step.until}" if step.until else ""
    by = f" by {step.by}" if step.by else ""
    return f"{step.kind} {step.date}{until}{by}"


def spread(found: Iterable[Life], measure_id: str) -> None:
    """Let what the register knows of an act's parts reach the parts that only texts tell of.

    A pause that the register has for every part which a learned part can be holds for it too: else it would be "in
    force" by a text that is older than the pause. So does its start, where the text does not date its own.
    """
    every = list(found)
    grounded = [life for life in every if life.ground is not None]
    for life in every:
        if life.ground is None and (parts := _parts(life, grounded)):
            _spread_start(life, parts, measure_id)
            first, *rest = parts
            for each in [each for each in first.turns if each.told_by_register]:
                if _reaches(each) and not _has(life, each) and all(_has(other, each) for other in rest):
                    life.add(turn(replace(each.step, scope_id=life.id, event_id=None, claim_id=None), measure_id))


def _parts(life: Life, grounded: Sequence[Life]) -> list[Life]:
    """Return the register's scopes that a learned part may be a part of."""
    same = [each for each in grounded if life.paragraph and each.paragraph == life.paragraph]
    near = same or [each for each in grounded if not (life.paragraph and each.paragraph)]
    acts = [each for each in near if each.action != "suspension"]
    return [each for each in acts if each.minerals & life.minerals] or acts


def _reaches(each: Turn) -> bool:
    return each.kind in MOVES or (each.kind == "amended" and each.last is not None)


def _has(life: Life, wanted: Turn) -> bool:
    return any(each.kind == wanted.kind and each.first == wanted.first and each.by == wanted.by for each in life.turns)


def _spread_start(life: Life, parts: Sequence[Life], measure_id: str) -> None:
    """Let the register's start stand for starts that the texts do not date."""
    starts = [each for part in parts for each in part.turns if each.told_by_register and each.kind == "effective"]
    vague = [each for each in life.turns if each.kind == "effective" and not each.sure]
    if not starts or not vague or any(each.kind == "effective" and each.sure for each in life.turns):
        return
    start = min(starts, key=lambda each: (each.first, each.id))
    first = min(vague, key=lambda each: each.order)
    dated = replace(first.step, date=start.step.date, until=first.step.until or start.step.until)
    life.turns = [each for each in life.turns if each not in vague]
    life.add(turn(dated, measure_id))
