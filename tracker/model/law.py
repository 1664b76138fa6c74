"""What is in force: measures with their scopes, dated steps and the spans of their legal state; dates ahead."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model.words import Basis, Confidence, DateKind, Day, PartialDate, State, StepKind, Tier, content_id


@dataclass(frozen=True, slots=True)
class Scope:
    """One part of a measure that lives its own life. `id` is paragraph and action: ``2:export_licensing``."""

    id: str
    action: str
    paragraph: str | None = None
    minerals: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step in the life of a scope, with the act and the claim that tell of it.

    `known` is the day from which a reader of published texts could know it. A step that the shipped register tells has
    no event and no claim; its `source` is the address where it is told. So has one that a person has set.
    """

    scope_id: str
    kind: StepKind
    date: PartialDate
    known: Day
    by: str | None
    event_id: str | None
    claim_id: str | None
    tier: Tier
    until: PartialDate | None = None
    source: str = ""

    def id(self, measure_id: str) -> str:
        """Measure, scope, kind, date and the event or source that tells of it."""
        return content_id(measure_id, self.scope_id, self.kind, self.date, self.event_id or self.source)


@dataclass(frozen=True, slots=True)
class Span:
    """One scope's legal state between two days, as known between two days (both ends: first day in, last day out).

    ``until=None`` and ``known_until=None`` mean open. `why` is the sentence to show beside the state, and `step_id`
    the step that put it there.
    """

    scope_id: str
    state: State
    since: Day
    until: Day | None
    known_since: Day
    known_until: Day | None
    why: str
    step_id: str
    next_change: Day | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """An official act with a life. `id` is a slug of the instrument, such as ``cn-mofcom-2024-46``."""

    id: str
    instrument: str
    title: str
    actors: tuple[str, ...]
    agencies: tuple[str, ...]
    scopes: tuple[Scope, ...]
    steps: tuple[Step, ...]
    spans: tuple[Span, ...]
    links: tuple[tuple[str, str], ...] = ()
    """Pairs of link kind (``suspends``, ``suspended_by``, ``amends`` …) and measure id."""
    name: str = ""
    """What people call it, in English: its official title in translation, or a description."""
    official_title: str = ""
    """The title in the language of the act; empty where none is known."""
    basis: Basis = "learned"
    confidence: Confidence | None = None
    """The register's own; None for a measure that is only learned."""
    sources: tuple[str, ...] = ()
    """Addresses on which the register rests."""
    unsure: tuple[str, ...] = ()
    """Names of fields that the register's sources leave unverified."""
    note: str = ""
    evidence_until: Day | None = None
    """The day up to which the register's sources were read."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that contradict each other about a measure, or a text that cannot be right: told, never acted on."""

    measure_id: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class DateAhead:
    """One day of the date desk: what starts, ends, resumes or closes for comment, by which text, and how surely.

    `certainty` is a sentence's worth in a word or two: ``by its text``, ``expected``, ``unconfirmed``. `measure_id` is
    empty for a proposal without number, `scope_id` for the whole of an act; `event_id` is the event that tells it.
    """

    day: Day
    measure_id: str
    measure_title: str
    what: str
    kind: DateKind = "starts"
    certainty: str = "by its text"
    scope_id: str = ""
    event_id: str | None = None
    source: str = ""
