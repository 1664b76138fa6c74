"""What a rule gives back: a value, the rule's name, and where in the sentence its words stand.

Makes :class:`Ground`, and reasons out of grounds. Knows sentences; it must not know any rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from tracker.claims.passages import Passage
from tracker.model import Claim, Evidence, Reason

Value = TypeVar("Value")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ground(Generic[Value]):
    """A value with the rule that gave it; `at` is where the rule's words stand, relative to the sentence."""

    value: Value
    rule: str
    at: Range | None = None

    def moved(self, by: int) -> Ground[Value]:
        """Return the ground with its words so many letters further on."""
        return Ground(self.value, self.rule, (self.at[0] + by, self.at[1] + by)) if self.at and by else self


def evidence(passage: Passage, at: Range) -> Evidence:
    """Return a range of a sentence as a passage of its article."""
    return Evidence(passage.field, passage.start + at[0], passage.start + at[1], passage.text[at[0] : at[1]])


def reason(passage: Passage, field: str, ground: Ground[str]) -> Reason:
    """Return why a field has the value that a rule gave it in this sentence."""
    where = evidence(passage, ground.at) if ground.at and ground.at[0] < ground.at[1] else None
    return Reason(field, ground.value, ground.rule, where)


def joined(claim: Claim, other: Claim, how: str = "") -> tuple[Reason, ...]:
    """Return the reasons of a claim and, for what it does not give by itself, those of a claim that lends to it.

    `how` says in words what was lent; which of the reasons still hold is seen when the claim is whole.
    """
    own = {(each.field, each.value) for each in claim.reasons}
    more = [each for each in other.reasons if (each.field, each.value) not in own]
    if how:
        more = [Reason(each.field, each.value, f"{how}: {each.rule}", each.evidence) for each in more]
    return (*claim.reasons, *more)
