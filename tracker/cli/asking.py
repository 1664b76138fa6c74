"""The commands that answer questions: measures, status, score."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from tracker.cli.desk import JSON, Desk, now, one_line, progress, say, show_json

MOST_GAPS = 10
DATE = click.DateTime(["%Y-%m-%d"])
SHOWN = {
    "in_force": "in force",
    "announced": "announced, not yet in force",
    "suspended": "suspended",
    "pause_ended_unconfirmed": "PAUSE ENDED, UNCONFIRMED: look",
    "ended": "ended",
    "proposed": "proposed",
    "reported": "reported only",
}


@click.command()
@click.option("--on", type=DATE, help="Legal state on this date; today if not given.")
@click.option("--known", type=DATE, help="As known on this date; the same as --on if not given.")
@click.option("--mineral", help="Only measures that name this mineral or a group it belongs to.")
@click.option("--instrument", help="Only this act, such as 'CN-MOFCOM 2024/46'.")
@click.option("--issuer", help="Only acts of this country (ISO code) or of the EU.")
@click.option("--state", type=click.Choice(list(SHOWN)), help="Only what is in this state.")
@JSON
@click.pass_obj
def measures(
    desk: Desk,
    on: datetime | None,
    known: datetime | None,
    mineral: str | None,
    instrument: str | None,
    issuer: str | None,
    state: str | None,
    as_json: bool,
) -> None:
    """Show the legal state of every measure on a date, as known on a date: of the register and of texts read."""
    day = (on or now()).date()
    clock = known.date() if known else (day if on else now().date())
    with desk.store() as store:
        rows = store.measures.on(day, clock)
    rows = [row for row in rows if _wanted(row, instrument, issuer, state)]
    if mineral:
        from tracker import vocab

        words = vocab.load()
        named = {mineral, *words.groups_of(mineral), *words.members_of(mineral)}
        rows = [row for row in rows if named & set(row["minerals"])]
    if as_json:
        show_json(rows)
        return
    say(f"State on {day}, as known on {clock}")
    for row in rows:
        _show_state(row)
    if not rows:
        say("No such measure is known for that date")


def _wanted(row: dict[str, Any], instrument: str | None, issuer: str | None, state: str | None) -> bool:
    """Say whether a row passes the filters; a number is compared whatever its signs and case."""
    from tracker.measures import measure_id

    return (
        (instrument is None or row["measure_id"] == measure_id(instrument))
        and (issuer is None or issuer.upper() in row["actors"])
        and (state is None or row["state"] == state)
    )


def _show_state(row: dict[str, Any]) -> None:
    until = f" until {row['until']}" if row["state"] == "suspended" and row["until"] else ""
    paragraph = f" ¶{row['paragraph']}" if row["paragraph"] else ""
    targets = f" → {', '.join(row['targets'])}" if row["targets"] else ""
    name = f" {row['name']}" if row["name"] else ""
    say(f"{row['instrument']}{paragraph}{name}: {SHOWN[row['state']]}{until}, since {row['since']}")
    say(f"    {row['action']}: {', '.join(row['minerals']) or '-'}{targets}")
    surely = f", {row['confidence']} confidence" if row["confidence"] else ""
    say(f"    {row['why']} ({row['basis']}{surely})")


@click.command()
@JSON
@click.pass_obj
def status(desk: Desk, as_json: bool) -> None:
    """Show what is stored, which sources are blind, and what a person must look at."""
    with desk.store() as store:
        today = now().date()
        told: dict[str, Any] = {
            "world": store.shelves.world("kind"),
            "counts": store.counts(),
            "last_success": store.last_work(),
            "sources": store.gathering.health(),
            "gaps": store.gathering.gaps(),
            "issues": store.issues.open(),
            "look": [row for row in store.measures.on(today, today) if row["state"] == "pause_ended_unconfirmed"],
            "letters": store.letters.counts(),
        }
    if as_json:
        show_json(told)
        return
    say(f"{desk.home} ({told['world'] or 'empty'} world), last source seen {told['last_success'] or 'never'}")
    say("  ".join(f"{name} {count}" for name, count in told["counts"].items()))
    _show_sources(told["sources"])
    _show_gaps(told["gaps"])
    for row in told["look"]:
        say(f"look: {row['instrument']} {row['scope_id']}: {row['why']}")
    for issue in told["issues"]:
        say(f"{issue['room']}: {issue['subject']}: {issue['kind']}, {issue['reason']} ({issue['times']}×)")


def _show_sources(sources: list[dict[str, Any]]) -> None:
    """Say how many sources are seen, and of each one that is not, since when and why."""
    sights = Counter(row["sight"] for row in sources if row["sight"] != "off")
    say("sources: " + (", ".join(f"{count} {sight}" for sight, count in sights.items()) or "none"))
    for row in sources:
        if row["sight"] == "blind":
            since = row["blind_since"] or row["last_success_at"] or "the first poll"
            say(f"  blind: {row['id']} since {since}: {row['last_outcome']}, {row['last_reason']}")
        if row["sight"] == "retired":
            say(f"  retired: {row['id']} since {row['retired_at']}: its address is gone; give it a new one")


def _show_gaps(gaps: list[dict[str, Any]]) -> None:
    if gaps:
        say(f"numbers not seen: {len(gaps)}")
    for row in gaps[:MOST_GAPS]:
        times = f" by {row['times']} articles" if row["times"] > 1 else ""
        say(f"  {row['why']}{times}: {row['instrument']}")
    if len(gaps) > MOST_GAPS:
        say(f"  and {len(gaps) - MOST_GAPS} more: tracker status --json")


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--errors", type=click.IntRange(0), default=0, help="Show so many misses with their text.")
@JSON
def score(gold: tuple[Path, ...], errors: int, as_json: bool) -> None:
    """Score the tagger, the coder and the linker against gold cases."""
    import os

    from tracker import config, pipeline, scorecard, vocab

    words = vocab.load()
    reader = pipeline.Reader(words, config.english_model(os.environ))
    with progress("score") as moved, one_line(ValueError):
        scored = pipeline.score_files(gold, reader, now, progress=moved)
    if as_json:
        show_json(scored.card)
    else:
        say(scorecard.table(scored.card, scored.by_kind))
    for miss in scored.misses(errors) if errors else ():
        click.echo(miss, err=as_json)


COMMANDS = (measures, status, score)
