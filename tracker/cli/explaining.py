"""The commands that show reasons: explain an event, and check that every passage stands where it is said to."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.desk import JSON, Desk, one_line, progress, say, show_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.events.explain import Decided, Joined
    from tracker.pipeline.explain import Explanation, Shown

SHORT = 8
LONGEST = 160
"""Letters of a passage that are shown; a whole sentence is cut in its middle."""
MOST = 8
"""Passages of one rule that are shown in a line."""


@click.command()
@click.argument("event")
@JSON
@click.pass_obj
def explain(desk: Desk, event: str, as_json: bool) -> None:
    """Show why an event is coded as it is: votes, rules, passages, significance, and why its claims are one.

    EVENT is an event's id, or as much of its beginning as no other event has.
    """
    from tracker import vocab
    from tracker.pipeline.correct import CorrectionError
    from tracker.pipeline.explain import explain as explained

    with desk.store() as store, one_line(CorrectionError):
        found = explained(store, vocab.load(), event)
    if as_json:
        show_json(_as_data(found))
        return
    told = found.explained.event
    say(f"{told.headline}\n  event {told.id}, {told.date}, {len(told.claims)} claims")
    for field in found.explained.decided:
        _show_field(found, field)
    _show_significance(found)
    say("\nwhy these claims are one event")
    for each in found.explained.joined:
        _show_joined(each)


def _show_field(found: Explanation, field: Decided) -> None:
    """Say how a field was decided: each vote (+ has its say in the value, - has none) and the passages of those."""
    say(f"\n{field.field}: {', '.join(field.values)}\n  {field.rule}")
    for vote in field.votes:
        mark = "+" if vote.won else "-"
        said = "" if vote.won else f": {', '.join(vote.values)}{'' if vote.counted else ', does not count here'}"
        say(f"  {mark} {vote.publisher}, {vote.tier}, {vote.told}, claim {vote.claim_id[:SHORT]}{said}")
        if vote.won:
            _show_reasons([each for each in found.reasons[vote.claim_id] if each.reason.field == field.field])


def _show_reasons(reasons: Sequence[Shown]) -> None:
    """Show the reasons of one rule in one line, with the words around the first."""
    rules: dict[str, list[Shown]] = {}
    for each in reasons:
        rules.setdefault(each.reason.rule, []).append(each)
    for rule, under in rules.items():
        values = list(dict.fromkeys(each.reason.value for each in under))
        rest = f" and {len(values) - MOST} more" if len(values) > MOST else ""
        say(f"      {', '.join(values[:MOST])}{rest}: {rule}")
        for each in under[:1] if len(values) > 1 else under:
            if each.reason.evidence:
                say(f"        {_passage(each)}")


def _passage(shown: Shown) -> str:
    """Return a passage in brackets among the words around it, and where it stands."""
    evidence = shown.reason.evidence
    if evidence is None:
        return ""
    quote = evidence.quote
    if len(quote) > LONGEST:
        quote = f"{quote[: LONGEST // 2]} … {quote[-LONGEST // 2 :]}"
    return f"… {shown.before}[{quote}]{shown.after} … ({evidence.field} {evidence.start}-{evidence.end})"


def _show_significance(found: Explanation) -> None:
    say(f"\nsignificance: {found.explained.event.significance:g}")
    for each in found.explained.shares:
        say(f"  {each.points:.3f} = {each.score:.2f} × {each.share:.2f}  {each.part}: {each.why}")


def _show_joined(joined: Joined) -> None:
    weighed = f", weight {joined.weight:.2f}" if joined.weight else ""
    say(f"  claim {joined.claim_id[:SHORT]}, {joined.publisher}: {joined.how}{weighed}")
    for part in joined.parts:
        say(f"      {part.weight:.2f}  {part.what}")


def _as_data(found: Explanation) -> dict[str, Any]:
    """Return the explanation for programs; a claim's reasons stand with the claim."""
    explained = found.explained
    claims = {
        name: {
            "article_id": telling.source.article_id,
            "publisher": telling.source.publisher,
            "tier": telling.source.tier,
            "told": telling.source.told.isoformat(),
            "rule": telling.claim.rule,
            "coder": telling.claim.coder,
            "evidence": asdict(telling.claim.evidence),
            "reasons": [
                asdict(each.reason) | {"before": each.before, "after": each.after} for each in found.reasons[name]
            ],
        }
        for name, telling in found.tellings.items()
    }
    return {
        "event": asdict(explained.event),
        "fields": [asdict(each) for each in explained.decided],
        "significance": [asdict(each) | {"points": round(each.points, 4)} for each in explained.shares],
        "joined": [asdict(each) for each in explained.joined],
        "claims": claims,
    }


@click.command()
@JSON
@click.pass_obj
def check(desk: Desk, as_json: bool) -> None:
    """Check that every passage of evidence stands in its text, letter for letter; exit 1 if one does not."""
    from tracker.pipeline.explain import check as checked

    with desk.store() as store, progress("check") as moved:
        looked, faults = checked(store, progress=moved)
    if as_json:
        show_json({"passages": looked, "faults": faults})
    else:
        for fault in faults:
            say(fault)
        say(f"{looked} passages looked up, {len(faults)} not in their text")
    if faults:
        raise SystemExit(1)


COMMANDS = (explain, check)
