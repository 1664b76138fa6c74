"""Makes examples of errors that anybody can read: the passage with its span marked, what was expected, what came out.

Must not change any score. Cases and sorts of error take turns, so that one long case does not fill the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tracker.model import Claim, Field, Mention
from tracker.scorecard import spans
from tracker.scorecard.cases import Case, Prediction
from tracker.scorecard.matching import Families, Match, match
from tracker.scorecard.misses import in_furniture, mention_errors, what, wrong_fields

AROUND = 70
"""Characters shown on either side of a marked span."""
LONGEST = 260
"""Characters of a marked span that are shown."""

Error = Literal["missed", "invented", "differs"]


@dataclass(frozen=True, slots=True)
class Example:
    """One error. `group` is a kind of mention or ``claim``; `expected` and `found` are empty for nothing."""

    case: str
    lang: str
    group: str
    error: Error
    before: str
    marked: str
    after: str
    expected: str
    found: str
    by: str

    def row(self) -> dict[str, str]:
        """Return it ready for ``json.dumps``."""
        return {name: getattr(self, name) for name in self.__slots__}


def examples(
    cases: Sequence[Case],
    predictions: Mapping[str, Prediction],
    families: Families,
    *,
    each: int,
    held: Collection[str] = (),
) -> list[dict[str, Any]]:
    """Return one row per language and group that has errors: ``{"lang", "group", "errors", "examples"}``.

    `errors` counts all of them, `examples` holds at most `each`, none from the `held` cases: whoever mends rules by
    this list would read them.
    """
    groups: dict[tuple[str, str], list[Example]] = {}
    for case in cases:
        prediction = predictions.get(case.id, Prediction())
        for error in (*_mentions(case, prediction), *_claims(case, prediction, families)):
            groups.setdefault((error.lang, error.group), []).append(error)
    shown = {key: _spread([one for one in found if one.case not in held])[:each] for key, found in groups.items()}
    ranks = {kind: rank for rank, kind in enumerate((*spans.KINDS, "claim"))}
    return [
        {"lang": lang, "group": group, "errors": len(found), "examples": [one.row() for one in shown[lang, group]]}
        for (lang, group), found in sorted(groups.items(), key=lambda item: (item[0][0], ranks[item[0][1]]))
    ]


def _spread(found: Sequence[Example]) -> list[Example]:
    """Order errors so that each sort and each case has its turn before any has a second one."""
    seen: Counter[tuple[str, str]] = Counter()
    turns: list[tuple[int, int, int, Example]] = []
    for place, one in enumerate(found):
        turns.append((seen["case", one.case], seen["error", one.error], place, one))
        seen.update([("case", one.case), ("error", one.error)])
    return [turn[3] for turn in sorted(turns, key=lambda turn: turn[:3])]


def _mentions(case: Case, prediction: Prediction) -> Iterator[Example]:
    """A span with wrong borders is told once, by what was wanted there."""
    errors = list(mention_errors(case, prediction))
    gold = [wanted for wanted, _ in errors if wanted]
    invented = [found for wanted, found in errors if found and not wanted]
    for wanted, found in errors:
        if wanted:
            came = [found] if found else [each for each in invented if _meet(wanted, each)]
            yield _of_mention(case, wanted, [wanted], came)
        elif found and not any(_meet(each, found) for each in gold):
            others = [each for each in spans.counted(case, case.mentions) if _meet(each, found, any_kind=True)]
            yield _of_mention(case, found, others, [found])


def _meet(one: Mention, other: Mention, *, any_kind: bool = False) -> bool:
    same = one.field == other.field and (any_kind or one.kind == other.kind)
    return same and one.start < other.end and other.start < one.end


def _of_mention(case: Case, at: Mention, expected: Sequence[Mention], found: Sequence[Mention]) -> Example:
    error: Error = "missed" if not found else "invented" if at is found[0] else "differs"
    return Example(
        case.id,
        case.lang,
        at.kind,
        error,
        *_passage(case, at.field, at.start, at.end),
        expected="; ".join(_told(each, at) for each in expected),
        found="; ".join(_told(each, at) for each in found),
        by=", ".join(dict.fromkeys(each.method for each in found)),
    )


def _told(mention: Mention, at: Mention) -> str:
    """Tell a mention; where it is not the marked span itself, with its own words and kind."""
    meaning = f"{mention.value:,.10g} {mention.unit}".strip() if mention.value is not None else what(mention)
    if (mention.start, mention.end) != (at.start, at.end):
        meaning = f"“{' '.join(mention.surface.split())}”: {meaning}"
    return meaning if mention.kind == at.kind else f"{mention.kind} {meaning}"


def _claims(case: Case, prediction: Prediction, families: Families) -> Iterator[Example]:
    matched = match(case, prediction, families)
    for claim in matched.missed:
        yield _of_claim(case, claim, "missed", expected=_tell(claim))
    for claim in matched.extra:
        furniture = " (from page furniture)" if in_furniture(case, claim) else ""
        yield _of_claim(case, claim, "invented", found=_tell(claim) + furniture, by=claim.rule)
    for pair in matched.pairs:
        yield from _of_pair(case, pair, prediction)


def _of_pair(case: Case, pair: Match, prediction: Prediction) -> Iterator[Example]:
    """All fields of one claim that are wrong make one example."""
    wrong = list(wrong_fields(pair, prediction))
    if wrong:
        expected = "; ".join(f"{name}: {_value(wanted)}" for name, _, wanted in wrong)
        found = "; ".join(f"{name}: {_value(coded)}" for name, coded, _ in wrong)
        yield _of_claim(case, pair.gold, "differs", expected=expected, found=found, by=pair.predicted.rule)


def _of_claim(case: Case, claim: Claim, error: Error, *, expected: str = "", found: str = "", by: str = "") -> Example:
    at = claim.evidence
    passage = _passage(case, at.field, at.start, at.end)
    return Example(case.id, case.lang, "claim", error, *passage, expected=expected, found=found, by=by)


def _value(value: str | None) -> str:
    """Tell a field's value in words; ids stay ids."""
    bare = (value or "").strip("{}").replace("_", " ")
    return "any country" if bare == "*" else bare or "none"


def _tell(claim: Claim) -> str:
    """Tell a claim in one line: what, how far, by whom against whom, of which minerals and firms, by which act."""
    parts = [claim.action.replace("_", " "), claim.stage.replace("_", " ")]
    if claim.certainty != "asserted":
        parts.append(claim.certainty)
    if claim.actors or claim.targets:
        targets = ", ".join("any country" if each == "*" else each for each in claim.targets)
        parts.append(f"{', '.join(claim.actors) or '?'}{f' → {targets}' if targets else ''}")
    parts += [", ".join(names) for names in (claim.minerals, claim.firms) if names]
    return "; ".join([*parts, *([claim.instrument] if claim.instrument else [])])


def _passage(case: Case, field: Field, start: int, end: int) -> tuple[str, str, str]:
    """Return what stands before a span, the span, and what stands after it, each on one line and cut where long."""
    text = case.title if field == "title" else case.text
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    cut = text.find(" ", first, start) if first else -1
    before = ("…" if first else "") + _line(text[max(first, cut) : start])
    marked = _line(text[start:end])
    after = _line(text[end:last]) + ("…" if last < len(text) else "")
    return before, marked if len(marked) <= LONGEST else f"{marked[:LONGEST]}…", after


def _line(text: str) -> str:
    """Make white space single, and keep it at the ends: it parts the words from the marked span."""
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")
