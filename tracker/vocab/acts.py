"""Reads one act of the register out of its entry, and says what is wrong with it by itself.

Makes a :class:`Draft`: the act's own words, its scopes and its steps. It must not know other acts: which day a step
could be known on and what acts do to one another is settled where all of them are at hand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args

from tracker.model import Confidence, Day, Measure, PartialDate, Relation, Scope, Step, StepKind, Tier
from tracker.vocab.aliases import Fault, text_of, texts_of
from tracker.vocab.iso import ISO_3166
from tracker.vocab.spelling import act_slug
from tracker.vocab.terms import Vocab

PAUSES_OTHERS = "suspension"
"""The action of an act whose only effect is to pause others; no action of the codebook."""

UNSURE = frozenset(
    {"instrument", "official_title", "action", "minerals", "targets", "announced", "effective", "until", "ended"}
)
"""The fields that an entry may call unsure."""

RELATIONS: tuple[Relation, ...] = get_args(Relation)
FIRST: frozenset[StepKind] = frozenset({"proposed", "announced"})
"""The steps by which an act is made known."""

_KINDS: tuple[StepKind, ...] = get_args(StepKind)
_ISSUERS = ISO_3166 | {"XX"}
_KEYS = frozenset(
    {"name", "title", "actors", "agencies", "action", "minerals", "targets", "scopes", "steps", "tier"}
    | {"confidence", "unsure", "note", "sources", *RELATIONS}
)
_SCOPE_KEYS = frozenset({"paragraph", "action", "minerals", "targets", "steps"})
_STEP_KEYS = frozenset({"until", "by", "known", "source"})
_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")
_PARAGRAPH = re.compile(r"[^\s:#/]+")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")
_LONGEST_NOTE = 320


@dataclass(frozen=True, slots=True)
class Told:
    """A step, and the day from which it can be known, as its entry says; None if that follows from other acts."""

    step: Step
    known: Day | None

    @property
    def order(self) -> tuple[str, PartialDate, int]:
        """Sort by scope, then by date, then as the kinds follow one another."""
        return self.step.scope_id, self.step.date, _KINDS.index(self.step.kind)


@dataclass(frozen=True, slots=True)
class Draft:
    """One act as its entry tells it: a measure without steps and links, its steps, and what it says it does."""

    measure: Measure
    told: tuple[Told, ...]
    does: tuple[tuple[Relation, str], ...]
    fault: Fault

    @property
    def made_known(self) -> Day:
        """The first day on which the act was proposed or announced; of a month its last day, to be safe."""
        return last_day(min(each.step.date for each in self.told if each.step.kind in FIRST))


def draft(key: object, entry: object, read_until: Day | None, vocab: Vocab, fault: Fault) -> Draft | None:
    """Return the act of an entry, or None for one too broken to be read on."""
    if not isinstance(key, str) or not act_slug(key):
        fault("", "an act is named by its instrument; put it in quotes if it is no text")
        return None
    if not isinstance(entry, dict):
        fault("", "should be a mapping")
        return None
    _only(entry, _KEYS, fault)
    scopes, told = _parts(entry, vocab, fault)
    if not any(each.step.kind in FIRST for each in told):
        fault(".steps", "one of them should be proposed or announced")
        return None
    measure = _measure(key, entry, scopes, read_until, fault)
    _check(measure, vocab, fault)
    _check_steps(measure.id, told, fault)
    return Draft(
        measure, told, tuple((kind, each) for kind in RELATIONS for each in texts_of(entry, kind, fault)), fault
    )


def last_day(partial: PartialDate) -> Day:
    """Return the last day that a partial date may mean."""
    first = date.fromisoformat((partial + "-01-01")[:10])
    if len(partial) > len("2024-12"):
        return first
    if len(partial) == len("2024"):
        return date(first.year, 12, 31)
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)


def day_of(entry: Mapping[Any, Any], key: str, fault: Fault) -> Day | None:
    """Return the day under a key, None where there is none; anything else than a whole date is a fault."""
    value = entry.get(key)
    if type(value) is date:
        return value
    if value is not None:
        fault(f".{key}", f"{value!r} is no day (YYYY-MM-DD)")
    return None


def _only(entry: Mapping[Any, Any], keys: frozenset[str], fault: Fault) -> None:
    for unknown in sorted(str(each) for each in set(entry) - keys):
        fault("", f"unknown key {unknown!r}; known are {', '.join(sorted(keys))}")


def _measure(
    instrument: str, entry: Mapping[Any, Any], scopes: tuple[Scope, ...], read_until: Day | None, fault: Fault
) -> Measure:
    name = text_of(entry, "name", fault)
    return Measure(
        id=act_slug(instrument),
        instrument=instrument,
        title=name,
        actors=texts_of(entry, "actors", fault),
        agencies=texts_of(entry, "agencies", fault),
        scopes=scopes,
        steps=(),
        spans=(),
        name=name,
        official_title=text_of(entry, "title", fault),
        basis="register",
        confidence=_confidence(text_of(entry, "confidence", fault), fault),
        sources=texts_of(entry, "sources", fault),
        unsure=texts_of(entry, "unsure", fault),
        note=text_of(entry, "note", fault),
        evidence_until=read_until,
    )


def _confidence(text: str, fault: Fault) -> Confidence | None:
    levels: tuple[Confidence, ...] = get_args(Confidence)
    found = next((each for each in levels if each == text), None)
    if found is None:
        fault(".confidence", f"{text!r} is not one of: {', '.join(levels)}")
    return found


def _tier(text: str, fault: Fault) -> Tier:
    tiers: tuple[Tier, ...] = get_args(Tier)
    found = next((each for each in tiers if each == (text or "official")), None)
    if found is None:
        fault(".tier", f"{text!r} is not one of: {', '.join(tiers)}")
    return found or "official"


def _check(measure: Measure, vocab: Vocab, fault: Fault) -> None:
    """Report what is wrong with an act's plain fields."""
    for missing in (each for each in ("name", "actors", "sources", "note") if not getattr(measure, each)):
        fault("", f"has no {missing}")
    for actor in (each for each in measure.actors if each not in _ISSUERS):
        fault(".actors", f"{actor!r} is no ISO 3166 code, EU or XX")
    for agency in (each for each in measure.agencies if each not in vocab.agencies):
        fault(".agencies", f"there is no agency {agency!r}")
    for source in (each for each in measure.sources if not _ADDRESS.fullmatch(each)):
        fault(".sources", f"{source!r} is no web address")
    for each in (each for each in measure.unsure if each not in UNSURE):
        fault(".unsure", f"{each!r} is not one of: {', '.join(sorted(UNSURE))}")
    if len(measure.note) > _LONGEST_NOTE:
        fault(".note", f"is longer than {_LONGEST_NOTE} letters; a sentence or two are enough")
    if measure.evidence_until is None:
        fault("", "nothing says up to which day its sources were read; give the file a _read_until")


