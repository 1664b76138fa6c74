"""Makes one Event out of all that is told of it. Must not know which event a telling belongs to.

A fold that does not depend on the order of the tellings: they are sorted first, and every field is decided by votes
and ranks. Where an official source gives a field, the others have no say in it: a poor copy never overrides a better
source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from tracker.events.days import days
from tracker.events.headline import Facts, compose
from tracker.events.origins import independent
from tracker.events.weight import significance
from tracker.model import Event, PartialDate, Stage, Telling, Tier
from tracker.vocab import Vocab

RANK: dict[Tier, int] = {"official": 0, "wire": 1, "trade": 2, "press": 3, "analysis": 4}
LISTS = ("actors", "agencies", "targets", "via", "minerals", "firms", "affects")


def tell(event_id: str, tellings: Sequence[Telling], vocab: Vocab) -> Event:
    """Fold the asserted tellings into the event; the others are left aside.

    `event_id` is the id of the event's earliest claim and stays what it was. Raises ValueError if nothing is asserted.
    """
    told, claims = _in_order(tellings)
    if not told:
        raise ValueError(f"event {event_id}: no asserted telling")
    official = [each for each in told if each.source.tier == "official"]
    facts = _facts(told)
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
        affects=_listed(told, "affects"),
        paragraph=_voted(told, "paragraph"),
        relation=_voted(told, "relation"),
        closes=_date(told, "closes"),
    )


def _facts(told: Sequence[Telling]) -> Facts:
    return Facts(
        action=_voted(told, "action") or told[0].claim.action,
        stage=_stage(told),
        actors=_listed(told, "actors"),
        agencies=_listed(told, "agencies"),
        targets=_targets(told),
        via=_listed(told, "via"),
        minerals=_listed(told, "minerals"),
        firms=_listed(told, "firms"),
        instrument=_voted(told, "instrument"),
        announced=_date(told, "announced"),
        effective=_date(told, "effective"),
        until=_date(told, "until"),
        official=any(each.source.tier == "official" for each in told),
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


def _best(told: Sequence[Telling], field: str) -> list[Any]:
    """Return the values of the tellings that decide a field: the official ones that speak of it, else all that do."""
    speaking = [(value, each) for each in told if (value := getattr(each.claim, field))]
    official = [value for value, each in speaking if each.source.tier == "official"] if len(speaking) > 1 else []
    return official or [value for value, _ in speaking]


def _listed(told: Sequence[Telling], field: str) -> tuple[str, ...]:
    """Return all values the deciding tellings name, the most named first, then by the alphabet."""
    best = _best(told, field)
    if len(best) < 2:
        return tuple(sorted(set(*best)))
    votes = Counter(value for each in best for value in set(each))
    return tuple(sorted(votes, key=lambda value: (-votes[value], value)))


def _targets(told: Sequence[Telling]) -> tuple[str, ...]:
    """Return whom it is aimed at. An official text that names nobody aims at nobody, whomever the press has in mind."""
    official = [each for each in told if each.source.tier == "official"]
    found = _listed(official or told, "targets")
    return tuple(each for each in found if each != "*") or found


def _voted(told: Sequence[Telling], field: str) -> Any:
    best = _best(told, field)
    if len(best) < 2:
        return best[0] if best else None
    votes = Counter(best)
    return min(votes, key=lambda value: (-votes[value], value))


def _date(told: Sequence[Telling], field: str) -> PartialDate | None:
    """Return the most exact date of the official tellings, else of all; among equals the most told, then the earliest.

    Where the official ones are vague, an exact date of others within theirs is taken; one outside is not.
    """
    best = _most_exact([value for value in _best(told, field) if days(value)])
    if best is None or len(told) == 1:
        return best
    every = (getattr(each.claim, field) for each in told)
    return _most_exact(
        [value for value in every if value and (value == best or value.startswith(f"{best}-")) and days(value)]
    )


def _most_exact(values: Sequence[PartialDate]) -> PartialDate | None:
    """A vague date votes for every exact one within it, so "December 2024" sides with 3 December against 15 January."""
    return min(set(values), key=lambda value: (-len(value), -_votes(value, values), value), default=None)


def _votes(value: PartialDate, values: Iterable[PartialDate]) -> int:
    return sum(value == other or value.startswith(f"{other}-") for other in values)
