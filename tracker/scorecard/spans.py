"""Makes the mention scores: exact spans and sets of terms per article. Must not know claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tracker.model import Mention
from tracker.scorecard.cases import Case, Prediction, firm_key
from tracker.scorecard.tally import Tally

KINDS = ("mineral", "country", "firm", "agency", "instrument", "quantity")
Key = tuple[object, ...]


@dataclass(slots=True)
class Pair:
    """The two counts of one kind of mention."""

    span: Tally = field(default_factory=Tally)
    set: Tally = field(default_factory=Tally)

    def row(self) -> dict[str, dict[str, float]]:
        """Return ``{"span": {…}, "set": {…}}``."""
        return {"span": self.span.row(), "set": self.set.row()}


def counted(case: Case, mentions: Iterable[Mention]) -> list[Mention]:
    """Leave out what is not scored: mere places and whatever stands in page furniture."""
    return [m for m in mentions if not m.place and not case.in_furniture(m.field, m.start, m.end)]


def span_key(mention: Mention) -> Key:
    """Return what must be equal for a span to be right: place and id; for firms the place, for quantities the value."""
    where: Key = (mention.field, mention.start, mention.end)
    if mention.kind == "firm":
        return where
    if mention.kind == "quantity":
        return (*where, mention.value, mention.unit)
    return (*where, mention.term)


def set_key(mention: Mention, known_firms: frozenset[str] = frozenset()) -> Key:
    """Return what must be equal for a term to be right, wherever it stands in the article.

    A predicted firm has an id and a name (the id of a Chinese name is folded to Simplified characters); either may be
    the gold's spelling, so the one that is in `known_firms` is taken.
    """
    if mention.kind == "quantity":
        return (mention.value, mention.unit)
    if mention.kind == "firm":
        spellings = [firm_key(each) for each in (mention.name, mention.term) if each]
        return (next((s for s in spellings if s in known_firms), spellings[0] if spellings else ""),)
    return (mention.term,)


def measure(cases: Sequence[Case], predictions: Mapping[str, Prediction]) -> dict[str, dict[str, dict[str, float]]]:
    """Return the scores per kind over the given cases, each as ``{"span": {…}, "set": {…}}``."""
    pairs = {kind: Pair() for kind in KINDS}
    for case in cases:
        gold = counted(case, case.mentions)
        found = counted(case, predictions.get(case.id, Prediction()).mentions)
        for kind, pair in pairs.items():
            _count(pair, [m for m in gold if m.kind == kind], [m for m in found if m.kind == kind])
    return {kind: pair.row() for kind, pair in pairs.items()}


def _count(pair: Pair, gold: list[Mention], found: list[Mention]) -> None:
    pair.span.add({span_key(m) for m in gold}, {span_key(m) for m in found})
    terms = {set_key(m) for m in gold}
    firms = frozenset(str(key[0]) for key in terms)
    pair.set.add(terms, {set_key(m, firms) for m in found})