def _check_steps(measure_id: str, told: Sequence[Told], fault: Fault) -> None:
    many = Counter(each.step.id(measure_id) for each in told)
    for step in {each.step.id(measure_id): each.step for each in told if many[each.step.id(measure_id)] > 1}.values():
        fault(".steps", f"{step.kind} on {step.date} stands twice in {step.scope_id}")


def _parts(entry: Mapping[Any, Any], vocab: Vocab, fault: Fault) -> tuple[tuple[Scope, ...], tuple[Told, ...]]:
    """Return an act's scopes by id and their steps by date: parts take what they do not say from the act itself."""
    parts = entry.get("scopes", [{}])
    if not isinstance(parts, list) or not parts or not all(isinstance(each, dict) for each in parts):
        fault(".scopes", "should be a list of mappings")
        return (), ()
    found: dict[str, Scope] = {}
    told: list[Told] = []
    tier = _tier(text_of(entry, "tier", fault), fault)
    for part in parts:
        _only(part, _SCOPE_KEYS, fault)
        scope = _scope({**entry, **part}, vocab, fault)
        if scope.id in found:
            fault(".scopes", f"two of them are {scope.id}")
        found[scope.id] = scope
        for given in (*_listed(entry, fault), *_listed(part, fault)):
            step = _told(given, scope.id, tier, fault)
            told += [step] if step else []
    return tuple(found[key] for key in sorted(found)), tuple(sorted(told, key=lambda each: each.order))


def _scope(part: Mapping[Any, Any], vocab: Vocab, fault: Fault) -> Scope:
    paragraph, action = text_of(part, "paragraph", fault) or None, text_of(part, "action", fault)
    minerals, targets = texts_of(part, "minerals", fault), texts_of(part, "targets", fault)
    if action not in vocab.actions and action != PAUSES_OTHERS:
        fault(".action", f"there is no action {action!r}")
    if paragraph and not _PARAGRAPH.fullmatch(paragraph):
        fault(".paragraph", f"{paragraph!r} should be one word without '#', ':' and '/'")
    for mineral in (each for each in minerals if each not in vocab.minerals):
        fault(".minerals", f"there is no mineral {mineral!r}")
    for target in (each for each in targets if each not in ISO_3166 | {"*"}):
        fault(".targets", f"{target!r} is no ISO 3166 code, EU or *")
    scope_id = f"{paragraph}:{action}" if paragraph else action
    return Scope(scope_id, action, paragraph, tuple(sorted(minerals)), tuple(sorted(targets)))


def _listed(part: Mapping[Any, Any], fault: Fault) -> Sequence[Mapping[Any, Any]]:
    steps = part.get("steps", [])
    if not isinstance(steps, list) or not all(isinstance(each, dict) for each in steps):
        fault(".steps", "should be a list of mappings")
        return []
    return steps


def _told(given: Mapping[Any, Any], scope_id: str, tier: Tier, fault: Fault) -> Told | None:
    """Return a step with the day of its `known` key, if it has one; None, with a fault, for what is no step."""
    kinds = [kind for kind in _KINDS if kind in given]
    if len(kinds) != 1:
        fault(".steps", f"each has one kind of: {', '.join(_KINDS)}")
        return None
    kind = kinds[0]
    _only(given, _STEP_KEYS | {kind}, fault)
    day, until = _partial(given, kind, fault), _partial(given, "until", fault)
    if day is None:
        fault(f".{kind}", "has no date")
        return None
    if until and last_day(until) < last_day(day):
        fault(".until", f"{until} is before {day}")
    by, source = text_of(given, "by", fault) or None, text_of(given, "source", fault)
    known = day_of(given, "known", fault)
    # Day of knowledge and source are settled when all acts are read; until then the step's own day stands in.
    return Told(Step(scope_id, kind, day, known or last_day(day), by, None, None, tier, until, source), known)


def _partial(given: Mapping[Any, Any], key: str, fault: Fault) -> PartialDate | None:
    """Return a date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; YAML reads whole ones as dates and years as numbers."""
    if given.get(key) is None:
        return None
    text = str(given[key])
    try:
        if _DATE.fullmatch(text):
            date.fromisoformat((text + "-01-01")[:10])
            return text
    except ValueError:
        pass  # told below, as any other text that is no date
    fault(f".{key}", f"{text!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
    return None
