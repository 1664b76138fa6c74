"""Makes the report of a whole run: the JSON shape of the gold format, and a table by case kind for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tracker.scorecard import coding, spans
from tracker.scorecard.cases import Case, Prediction
from tracker.scorecard.matching import Families, Matched, match
from tracker.scorecard.tally import Tally, ratio

LANGUAGES = ("en", "zh")


def score(
    cases: Sequence[Case],
    predictions: Mapping[str, Prediction],
    families: Families,
    *,
    gold_sha256: str,
    seconds: float,
) -> dict[str, Any]:
    """Return the report exactly as the gold format prescribes it, ready for ``json.dumps``.

    `predictions` are by case id; a case without one counts as nothing found. `families` maps each action id to its
    family. Scores are in [0, 1] to four digits; `n` is the number of gold items behind each.
    """
    matched = {case.id: match(case, predictions.get(case.id, Prediction()), families) for case in cases}

    def claims(some: Sequence[Case]) -> Any:
        return coding.measure([matched[case.id] for case in some], predictions, families)

    pairs = [pair for case in cases for pair in matched[case.id].pairs]
    return {
        "cases": len(cases),
        "gold_sha256": gold_sha256,
        "seconds": round(seconds, 2),
        "mentions": _by_language(cases, lambda some: spans.measure(some, predictions)),
        "claims": _by_language(cases, claims),
        "events": coding.events(pairs, predictions),
        "noise": noise(cases, predictions),
    }


def _by_language(cases: Sequence[Case], measure: Callable[[Sequence[Case]], Any]) -> dict[str, Any]:
    others = sorted({case.lang for case in cases} - set(LANGUAGES))
    rows = {lang: measure([case for case in cases if case.lang == lang]) for lang in (*LANGUAGES, *others)}
    return {**rows, "all": measure(cases)}


def noise(cases: Sequence[Case], predictions: Mapping[str, Prediction]) -> dict[str, float]:
    """Return the shares of noise cases left alone: without a mineral mention, without an asserted claim."""
    kept = [(case, predictions.get(case.id, Prediction())) for case in cases if case.kind == "noise"]
    minerals = sum(any(m.kind == "mineral" for m in spans.counted(case, p.mentions)) for case, p in kept)
    claims = sum(any(claim.certainty == "asserted" for claim in p.claims) for _, p in kept)
    return {
        "no_mineral": ratio(len(kept) - minerals, len(kept)),
        "no_claim": ratio(len(kept) - claims, len(kept)),
        "n": len(kept),
    }


def by_kind(
    cases: Sequence[Case], predictions: Mapping[str, Prediction], families: Families
) -> list[dict[str, str | float]]:
    """Return one row per language and case kind, for a table that people read.

    Each row has `lang`, `kind`, `cases`, `mentions_f1` (spans of all kinds together), `claims_p`, `claims_r`,
    `claims_f1`, `over_coding` and the number of gold claims as `claims`.
    """
    groups: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        groups.setdefault((case.lang, case.kind), []).append(case)
    return [_kind_row(lang, kind, some, predictions, families) for (lang, kind), some in sorted(groups.items())]


def _kind_row(
    lang: str, kind: str, cases: Sequence[Case], predictions: Mapping[str, Prediction], families: Families
) -> dict[str, str | float]:
    tally = Tally()
    matched: list[Matched] = []
    for case in cases:
        prediction = predictions.get(case.id, Prediction())
        gold = {(m.kind, spans.span_key(m)) for m in spans.counted(case, case.mentions)}
        tally.add(gold, {(m.kind, spans.span_key(m)) for m in spans.counted(case, prediction.mentions)})
        matched.append(match(case, prediction, families))
    right = sum(len(each.pairs) for each in matched)
    claims = Tally(right, right + sum(len(m.extra) for m in matched), right + sum(len(m.missed) for m in matched))
    row = claims.row()
    return {
        "lang": lang,
        "kind": kind,
        "cases": len(cases),
        "mentions_f1": tally.f1,
        "claims_p": row["p"],
        "claims_r": row["r"],
        "claims_f1": row["f1"],
        "over_coding": ratio(claims.predicted, claims.gold, empty=float(claims.predicted) or 1.0),
        "claims": claims.gold,
    }
