"""The baseline register: official acts as data, so that a first run already shows what is in force.

Makes one :class:`~tracker.model.Measure` for each act in ``register/*.yaml`` beside this module, checked as a whole at
load. A file maps instruments to entries; docs/register.md explains the keys. The register tells scopes, dated steps and
links; which state follows from them is not its business, so a measure from here has no spans.

Links are written once: `by` on a step says which act caused it, and a key such as ``extends`` says what an act does to
others where no step tells it, or tells it less well. The other direction is made here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from tracker.model import Measure, Relation, Step, StepKind
from tracker.vocab import reading
from tracker.vocab.acts import FIRST, Draft, Told, day_of, draft, last_day
from tracker.vocab.aliases import Fault, texts_of
from tracker.vocab.reading import VocabError
from tracker.vocab.spelling import act_slug
from tracker.vocab.terms import Vocab

PASSIVE: Mapping[Relation, str] = {
    "suspends": "suspended_by",
    "resumes": "resumed_by",
    "amends": "amended_by",
    "replaces": "replaced_by",
    "extends": "extended_by",
    "implements": "implemented_by",
    "ends": "ended_by",
    "eases": "eased_by",
}
"""Each kind of link and its name as seen from the other act."""

CAUSES: Mapping[StepKind, Relation] = {
    "suspended": "suspends",
    "resumed": "resumes",
    "amended": "amends",
    "eased": "eases",
    "ended": "ends",
}
"""What another act does that causes a step."""

_OWN: frozenset[StepKind] = FIRST | {"effective"}
"""What an act says of itself, so that it can be known from the day on which the act is made known."""


@cache
def load() -> tuple[Measure, ...]:
    """Return the packaged register, sorted by id. Raises :class:`VocabError` with every fault, ``file: act: what``."""
    return read(Path(__file__).with_suffix(""), reading.load())


def read(folder: Path, vocab: Vocab) -> tuple[Measure, ...]:
    """Read and check each YAML file of a folder against a vocabulary. Raises :class:`VocabError` with every fault."""
    faults: list[str] = []
    drafts: dict[str, Draft] = {}
    outside: set[str] = set()
    for path in sorted(folder.glob("*.yaml")):
        for each in _file(path, vocab, outside, faults):
            if each.measure.id in drafts:
                each.fault("", f"there is another act with the id {each.measure.id}")
            drafts[each.measure.id] = each
    links = _links(drafts, outside)
    if not drafts and not faults:
        faults.append(f"{folder.name}: holds no act")
    if faults:
        raise VocabError(tuple(faults))
    return tuple(_finished(drafts[key], drafts, links[key]) for key in sorted(drafts))


def _file(path: Path, vocab: Vocab, outside: set[str], faults: list[str]) -> Iterator[Draft]:
    """Yield the acts of a file and add those to `outside` that it names without holding them."""
    entries = reading.parse(path, faults)
    whole = _fault_for(path.name, "the file", faults)
    read_until = day_of(entries, "_read_until", whole)
    outside |= {act_slug(each) for each in texts_of(entries, "_outside", whole)}
    for key in (each for each in entries if each not in {"_read_until", "_outside"}):
        made = draft(key, entries[key], read_until, vocab, _fault_for(path.name, key, faults))
        if made is not None:
            yield made


def _fault_for(file: str, key: object, faults: list[str]) -> Fault:
    return lambda where, what: faults.append(f"{file}: {key}{where}: {what}")


def _links(drafts: Mapping[str, Draft], outside: set[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return each act's links, both directions; one to an act that is neither here nor marked as outside is a fault."""
    found: dict[str, set[tuple[str, str]]] = {key: set() for key in (*drafts, *outside)}
    for doer, kind, done, fault in _relations(drafts):
        for missing in (each for each in (doer, done) if each not in found):
            fault("", f"there is no act {missing!r}; list it under _outside if the register does not hold it")
        if doer == done:
            fault("", f"{kind} itself")
        if doer in found and done in found:
            found[doer].add((kind, done))
            found[done].add((PASSIVE[kind], doer))
    return {key: tuple(sorted(links)) for key, links in found.items()}


def _relations(drafts: Mapping[str, Draft]) -> Iterator[tuple[str, Relation, str, Fault]]:
    """Yield what acts do to acts: as they say it, and what steps tell of pairs about which nothing is said."""
    said: set[tuple[str, str]] = set()
    for key, act in drafts.items():
        for kind, other in act.does:
            said.add((key, act_slug(other)))
            yield key, kind, act_slug(other), act.fault
    for key, act in drafts.items():
        causes = {(act_slug(each.step.by), CAUSES.get(each.step.kind)) for each in act.told if each.step.by}
        for doer, relation in causes:
            if relation is None:
                act.fault(".steps", f"{doer} cannot be the cause of the act itself; only later steps have a `by`")
            elif (doer, key) not in said:
                yield doer, relation, key, act.fault


def _finished(act: Draft, drafts: Mapping[str, Draft], links: tuple[tuple[str, str], ...]) -> Measure:
    return replace(act.measure, steps=tuple(_settled(each, act, drafts) for each in act.told), links=links)


def _settled(told: Told, act: Draft, drafts: Mapping[str, Draft]) -> Step:
    """Return the step with the first day on which it could be known, and the address where it is told.

    What another act causes is known when that act is made known, and told where that act is.
    """
    step = told.step
    cause = drafts.get(act_slug(step.by)) if step.by else None
    teller = cause or (act if step.kind in _OWN else None)
    known = teller.made_known if teller else last_day(step.date)
    source = next(iter((cause or act).measure.sources), "")
    return replace(step, known=told.known or known, source=step.source or source)
