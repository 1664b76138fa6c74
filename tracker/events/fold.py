"""Makes one Event out of all that is told of it. Must not know which event a telling belongs to.

A fold that does not depend on the order of the tellings: they are sorted first, and every field is decided by votes
and ranks. Where an official source gives a field, the others have no say in it: a poor copy never overrides a better
source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from operator import attrgetter
from typing import Any, NamedTuple

from tracker.events.days import days
from tracker.events.headline import Facts, compose
from tracker.events.origins import independent
from tracker.events.weight import significance
from tracker.model import Claim, Event, PartialDate, Stage, Telling, Tier
from tracker.vocab import Vocab

RANK: dict[Tier, int] = {"official": 0, "wire": 1, "trade": 2, "press": 3, "analysis": 4}
LISTS = ("actors", "agencies", "targets", "via", "minerals", "firms", "affects")


class Said(NamedTuple):
    """The asserted claims of an event in order: those of authorities, and all."""

    official: Sequence[Claim]
    all: Sequence[Claim]


def tell(event_id: str, tellings: Sequence[Telling], vocab: Vocab) -> Event:
    """Fold the asserted tellings into the event; the others are left aside.

    `event_id` is the id of the event's earliest claim and stays what it was. Raises ValueError if nothing is asserted.
    """
    told, claims = _in_order(tellings)
    if not told:
        raise ValueError(f"event {event_id}: no asserted telling")
    official = [each for each in told if each.source.tier == "official"]
    said = Said([each.claim for each in official], [each.claim for each in told])
    facts = _facts(told, said)
    first = min(each.source.told for each in told)
    origins = independent(told)
    offices = {each.source.publisher for each in official}
    return Event(
        id=event_id,
        action=facts.action,
        stage=facts.stage,
        headline=compose(facts, vocab),
        date=facts.effective or facts.announced or first.date().isoformat(),
        told=first,
        told_officially=min((each.source.told for each in official), default=None),
        seen=min(each.source.seen for each in told),
        sources=origins,
        official=len(offices),
        languages=tuple(sorted({each.source.language for each in told})),
        claims=tuple(dict.fromkeys(claims)),
        lead=claims[min(range(len(told)), key=lambda place: (*_lead(told[place]), place))],
        significance=significance(
            facts.action,
            facts.stage,
            publishers=origins + len(offices),
            official=bool(official),
            targets=facts.targets,
            minerals=facts.minerals,
            vocab=vocab,
        ),
        actors=facts.actors,
        agencies=facts.agencies,
        targets=facts.targets,
        via=facts.via,
        minerals=facts.minerals,
        firms=facts.firms,
        instrument=facts.instrument,
        announced=facts.announced,
        effective=facts.effective,
        until=facts.until,
        affects=_listed(said, "affects"),
        paragraph=_voted(said, "paragraph"),
        relation=_voted(said, "relation"),
        closes=_date(said, "closes"),
    )


def _facts(told: Sequence[Telling], said: Said) -> Facts:
    effective = _date(said, "effective")
    return Facts(
        action=_voted(said, "action") or told[0].claim.action,
        stage=_begun(_stage(told), effective, told),
        actors=_listed(said, "actors"),
        agencies=_listed(said, "agencies"),
        targets=_targets(said),
        via=_listed(said, "via"),
        minerals=_listed(said, "minerals"),
        firms=_listed(said, "firms"),
        instrument=_voted(said, "instrument"),
        announced=_date(said, "announced"),
        effective=effective,
        until=_date(said, "until"),
        official=bool(said.official),
    )


def _in_order(tellings: Sequence[Telling]) -> tuple[list[Telling], list[str]]:
    """Return the asserted tellings, the earliest first, and the ids of their claims: an id costs a hash, so once."""
    named = [(each.source.told, each.claim.id, each) for each in tellings if each.claim.certainty == "asserted"]
    named.sort(key=lambda each: each[:2])
    return [each for _, _, each in named], [claim_id for _, claim_id, _ in named]


def _lead(telling: Telling) -> tuple[int, int]:
    """Official sources first, then the claim that says most; among equals the earliest leads."""
    claim = telling.claim
    said = sum(bool(getattr(claim, name)) for name in (*LISTS, "instrument", "announced", "effective", "until"))
    return RANK[telling.source.tier], -said


def _stage(told: Sequence[Telling]) -> Stage:
    """Return the stage that the best source gives, the latest of the best tier; a bare recap of an end does not end it.

    A claim "ended" among tellings of the act itself recalls the act's whole life; the end is an event of its own. Of
    tellings of one moment the one with the smaller id counts: they come in that order.
    """
    acts = [each for each in told if each.claim.stage != "ended"] or list(told)
    return min(acts, key=lambda t: (t.source.tier != "official", -t.source.told.timestamp())).claim.stage


def _begun(stage: Stage, effective: PartialDate | None, told: Sequence[Telling]) -> Stage:
    """Hold an act for announced whose start lies after all that is told of it: one of its tellings says too much."""
    start = days(effective) if stage == "in_force" else None
    latest = max(each.source.told for each in told).date()
    return "announced" if start and start[0] > latest + timedelta(days=1) else stage


def _best(said: Said, field: str) -> list[Any]:
    """Return the values that decide a field: the official ones where there are any, else all."""
    read = attrgetter(field)
    return list(filter(None, map(read, said.official))) or list(filter(None, map(read, said.all)))


def _listed(said: Said, field: str) -> tuple[str, ...]:
    """Return all values the deciding tellings name, the most named first, then by the alphabet."""
    best = _best(said, field)
    if len(best) < 2:
        return tuple(sorted(set(*best)))
    votes = Counter(value for each in best for value in set(each))
    return tuple(sorted(votes, key=lambda value: (-votes[value], value)))


def _targets(said: Said) -> tuple[str, ...]:
    """Return whom it is aimed at. An official text that names nobody aims at nobody, whomever the press has in mind."""
    found = _listed(Said([], said.official or said.all), "targets")
    return tuple(each for each in found if each != "*") or found


def _voted(said: Said, field: str) -> Any:
    best = _best(said, field)
    if len(best) < 2:
        return best[0] if best else None
    votes = Counter(best)
    return min(votes, key=lambda value: (-votes[value], value))


def _date(said: Said, field: str) -> PartialDate | None:
    """Return the most exact date of the official tellings, else of all; among equals the most told, then the earliest.

    Where the official ones are vague, an exact date of others within theirs is taken; one outside is not.
    """
    best = _most_exact(list(filter(days, _best(said, field))))
    if best is None or len(said.all) == 1:
        return best
    every = filter(days, map(attrgetter(field), said.all))
    return _most_exact([value for value in every if value == best or value.startswith(f"{best}-")])


def _most_exact(values: Sequence[PartialDate]) -> PartialDate | None:
    """A vague date votes for every exact one within it, so "December 2024" sides with 3 December against 15 January."""
    return min(set(values), key=lambda value: (-len(value), -_votes(value, values), value), default=None)


def _votes(value: PartialDate, values: Iterable[PartialDate]) -> int:
    return sum(value == other or value.startswith(f"{other}-") for other in values)
