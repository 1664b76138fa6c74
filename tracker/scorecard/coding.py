"""Makes the claim scores and the event scores from matched claims. Must not know how the claims were matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from tracker.model import Claim, PartialDate
from tracker.scorecard.cases import Prediction, firm_key
from tracker.scorecard.matching import Families, Match, Matched, family
from tracker.scorecard.tally import Share, Tally, ratio

DATES = ("announced", "effective", "until")
EQUAL = ("action", "stage", "certainty", "instrument")
LISTS = ("actors", "agencies", "targets", "via", "minerals")


def measure(
    matched: Sequence[Matched], predictions: Mapping[str, Prediction], families: Families
) -> dict[str, dict[str, float] | dict[str, dict[str, float]] | float]:
    """Return ``{"detection": {…}, "fields": {…}, "over_coding": …}`` over the given cases."""
    pairs = [pair for case in matched for pair in case.pairs]
    gold = len(pairs) + sum(len(case.missed) for case in matched)
    predicted = len(pairs) + sum(len(case.extra) for case in matched)
    return {
        "detection": Tally(len(pairs), predicted, gold).row(),
        "fields": fields(pairs, predictions, families),
        "over_coding": ratio(predicted, gold, empty=float(predicted) or 1.0),
    }


def fields(
    pairs: Sequence[Match], predictions: Mapping[str, Prediction], families: Families
) -> dict[str, dict[str, float]]:
    """Return each coded field's ``{"score", "n"}`` over matched pairs, in the codebook's order."""
    rows = {name: _equal(pairs, name).row() for name in EQUAL}
    alike = Share()
    for pair in pairs:
        alike.add(family(families, pair.gold.action) == family(families, pair.predicted.action))
    rows = {"action": rows.pop("action"), "family": alike.row(), **rows}
    rows |= {name: _dated(pairs, name).row() for name in DATES}
    rows["spurious_dates"] = _spurious(pairs).row()
    rows |= {name: _listed(pairs, name).short() for name in LISTS}
    rows["firms"] = _firms(pairs, predictions).short()
    return rows


def same_date(gold: PartialDate, predicted: PartialDate | None) -> bool:
    """Say whether a date is right at the gold's precision; a vaguer one is not."""
    return predicted is not None and (predicted == gold or predicted.startswith(f"{gold}-"))


def _equal(pairs: Sequence[Match], name: str) -> Share:
    share = Share()
    for pair in pairs:
        share.add(getattr(pair.gold, name) == getattr(pair.predicted, name))
    return share


def _dated(pairs: Sequence[Match], name: str) -> Share:
    share = Share()
    for pair in pairs:
        gold = getattr(pair.gold, name)
        if gold:
            share.add(same_date(gold, getattr(pair.predicted, name)))
    return share


def _spurious(pairs: Sequence[Match]) -> Share:
    """Count the dates that the gold leaves open; the score is the share that the prediction left open too."""
    share = Share()
    for pair in pairs:
        for name in DATES:
            if not getattr(pair.gold, name):
                share.add(not getattr(pair.predicted, name))
    return share


def _listed(pairs: Sequence[Match], name: str) -> Tally:
    tally = Tally()
    for pair in pairs:
        tally.add(set(getattr(pair.gold, name)), set(getattr(pair.predicted, name)))
    return tally


def _firms(pairs: Sequence[Match], predictions: Mapping[str, Prediction]) -> Tally:
    tally = Tally()
    for pair in pairs:
        gold = {firm_key(name) for name in pair.gold.firms}
        tally.add(gold, firms_of(pair.predicted, predictions.get(pair.case.id, Prediction()), gold))
    return tally


def firms_of(claim: Claim, prediction: Prediction, gold: set[str]) -> set[str]:
    """Return the claim's firms as keys, spelt as the gold spells them where the id or a mention's name does."""
    names: dict[str, list[str]] = {}
    for mention in prediction.mentions:
        if mention.kind == "firm" and mention.name:
            names.setdefault(mention.term, []).append(mention.name)
    keys = set()
    for firm in claim.firms:
        spellings = [firm_key(each) for each in (firm, *names.get(firm, ()))]
        keys.add(next((s for s in spellings if s in gold), spellings[0]))
    return keys


def events(pairs: Sequence[Match], predictions: Mapping[str, Prediction]) -> dict[str, float]:
    """Return B-cubed precision, recall and F1 over pairs that both sides assert; `n` is the number of such pairs.

    For each claim, precision is the share of its predicted cluster that belongs to its gold event, recall the share of
    its gold event that is in its predicted cluster; both are averaged over claims (Bagga and Baldwin 1998). A claim
    with no predicted event stands alone.
    """
    gold: list[str] = []
    found: list[str] = []
    for number, pair in enumerate(pairs):
        if pair.event is not None and pair.predicted.certainty == "asserted":
            gold.append(pair.event)
            known = predictions.get(pair.case.id, Prediction()).events
            found.append(known.get(pair.predicted.id, f"alone {number}"))
    return b_cubed(gold, found)


def b_cubed(gold: Sequence[str], found: Sequence[str]) -> dict[str, float]:
    """Return B-cubed ``{"p", "r", "f1", "n"}`` of two labellings of the same items; 1.0 for no items."""
    if not gold:
        return {"p": 1.0, "r": 1.0, "f1": 1.0, "n": 0}
    both, of_gold, of_found = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    precision = sum(n * n / of_found[label] for (_, label), n in both.items()) / len(gold)
    recall = sum(n * n / of_gold[key] for (key, _), n in both.items()) / len(gold)
    f1 = 2 * precision * recall / (precision + recall)
    return {"p": round(precision, 4), "r": round(recall, 4), "f1": round(f1, 4), "n": len(gold)}
