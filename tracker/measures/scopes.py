"""Makes a measure's scopes and steps out of the events that touch it. Must not know what state follows from them.

A scope is one part of an act that lives its own life: its paragraph, where one is known, and its action. Where no
paragraph is known, a part that lists its minerals and a part beside it that lists none (all dual-use goods to military
users) are two scopes. An act whose only effect is on other acts has a scope named for that effect ("suspension"), so
that a pause in force is never read as a ban in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tracker.measures import names
from tracker.measures.names import year
from tracker.measures.turns import Turn, first_day, last_day, turn
from tracker.model import Day, Event, PartialDate, Scope, Stage, Step, StepKind
from tracker.vocab import Vocab

ACTS: frozenset[Stage] = frozenset({"proposed", "announced", "in_force"})
EFFECTS: dict[Stage, StepKind] = {
    "suspended": "suspended",
    "ended": "ended",
    "amended": "amended",
    "eased": "eased",
}
EFFECT_NAMES: dict[Stage, str] = {
    "suspended": "suspension",
    "ended": "repeal",
    "amended": "amendment",
    "eased": "easing",
}
WITHOUT_LIFE = frozenset(
    {
        *("talks", "dispute", "price_move", "project", "supply_disruption", "corporate_deal"),
        *("circumvention", "enforcement_case"),
    }
)
GENERAL = frozenset({"critical-minerals", "minor-metals"})


@dataclass(slots=True)
class Life:
    """One scope while it is put together: what it covers, who told of it, and its turns. Private to this room.

    `own` are the events of the act itself; `outer` those of acts that touch it, which say what it covers only where
    nothing else does.
    """

    id: str
    action: str
    paragraph: str | None
    own: list[Event] = field(default_factory=list)
    outer: list[Event] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)

    @property
    def minerals(self) -> frozenset[str]:
        """What is covered; official events decide it where there are any."""
        return frozenset(mineral for event in self._deciding() for mineral in event.minerals)

    @property
    def first_told(self) -> Day:
        """The day on which anybody first told of it."""
        return min(event.told.date() for event in (*self.own, *self.outer))

    def add(self, fresh: Turn) -> None:
        """Add a turn once; an event that names a paragraph twice turns it once."""
        if all(turn.id != fresh.id for turn in self.turns):
            self.turns.append(fresh)

    def scope(self) -> Scope:
        """Return the scope as the model has it."""
        targets = {target for event in self._deciding() for target in event.targets}
        return Scope(self.id, self.action, self.paragraph, tuple(sorted(self.minerals)), tuple(sorted(targets)))

    def _deciding(self) -> list[Event]:
        tellers = self.own or self.outer
        return [event for event in tellers if event.official] or tellers


def lives(
    measure_id: str, own: Sequence[Event], others: Sequence[tuple[Event, str | None]], vocab: Vocab
) -> list[Life]:
    """Return the scopes with their turns: from the act's own events, then from those of acts that touch it.

    `others` pairs each event with the paragraph of this act that it names, or None for the act as a whole. Both are
    taken as given in a fixed order; the caller sorts them. A proposal to change the act changes nothing.
    """
    found: dict[str, Life] = {}
    acts = [event for event in own if event.stage in ACTS]
    inward = [(event, part) for event, part in others if event.stage != "proposed"]
    for event in own:
        if event in acts:
            _tell_act(_own_scope(found, event, acts), event, measure_id)
        elif _is_effect_on_others(event, measure_id, acts):
            name = EFFECT_NAMES[event.stage]
            _tell_act(_scope(found, name, name, None), event, measure_id)
        else:
            inward += [(event, part) for part in names.paragraphs(event, measure_id) or [event.paragraph]]
    for event, paragraph in sorted(inward, key=lambda pair: (_start(pair[0]), pair[1] or "")):
        for life in _touched(found, event, paragraph, vocab):
            life.outer.append(event)
            step = _effect(life, event)
            if not _speaks_for(event, measure_id):
                step = replace(step, tier="press")
            life.add(turn(step, measure_id, sure=bool(event.effective or _announced(event))))
    return [found[key] for key in sorted(found)]


def _speaks_for(event: Event, measure_id: str) -> bool:
    """Say whether the issuer itself is behind a change: by an act or an authority of its own country.

    One government's statement that another has lifted a control changes nothing in law.
    """
    issuer = measure_id.partition("-")[0]
    acts = [names.measure_id(event.instrument)] if event.instrument else []
    return any(name.partition("-")[0] == issuer for name in (*acts, *event.agencies))


def _tell_act(life: Life, event: Event, measure_id: str) -> None:
    life.own.append(event)
    for step, sure in _act_steps(life.id, event):
        life.add(turn(step, measure_id, sure=sure))


def _start(event: Event) -> tuple[Day, str]:
    return first_day(event.effective) or first_day(event.announced) or event.told.date(), event.id


def _is_effect_on_others(event: Event, measure_id: str, acts: Sequence[Event]) -> bool:
    """A text that pauses "Announcement 46" bears its own number; one that ends or changes itself names no other act.

    What ends on the day on which the act itself starts is an older rule, and what it amends is none of its own parts.
    """
    if any(names.measure_id(affected) != measure_id for affected in event.affects):
        return True
    alike = [act for act in acts if act.action == event.action]
    if event.stage == "ended":
        return any(_start(event)[0] <= _start(act)[0] for act in alike)
    return (event.stage == "suspended" or (event.stage == "amended" and bool(acts))) and not alike


def _own_scope(found: dict[str, Life], event: Event, acts: Sequence[Event]) -> Life:
    beside = [act for act in acts if act.paragraph == event.paragraph and act.action == event.action]
    unlisted = not event.minerals and any(act.minerals for act in beside)
    name = f"unlisted:{event.action}" if unlisted else event.action
    key = f"{event.paragraph}:{name}" if event.paragraph else name
    return _scope(found, key, event.action, event.paragraph)


def _scope(found: dict[str, Life], key: str, action: str, paragraph: str | None) -> Life:
    return found.setdefault(key, Life(key, action, paragraph))


def _touched(found: dict[str, Life], event: Event, paragraph: str | None, vocab: Vocab) -> list[Life]:
    """Return the scopes an outer event means: the paragraph it names, else those alike in action and minerals.

    A pause or an end of an act that is named as a whole reaches every scope, whatever the action it is told under: a
    part left "in force" by mistake is the worst error. Nothing is known of the act itself: the event makes the scope.
    """
    if paragraph and (named := [life for life in found.values() if life.paragraph == paragraph]):
        return named
    some = [life for life in found.values() if not (paragraph and life.paragraph)]
    if not some:
        return [_scope(found, f"{paragraph}:{event.action}" if paragraph else event.action, event.action, paragraph)]
    if event.stage not in {"suspended", "ended"} or not event.affects:
        some = [life for life in some if life.action == event.action] or some
    if event.minerals:
        some = [life for life in some if _share(event.minerals, life.minerals, vocab)] or some
    return some


def _share(mine: Iterable[str], theirs: Iterable[str], vocab: Vocab) -> bool:
    """Say whether two lists of minerals meet, a group meeting its members."""
    left, right = set(mine), set(theirs)
    if left & right or (right and left & GENERAL) or right & GENERAL:
        return True
    above = {group for mineral in left for group in vocab.groups_of(mineral)}
    below = {group for mineral in right for group in vocab.groups_of(mineral)}
    return bool(above & right or below & left)


def _act_steps(scope_id: str, event: Event) -> list[tuple[Step, bool]]:
    """Return an act's own steps with whether the text dates them. Said to be in force without a start: since then at
    the latest; announced without a start: no start."""
    told = _known(event).isoformat()
    announced, effective = _announced(event), _date(event.effective)
    if event.stage == "proposed":
        return [(_step(scope_id, "proposed", announced or told, event), bool(announced))]
    steps = []
    start = first_day(effective)
    if announced or start is None or start > _known(event):
        term = event.until if event.stage == "announced" and not effective else None
        steps.append((_step(scope_id, "announced", announced or told, event, until=term), bool(announced)))
    if effective:
        steps.append((_step(scope_id, "effective", effective, event, until=event.until), True))
    elif event.stage != "announced":
        steps.append((_step(scope_id, "effective", told, event, until=event.until), False))
    return steps


def _effect(life: Life, event: Event) -> Step:
    """Return the step of an event of another act; a text that brings into force what was paused resumes it."""
    kind = EFFECTS.get(event.stage)
    when = _date(event.effective) or _announced(event) or _known(event).isoformat()
    if kind is None:
        day = first_day(when)
        paused = any(each.kind == "suspended" and day and each.first < day for each in life.turns)
        kind = "resumed" if paused else "amended"
    return _step(life.id, kind, when, event, until=event.until if kind in {"suspended", "amended", "eased"} else None)


def _step(scope_id: str, kind: StepKind, when: PartialDate, event: Event, until: PartialDate | None = None) -> Step:
    return Step(
        scope_id=scope_id,
        kind=kind,
        date=when,
        known=_known(event),
        by=event.instrument,
        event_id=event.id,
        claim_id=event.lead,
        tier="official" if event.official else "press",
        until=_date(until),
    )


def _known(event: Event) -> Day:
    """Return the day from which a reader of published texts could know: an official act from the day it was published,
    even where the first text we hold is a later one that recalls it."""
    if event.told_officially is None:
        return event.told.date()
    told, announced = event.told_officially.date(), last_day(_announced(event))
    return min(told, announced) if announced else told


def _announced(event: Event) -> PartialDate | None:
    """Return the day of the announcement unless it cannot be this act's: numbers bear the year of the act (a gazette
    may print in January what it numbered in December), so an earlier year is the year of an act that is spoken of."""
    day, numbered = first_day(event.announced), year(event.instrument)
    if day is None or (numbered is not None and day.year not in {numbered, numbered + 1}):
        return None
    return event.announced


def _date(partial: PartialDate | None) -> PartialDate | None:
    return partial if first_day(partial) else None
