"""Makes a measure's scopes and their turns out of the register's ground and the events that touch the act.

A scope is one part of an act that lives its own life: its paragraph, where one is known, and its action. Where no
paragraph is known, a part that lists its minerals and a part beside it that lists none (all dual-use goods to military
users) are two scopes. An act whose only effect is on other acts has a scope named for that effect ("suspension"), so
that a pause in force is never read as a ban in force. Must not know what state follows from the turns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tracker.measures import conflicts, ground, names, steps
from tracker.measures.life import Life
from tracker.measures.subjects import share
from tracker.measures.turns import turn
from tracker.model import Day, Event, Measure, Stage
from tracker.vocab import Vocab

ACTS: frozenset[Stage] = frozenset({"proposed", "announced", "in_force"})
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


@dataclass(frozen=True)
class Act:
    """What is told of one act: the register's part, its own events, and those of acts that touch it."""

    id: str
    own: Sequence[Event]
    others: Sequence[tuple[Event, str | None]]
    """Each event with the paragraph of this act that it names, or None for the act as a whole."""
    vocab: Vocab
    baseline: Measure | None = None

    @property
    def acts(self) -> list[Event]:
        """The events of the act itself, as against its later life."""
        return [event for event in self.own if event.stage in ACTS]

    @property
    def strays(self) -> list[Event]:
        """The events of another act that bears the same number."""
        return conflicts.strangers(self.acts, self.vocab, self.baseline)


def lives(act: Act) -> list[Life]:
    """Return the scopes with their turns: the register's, then the act's own events, then those of acts that touch it.

    Events are taken as given in a fixed order; the caller sorts them. A proposal to change the act changes nothing, and
    an act that only implements it neither. Where the register or an official text tells what an act holds, a part that
    only others tell of is none.
    """
    found = ground.lives(act.baseline)
    acts = act.acts
    strays = act.strays
    inward = [(event, part) for event, part in act.others if event.stage != "proposed"]
    for event in sorted(act.own, key=_unofficial):
        if event in acts or _is_the_act(event, acts):
            if (other := _other_name(found, event, act)) is not None:
                _bear_out(other, event, act)
            else:
                life = _own_scope(found, event, acts, act.vocab)
                _tell_act(life, event, act, found, stray=event in strays)
        elif _is_effect_on_others(event, act.id, acts, found.values()):
            _tell_act(_effect_scope(found, EFFECT_NAMES[event.stage]), event, act, found)
        else:
            inward += [(event, part) for part in names.paragraphs(event, act.id) or [event.paragraph]]
    for event, paragraph in sorted(inward, key=_in_turn):
        if event.relation != "implements":
            _tell_effect(found, event, paragraph, act)
    ground.spread(found.values(), act.id)
    borne_out = [life for life in found.values() if life.is_borne_out]
    return sorted(borne_out or found.values(), key=lambda life: life.id)


def _unofficial(event: Event) -> bool:
    """Sort official texts first: what they say of a step is its evidence, and no rumour of a pause makes a return."""
    return not event.official


def _in_turn(pair: tuple[Event, str | None]) -> tuple[bool, tuple[Day, str], str]:
    return _unofficial(pair[0]), steps.starts(pair[0]), pair[1] or ""


def _tell_act(life: Life, event: Event, act: Act, found: dict[str, Life], *, stray: bool = False) -> None:
    life.own.append(event)
    for step, sure in steps.of_act(life.id, event):
        told = replace(step, tier="press") if stray else step
        ground.lay(life, turn(told, act.id, sure=sure), found.values(), act.baseline)


def _tell_effect(found: dict[str, Life], event: Event, paragraph: str | None, act: Act) -> None:
    for life in _touched(found, event, paragraph, act.vocab):
        life.outer.append(event)
        step, sure = steps.of_effect(life.id, event, life.turns)
        if not _speaks_for(event, act.id):
            step = replace(step, tier="press")
        named = paragraph is not None and life.paragraph == paragraph
        ground.lay(life, turn(step, act.id, sure=sure), found.values(), act.baseline, named=named)


def _speaks_for(event: Event, measure_id: str) -> bool:
    """Say whether the issuer itself is behind a change: by an act or an authority of its own country.

    One government's statement that another has lifted a control changes nothing in law.
    """
    issuer = measure_id.partition("-")[0]
    acts = [names.measure_id(event.instrument)] if event.instrument else []
    return any(name.partition("-")[0] == issuer for name in (*acts, *event.agencies))


