"""Makes lines that show each error with its text, for a person who mends rules. Must not change any score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tracker.model import Claim, Mention
from tracker.scorecard import spans
from tracker.scorecard.cases import Case, Prediction, firm_key
from tracker.scorecard.coding import DATES, LISTS, firms_of, same_date
from tracker.scorecard.matching import Families, Match, match

CONTEXT = 60
PLAIN = ("action", "stage", "certainty", "instrument")


def misses(
    cases: Sequence[Case], predictions: Mapping[str, Prediction], families: Families, *, limit: int | None = None
) -> list[str]:
    """Return one line per error: case, what kind of error, gold against predicted, and the text around it.

    At most `limit` lines; None gives all. Mentions come before claims, case by case.
    """
    lines: list[str] = []
    for case in cases:
        prediction = predictions.get(case.id, Prediction())
        for line in (*_mentions(case, prediction), *_claims(case, prediction, families)):
            if limit is not None and len(lines) >= limit:
                return lines
            lines.append(f"{case.id}  {line}")
    return lines


def _mentions(case: Case, prediction: Prediction) -> Iterator[str]:
    gold = {(m.kind, spans.span_key(m)): m for m in spans.counted(case, case.mentions)}
    found = {(m.kind, spans.span_key(m)): m for m in spans.counted(case, prediction.mentions)}
    by_span = {(m.kind, m.field, m.start, m.end): m for m in found.values()}
    told = set()
    for key, wanted in gold.items():
        if key in found:
            continue
        other = by_span.get((wanted.kind, wanted.field, wanted.start, wanted.end))
        if other is not None:
            told.add(id(other))
        verdict = f"{_what(other)} instead of {_what(wanted)}" if other else f"missed {_what(wanted)}"
        yield f"{wanted.kind}: {verdict} in {_context(case, wanted)}"
    for key, mention in found.items():
        if key not in gold and id(mention) not in told:
            yield f"{mention.kind}: invented {_what(mention)} in {_context(case, mention)} [{mention.method}]"


def _what(mention: Mention) -> str:
    if mention.kind == "quantity":
        return f"{mention.value} {mention.unit}"
    return mention.name or mention.term


def _context(case: Case, mention: Mention) -> str:
    text = case.title if mention.field == "title" else case.text
    before = text[max(0, mention.start - CONTEXT) : mention.start]
    after = text[mention.end : mention.end + CONTEXT]
    return " ".join(f"…{before}⟦{text[mention.start : mention.end]}⟧{after}…".split())


def _claims(case: Case, prediction: Prediction, families: Families) -> Iterator[str]:
    matched = match(case, prediction, families)
    for claim in matched.missed:
        yield f"claim: missed {_tell(claim)}"
    for claim in matched.extra:
        where = " (in furniture)" if _in_furniture(case, claim) else ""
        yield f"claim: invented{where} {_tell(claim)} [{claim.rule}]"
    for pair in matched.pairs:
        yield from (f"claim {line} in {_quote(pair.gold)} [{pair.predicted.rule}]" for line in _wrong(pair, prediction))


def _wrong(pair: Match, prediction: Prediction) -> Iterator[str]:
    gold, found = pair.gold, pair.predicted
    for name in PLAIN:
        if getattr(gold, name) != getattr(found, name):
            yield f"{name}: {getattr(found, name)} instead of {getattr(gold, name)}"
    for name in DATES:
        wanted, date = getattr(gold, name), getattr(found, name)
        if (wanted and not same_date(wanted, date)) or (not wanted and date):
            yield f"{name}: {date} instead of {wanted}"
    for name in LISTS:
        if set(getattr(gold, name)) != set(getattr(found, name)):
            yield f"{name}: {_set(getattr(found, name))} instead of {_set(getattr(gold, name))}"
    firms = {firm_key(firm) for firm in gold.firms}
    if firms_of(found, prediction, firms) != firms:
        yield f"firms: {_set(found.firms)} instead of {_set(gold.firms)}"


def _set(names: Sequence[str]) -> str:
    return "{" + ", ".join(sorted(names)) + "}"


def _tell(claim: Claim) -> str:
    parties = f"{','.join(claim.actors) or '-'} > {','.join(claim.targets) or '-'}"
    head = f"{claim.action}/{claim.stage}/{claim.certainty} {parties} {_set(claim.minerals)} {claim.instrument or ''}"
    return f"{head.strip()} in {_quote(claim)}"


def _quote(claim: Claim) -> str:
    quote = " ".join(claim.evidence.quote.split())
    return f"“{quote[: 2 * CONTEXT]}{'…' if len(quote) > 2 * CONTEXT else ''}”"


def _in_furniture(case: Case, claim: Claim) -> bool:
    return case.in_furniture(claim.evidence.field, claim.evidence.start, claim.evidence.end)
