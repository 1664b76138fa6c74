"""Makes precision, recall and F1 from counts. Must not know what was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


@dataclass(slots=True)
class Tally:
    """Counts that grow while cases are read: `right` of `predicted`, out of `gold`. Private to the scorecard."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, gold: Collection[Item], predicted: Collection[Item]) -> None:
        """Count one article's gold and predicted items; an item that stands twice must be matched twice."""
        self.right += (Counter(gold) & Counter(predicted)).total()
        self.predicted += len(predicted)
        self.gold += len(gold)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall in [0, 1]; 1.0 where nothing was asked or said."""
        return ratio(2 * self.right, self.predicted + self.gold)

    def row(self) -> dict[str, float]:
        """Return ``{"p", "r", "f1", "n"}`` with `n` the number of gold items."""
        silent = not self.predicted and not self.gold
        precision = 1.0 if silent else ratio(self.right, self.predicted, empty=0.0)
        recall = 1.0 if silent else ratio(self.right, self.gold, empty=0.0)
        return {"p": precision, "r": recall, "f1": self.f1, "n": self.gold}

    def short(self) -> dict[str, float]:
        """Return ``{"score", "n"}``: the F1 and the number of gold items."""
        return {"score": self.f1, "n": self.gold}


@dataclass(slots=True)
class Share:
    """Counts of yes out of all."""

    right: int = 0
    n: int = 0

    def add(self, right: bool) -> None:
        """Count one decision."""
        self.right += right
        self.n += 1

    def row(self) -> dict[str, float]:
        """Return ``{"score", "n"}``."""
        return {"score": ratio(self.right, self.n), "n": self.n}


def ratio(part: float, whole: float, *, empty: float = 1.0) -> float:
    """Return part / whole to four digits; `empty` where the whole is nothing."""
    return round(part / whole, 4) if whole else empty