def _is_effect_on_others(event: Event, measure_id: str, acts: Sequence[Event], found: Iterable[Life]) -> bool:
    """A text that pauses "Announcement 46" bears its own number; one that ends or changes itself names no other act.

    What ends on the day on which the act itself starts is an older rule, and what it amends is none of its own parts.
    """
    if any(names.measure_id(affected) != measure_id for affected in event.affects):
        return True
    alike = [steps.starts(act)[0] for act in acts if act.action == event.action]
    alike += [day for life in found if life.action == event.action for day in ground.starts(life)]
    if event.stage == "ended":
        return any(steps.starts(event)[0] <= day for day in alike)
    return (event.stage == "suspended" or (event.stage == "amended" and bool(acts))) and not alike


def _is_the_act(event: Event, acts: Sequence[Event]) -> bool:
    """Say whether a pause that an act tells without naming another is the act: who suspends exports bans them."""
    return event.stage == "suspended" and not event.affects and any(_begins_with(event, act) for act in acts)


def _begins_with(event: Event, act: Event) -> bool:
    return act.action == event.action and act.announced == event.announced is not None


def _effect_scope(found: dict[str, Life], name: str) -> Life:
    named = sorted(life.id for life in found.values() if life.action == name)
    return found[named[0]] if named else _scope(found, name, name, None)


def _own_scope(found: dict[str, Life], event: Event, acts: Sequence[Event], vocab: Vocab) -> Life:
    if (same := _same_part(found, event, vocab)) is not None:
        return same
    beside = [act for act in acts if act.paragraph == event.paragraph and act.action == event.action]
    unlisted = not event.minerals and any(act.minerals for act in beside)
    name = f"unlisted:{event.action}" if unlisted else event.action
    key = f"{event.paragraph}:{name}" if event.paragraph else name
    return _scope(found, key, event.action, event.paragraph)


def _same_part(found: dict[str, Life], event: Event, vocab: Vocab) -> Life | None:
    """Return the register's scope that is the part an event tells of: one in paragraph, action and minerals."""
    alike = [life for life in found.values() if life.ground is not None and life.action == event.action]
    near = [life for life in alike if life.paragraph == event.paragraph]
    near = near or [life for life in alike if not (life.paragraph and event.paragraph)]
    if not event.minerals:
        whole = [life for life in near if not life.minerals] or (near if len(near) == 1 else [])
        return min(whole, key=lambda life: life.id, default=None)
    listed = [life for life in near if share(event.minerals, life.minerals, vocab)]
    listed = listed or [life for life in near if not life.minerals and len(near) == 1]
    return min(listed, key=lambda life: (not ground.starts_alike(life, event), *_unlike(life, event)), default=None)


def _unlike(life: Life, event: Event) -> tuple[int, str]:
    return -len(life.minerals & set(event.minerals)), life.id


def _other_name(found: dict[str, Life], event: Event, act: Act) -> Life | None:
    """Return the register's scope that an event tells of under another action than the register has it.

    The register was read by people up to its horizon: a treatment of the same goods that it does not have is the one
    that it has, misnamed, and never a second one in force beside it.
    """
    if act.baseline is None or not ground.reaches(act.baseline, steps.known(event)):
        return None
    grounded = [life for life in found.values() if life.ground is not None]
    if any(life.action == event.action for life in grounded):
        return None
    near = [life for life in grounded if life.paragraph == event.paragraph]
    near = near or [life for life in grounded if not (life.paragraph and event.paragraph)] or grounded
    minerals = event.minerals
    alike = [life for life in near if not (minerals and life.minerals) or share(minerals, life.minerals, act.vocab)]
    return min(alike, key=lambda life: (not ground.starts_alike(life, event), *_unlike(life, event)), default=None)


def _bear_out(life: Life, event: Event, act: Act) -> None:
    """Let an event be evidence of the register's own steps, and of nothing else."""
    life.own.append(event)
    for step, sure in steps.of_act(life.id, event):
        ground.bear_out(life, turn(step, act.id, sure=sure))


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
    if steps.effect(event) not in {"suspended", "ended"} or not event.affects:
        some = [life for life in some if life.action == event.action] or some
    if event.minerals:
        some = [life for life in some if share(event.minerals, life.minerals, vocab)] or some
    return some
