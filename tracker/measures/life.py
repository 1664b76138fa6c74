"""Makes the working form of one scope: what it covers, who told of it, and its turns. Knows no rule of law.

Private to this room: it lives while a measure is put together and is given out as a Scope, Steps and Spans.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.measures.turns import Turn
from tracker.model import Day, Event, Scope


@dataclass(slots=True)
class Life:
    """One scope while it is put together.

    `ground` is the register's own scope, None for one that is only learned. `own` are the events of the act itself;
    `outer` those of acts that touch it, which say what it covers only where nothing else does. `doubts` are pairs of a
    conflict's kind and its reason.
    """

    id: str
    action: str
    paragraph: str | None
    ground: Scope | None = None
    own: list[Event] = field(default_factory=list)
    outer: list[Event] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def minerals(self) -> frozenset[str]:
        """What is covered: as the register has it, else as the events do; official ones decide where there are any."""
        if self.ground is not None:
            return frozenset(self.ground.minerals)
        return frozenset(mineral for event in self._deciding() for mineral in event.minerals)

    @property
    def targets(self) -> frozenset[str]:
        """Whom it is aimed at, decided as the minerals are."""
        if self.ground is not None:
            return frozenset(self.ground.targets)
        return frozenset(target for event in self._deciding() for target in event.targets)

    @property
    def is_borne_out(self) -> bool:
        """Whether the register or an official text tells of it."""
        return self.ground is not None or any(event.official for event in (*self.own, *self.outer))

    @property
    def first_told(self) -> Day:
        """The day on which anybody first told of it."""
        told = [event.told.date() for event in (*self.own, *self.outer)]
        return min([*told, *(turn.step.known for turn in self.turns if turn.told_by_register)])

    def add(self, fresh: Turn) -> None:
        """Add a turn once; an event that names a paragraph twice turns it once."""
        if all(turn.id != fresh.id for turn in self.turns):
            self.turns.append(fresh)

    def swap(self, old: Turn, new: Turn) -> None:
        """Put a turn in the place of another."""
        self.turns[self.turns.index(old)] = new

    def scope(self) -> Scope:
        """Return the scope as the model has it."""
        return Scope(self.id, self.action, self.paragraph, tuple(sorted(self.minerals)), tuple(sorted(self.targets)))

    def _deciding(self) -> list[Event]:
        tellers = self.own or self.outer
        return [event for event in tellers if event.official] or tellers
