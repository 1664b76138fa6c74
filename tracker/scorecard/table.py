"""Makes the table that people read out of a report. Must not compute a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 15


def table(report: Mapping[str, Any], kinds: Sequence[Mapping[str, Any]]) -> str:
    """Return the report and the rows by case kind as lines of plain text; F1 in per cent, number of gold items beside.

    `report` is what :func:`tracker.scorecard.score` gives, `kinds` what :func:`tracker.scorecard.by_kind` gives.
    """
    languages = list(report["mentions"])
    parts = [
        [f"{report['cases']} cases in {report['seconds']} s, gold {str(report['gold_sha256'])[:12]}"],
        _mentions(report["mentions"], languages),
        _claims(report["claims"], languages),
        [_events(report["events"]), _noise(report["noise"])],
        _kinds(kinds),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:<16}" + "".join(f"{cell:>{WIDTH}}" for cell in cells)


def _percent(value: float, n: float | None = None) -> str:
    return f"{100 * value:.1f}" + ("" if n is None else f" ({n})")


def _mentions(mentions: Mapping[str, Any], languages: Sequence[str]) -> list[str]:
    """Spans and sets side by side: F1 of both, and the number of gold spans."""
    head = _row("mentions", [f"{lang} span|set" for lang in languages])
    kinds = list(mentions["all"])
    return [head, *(_row(kind, [_spans(mentions[lang][kind]) for lang in languages]) for kind in kinds)]


def _spans(pair: Mapping[str, Mapping[str, float]]) -> str:
    return f"{_percent(pair['span']['f1'])}|{_percent(pair['set']['f1'])}"


def _claims(claims: Mapping[str, Any], languages: Sequence[str]) -> list[str]:
    rows = [_row("claims", languages)]
    for name, label in (("p", "precision"), ("r", "recall"), ("f1", "F1")):
        found = [claims[lang]["detection"] for lang in languages]
        rows.append(_row(label, [_percent(each[name], each["n"]) for each in found]))
    rows.append(_row("over-coding", [f"{claims[lang]['over_coding']:.2f}" for lang in languages]))
    for field in claims["all"]["fields"]:
        cells = [claims[lang]["fields"][field] for lang in languages]
        rows.append(_row(field, [_percent(cell["score"], cell["n"]) for cell in cells]))
    return rows


def _events(events: Mapping[str, float]) -> str:
    return (
        f"events (B-cubed)  precision {_percent(events['p'])}, recall {_percent(events['r'])}, "
        f"F1 {_percent(events['f1'])} over {events['n']} claims"
    )


def _noise(noise: Mapping[str, float]) -> str:
    return (
        f"noise left alone  no mineral {_percent(noise['no_mineral'])}, no claim {_percent(noise['no_claim'])} "
        f"of {noise['n']} cases"
    )


def _kinds(kinds: Sequence[Mapping[str, Any]]) -> list[str]:
    rows = [_row("language, kind", ["cases", "mentions F1", "claims F1", "over-coding"])]
    for each in kinds:
        cells = [
            str(each["cases"]),
            _percent(each["mentions_f1"]),
            _percent(each["claims_f1"], each["claims"]),
            f"{each['over_coding']:.2f}",
        ]
        rows.append(_row(f"{each['lang']} {each['kind']}", cells))
    return rows
