"""Makes the explanation of an event: who voted for each field and by which rule it was decided, what its significance
is made of, and why each claim was joined to it. Must not know where claims and their reasons are stored.

The explanation is worked out anew from the tellings as they stand, corrections laid over them, by the same rules as the
fold, the choice and the weight; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.events import choice, weight
from tracker.events.corrected import in_time, rejected, telling
from tracker.events.days import days
from tracker.events.fold import tell
from tracker.model import Claim, Correction, Event, Telling
from tracker.vocab import Vocab

LISTS = ("actors", "agencies", "targets", "via", "minerals", "firms", "affects")
DATES = ("announced", "effective", "until", "closes")
FIELDS = ("action", "stage", *LISTS[:-1], "instrument", "paragraph", "affects", "relation", *DATES)
"""The coded fields of an event in the order in which people read them."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What one telling says of one field. `counted`: the rule lets it speak; `won`: the event has what it says."""

    claim_id: str
    publisher: str
    tier: str
    told: str
    values: tuple[str, ...]
    counted: bool
    won: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """One field of an event: its values, the rule that decided it, the votes, and who set it if a person did."""

    field: str
    values: tuple[str, ...]
    rule: str
    votes: tuple[Vote, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the significance: `score` in [0, 1] times `share` gives its points."""

    part: str
    score: float
    share: float
    why: str

    @property
    def points(self) -> float:
        """What it adds to the significance."""
        return self.score * self.share


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a claim and an event have in common, and what it weighs."""

    what: str
    weight: float


@dataclass(frozen=True, slots=True)
class Joined:
    """Why one claim is with an event: how in words, the weight and its parts; 0.0 would not join by itself."""

    claim_id: str
    publisher: str
    how: str
    weight: float
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """An event and why it is what it is."""

    event: Event
    decided: tuple[Decided, ...]
    shares: tuple[Share, ...]
    joined: tuple[Joined, ...]


def explain(event: Event, tellings: Sequence[Telling], said: Sequence[Correction], vocab: Vocab) -> Explained:
    """Explain an event by all that is told of it and all that people said of it and of its claims."""
    heard = [(each.claim.id, telling(each, said)) for each in tellings]
    heard.sort(key=lambda each: (each[1].source.told, each[0]))
    voting = [each for each in heard if each[1].claim.certainty == "asserted" and not rejected(each[0], said)]
    decided = tuple(_decided(name, event, voting, said) for name in FIELDS if getattr(event, name))
    joined = tuple(_joined(event, place, heard, said, vocab) for place in range(len(heard)))
    return Explained(event, decided, _shares(event, vocab), joined)


def _values(coded: Claim | Event, name: str) -> tuple[str, ...]:
    value = getattr(coded, name)
    return (value,) if isinstance(value, str) else tuple(value or ())


def _decided(name: str, event: Event, voting: Sequence[tuple[str, Telling]], said: Iterable[Correction]) -> Decided:
    """Tell the votes for one field and the rule of the fold that counted them."""
    values = _values(event, name)
    speaking = [each for each in voting if _values(each[1].claim, name)]
    official = [each for each in speaking if each[1].source.tier == "official"]
    counted = official or speaking
    if name == "stage":
        counted = _of_stage(event, voting)
    votes = tuple(_vote(claim_id, told, name, values, (claim_id, told) in counted) for claim_id, told in speaking)
    by_hand = [each for each in in_time(said) if each.kind == "set" and each.subject == "event" and each.field == name]
    if name in event.corrected and by_hand:
        word = by_hand[-1]
        return Decided(name, values, f"set by {word.author} on {word.at.date()}: {word.reason}", votes)
    return Decided(name, values, _rule(name, bool(official), votes), votes)


def _vote(claim_id: str, told: Telling, name: str, values: tuple[str, ...], counted: bool) -> Vote:
    mine = _values(told.claim, name)
    source = told.source
    won = bool(set(mine) & set(values)) and (counted or name in DATES)
    return Vote(claim_id, source.publisher, source.tier, source.told.date().isoformat(), mine, counted, won)


def _of_stage(event: Event, voting: Sequence[tuple[str, Telling]]) -> list[tuple[str, Telling]]:
    """Return the tellings that may give the stage: a bare recap of an end among tellings of the act itself may not."""
    acts = [each for each in voting if each[1].claim.stage != "ended"] or list(voting)
    return [each for each in acts if each[1].source.tier == "official"] or acts


def _rule(name: str, official: bool, votes: Sequence[Vote]) -> str:
    """Name the rule of the fold that decided a field."""
    if not votes:
        return "not told by any claim: taken from the act that this one means" if name == "affects" else "by the fold"
    if len({vote.values for vote in votes}) == 1:
        return "all that tell of it agree" if len(votes) > 1 else "only one claim tells of it"
    whom = "official sources go before all others" if official else "no official source tells of it"
    if name == "stage":
        return f"the latest telling of the best tier; {whom}"
    if name in LISTS:
        return f"all that is named, the most named first; {whom}"
    if name in DATES:
        return f"the most exact date, then the most told, then the earliest; {whom}"
    return f"most votes, then the alphabet; {whom}"


def _shares(event: Event, vocab: Vocab) -> tuple[Share, ...]:
    """Return the parts of the significance, as the table in :mod:`tracker.events.weight` has them."""
    publishers = event.sources + event.official
    known = vocab.actions.get(event.action)
    kind = f"{known.family}, {known.polarity}" if known else "an action that the codebook does not know"
    wide = weight._is_wide(event.minerals)
    reach = [word for word, holds in (("names a target", event.targets), ("three minerals or a group", wide)) if holds]
    return (
        Share("what was done", weight._deed(event.action, vocab), 0.4, kind),
        Share("how far it has come", weight.STAGES[event.stage], 0.2, event.stage),
        Share("who tells it", 1 - 1 / (1 + publishers), 0.2, f"{publishers} independent, authorities among them"),
        Share("officially told", float(bool(event.official)), 0.1, f"{event.official} official"),
        Share("how wide it reaches", len(reach) / 2, 0.1, ", ".join(reach) or "no target and few minerals"),
    )


def _joined(
    event: Event, place: int, heard: Sequence[tuple[str, Telling]], said: Sequence[Correction], vocab: Vocab
) -> Joined:
    """Weigh one telling against the event as the others tell it."""
    claim_id, told = heard[place]
    publisher = told.source.publisher
    moved = next((each for each in in_time(said) if each.kind in {"merge", "split"} and _names(each, event)), None)
    others = [each for number, (_, each) in enumerate(heard) if number != place]
    if not any(each.claim.certainty == "asserted" for each in others):
        return Joined(claim_id, publisher, "the only claim that asserts it", 0.0)
    rest = tell(event.id, others, vocab)
    weighs = choice.weigh(told, rest)
    parts = _parts(told, rest) if weighs else ()
    if claim_id == event.id:
        return Joined(claim_id, publisher, "the first to tell it: the event bears its id", weighs, parts)
    if weighs >= choice.ENOUGH:
        return Joined(claim_id, publisher, f"weighs {choice.ENOUGH:g} or more with what the others tell", weighs, parts)
    if moved:
        return Joined(claim_id, publisher, f"joined by {moved.author}: {moved.reason}", weighs, parts)
    return Joined(claim_id, publisher, "joined when less was told of the event; it keeps its place", weighs, parts)


def _names(correction: Correction, event: Event) -> bool:
    return event.id in {correction.subject_id, correction.value, correction.field}


def _parts(told: Telling, event: Event) -> tuple[Part, ...]:
    """Return what a telling and an event have in common, with the weight of each, as the choice weighs it."""
    claim = told.claim
    found = []
    if claim.instrument and claim.instrument == event.instrument:
        found.append(Part(f"same instrument {claim.instrument}", 10.0))
    else:
        found.append(Part(_dates(claim, event), choice._dated(told, event)))
    mine, theirs = set(claim.minerals), set(event.minerals)
    subject = 1.5 * choice._same_subject(claim, event) + 0.5 * choice._shared(mine, theirs)
    found.append(Part(f"subject {_both(mine, theirs)}", subject))
    for name, share in (("targets", 0.5), ("agencies", 0.5), ("firms", 1.0), ("via", 0.5)):
        mine, theirs = set(getattr(claim, name)), set(getattr(event, name))
        found.append(Part(f"{name} {_both(mine, theirs)}", share * choice._shared(mine, theirs)))
    if choice._near(claim.until, event.until, choice.WINDOW):
        found.append(Part(f"end {claim.until}", 0.25))
    return tuple(part for part in found if part.weight)


def _both(mine: set[str], theirs: set[str]) -> str:
    return ", ".join(sorted(mine & theirs)) or "alike in kind"


def _dates(claim: Claim, event: Event) -> str:
    """Say which dates of a claim and an event are near each other."""
    for name in ("effective", "announced", "until"):
        mine, theirs = getattr(claim, name), getattr(event, name)
        if choice._near(mine, theirs, choice.WINDOW):
            return f"near dates: {name} {mine} and {theirs}"
    if days(claim.effective) or days(claim.announced):
        return f"near dates: {claim.effective or claim.announced} and {event.date}"
    return f"no date, told when {event.date} was near enough to be meant"
