"""Makes events and register acts for the tests of this room: each whole, its arguments what a test is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from tracker.measures import state
from tracker.model import Event, Measure, Scope, Step, content_id
from tracker.vocab import Term, Vocab

FAR = date(2027, 6, 1)
"""A day on which everything told in these tests is known."""
SOURCE = "https://example.org/register"


def terms(kind: Any, **names: str) -> dict[str, Term]:
    return {key.replace("_", "-"): Term(key.replace("_", "-"), kind, name) for key, name in names.items()}


VOCAB = Vocab(
    minerals={
        **terms("mineral", antimony="Antimony", gallium="Gallium", germanium="Germanium", graphite="Graphite"),
        "dysprosium": Term("dysprosium", "mineral", "Dysprosium", groups=("rare-earths",)),
        "rare-earths": Term("rare-earths", "mineral", "Rare earths"),
    },
    countries=terms("country", CN="China", US="United States", CD="DR Congo"),
    agencies={},
    firms={},
    actions={},
)


def told(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T08:00:00+00:00").astimezone(UTC)


def event(action: str, stage: Any, on: str, *, official: bool = True, **fields: Any) -> Event:
    """An event first told on a day, by an official source unless said otherwise."""
    name = content_id(action, stage, on, repr(sorted(fields.items())), str(official))
    return Event(
        id=name,
        action=action,
        stage=stage,
        headline="",
        date=on,
        told=told(on),
        told_officially=told(on) if official else None,
        seen=told(on),
        sources=0 if official else 1,
        official=1 if official else 0,
        languages=("zh",),
        claims=(name,),
        lead=name,
        **fields,
    )


def step(kind: Any, on: str, scope: str = "export_licensing", **fields: Any) -> Step:
    """A step as the register tells it, known on its own day unless said otherwise."""
    known = fields.pop("known", on)
    return Step(
        scope_id=scope,
        kind=kind,
        date=on,
        known=date.fromisoformat(known),
        by=fields.pop("by", None),
        event_id=None,
        claim_id=None,
        tier="official",
        source=SOURCE,
        **fields,
    )


def act(instrument: str, steps: Iterable[Step], scopes: Iterable[Scope] | None = None, **fields: Any) -> Measure:
    """An act as the register has it: licences on gallium, high confidence, read to mid-2026, unless said otherwise."""
    made: dict[str, Any] = {
        "id": instrument.casefold().replace(" ", "-").replace("/", "-"),
        "instrument": instrument,
        "title": "",
        "actors": (instrument[:2],),
        "agencies": (),
        "scopes": tuple(scopes or (Scope("export_licensing", "export_licensing", None, ("gallium",), ("*",)),)),
        "steps": tuple(steps),
        "spans": (),
        "name": "Controls on gallium",
        "official_title": "关于镓的公告",
        "basis": "register",
        "confidence": "high",
        "sources": (SOURCE,),
        "evidence_until": date(2026, 7, 5),
    }
    return Measure(**(made | fields))


def states(measure: Measure | None, on: str | date, known: str | date = FAR) -> dict[str, str]:
    assert measure is not None
    days = [date.fromisoformat(each) if isinstance(each, str) else each for each in (on, known)]
    return {span.scope_id: span.state for span in state(measure, *days)}
