"""Makes lines that show each error with its text, for a person who mends rules. Must not change any score.

What is an error is said here once, for these lines and for the public examples of :mod:`tracker.scorecard.examples`.
"""

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


def mention_errors(case: Case, prediction: Prediction) -> Iterator[tuple[Mention | None, Mention | None]]:
    """Yield (wanted, found) for each mention that is missed, invented (wanted None) or means another thing."""
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
        yield wanted, other
    yield from ((None, mention) for key, mention in found.items() if key not in gold and id(mention) not in told)


def _mentions(case: Case, prediction: Prediction) -> Iterator[str]:
    for wanted, found in mention_errors(case, prediction):
        if wanted is not None:
            verdict = f"{what(found)} instead of {what(wanted)}" if found else f"missed {what(wanted)}"
            yield f"{wanted.kind}: {verdict} in {_context(case, wanted)}"
        elif found is not None:
            yield f"{found.kind}: invented {what(found)} in {_context(case, found)} [{found.method}]"


def what(mention: Mention) -> str:
    """Return what a mention means: its term, a firm's name, an amount with its unit."""
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
        where = " (in furniture)" if in_furniture(case, claim) else ""
        yield f"claim: invented{where} {_tell(claim)} [{claim.rule}]"
    for pair in matched.pairs:
        for name, coded, wanted in wrong_fields(pair, prediction):
            yield f"claim {name}: {coded} instead of {wanted} in {_quote(pair.gold)} [{pair.predicted.rule}]"


def wrong_fields(pair: Match, prediction: Prediction) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield (field, what was coded, what the gold has) for each field of a matched claim that is not right."""
    gold, found = pair.gold, pair.predicted
    for name in PLAIN:
        if getattr(gold, name) != getattr(found, name):
            yield name, getattr(found, name), getattr(gold, name)
    for name in DATES:
        wanted, date = getattr(gold, name), getattr(found, name)
        if (wanted and not same_date(wanted, date)) or (not wanted and date):
            yield name, date, wanted
    for name in LISTS:
        if set(getattr(gold, name)) != set(getattr(found, name)):
            yield name, _set(getattr(found, name)), _set(getattr(gold, name))
    firms = {firm_key(firm) for firm in gold.firms}
    if firms_of(found, prediction, firms) != firms:
        yield "firms", _set(found.firms), _set(gold.firms)


def _set(names: Sequence[str]) -> str:
    return "{" + ", ".join(sorted(names)) + "}"


def _tell(claim: Claim) -> str:
    parties = f"{','.join(claim.actors) or '-'} > {','.join(claim.targets) or '-'}"
    head = f"{claim.action}/{claim.stage}/{claim.certainty} {parties} {_set(claim.minerals)} {claim.instrument or ''}"
    return f"{head.strip()} in {_quote(claim)}"


def _quote(claim: Claim) -> str:
    quote = " ".join(claim.evidence.quote.split())
    return f"“{quote[: 2 * CONTEXT]}{'…' if len(quote) > 2 * CONTEXT else ''}”"


def in_furniture(case: Case, claim: Claim) -> bool:
    """Say whether a claim was coded from a page's furniture."""
    return case.in_furniture(claim.evidence.field, claim.evidence.start, claim.evidence.end)
