"""The commands that answer questions: feeds, measures, status, score."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from tracker.cli.desk import JSON, Desk, now, one_line, progress, say, show_json

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


@click.group()
def feeds() -> None:
    """The sources."""


@feeds.command("list")
@JSON
@click.pass_obj
def list_feeds(desk: Desk, as_json: bool) -> None:
    """List the sources with the outcome of their polls."""
    with desk.store() as store:
        config = desk.config(store)
        states = store.gathering.states()
    rows = []
    for feed in config.feeds:
        state = states.get(feed.id)
        rows.append(
            {
                "id": feed.id,
                "enabled": feed.enabled,
                "kind": feed.kind,
                "tier": feed.tier,
                "publisher": feed.publisher,
                "url": feed.url,
                "failures": state.failures if state else 0,
                "last_success_at": state.last_success_at if state else None,
                "next_poll_at": state.next_poll_at if state else None,
            }
        )
    if as_json:
        show_json(rows)
        return
    for row in rows:
        health = f"{row['failures']} failures" if row["failures"] else ("seen" if row["last_success_at"] else "not yet")
        mark = "on " if row["enabled"] else "off"
        say(f"{mark} {row['id']:28} {row['kind']:8} {row['tier']:9} {health:12} {row['publisher']}")


@feeds.command("check")
@click.argument("feed", nargs=-1)
@click.pass_obj
def check_feeds(desk: Desk, feed: tuple[str, ...]) -> None:
    """Check feeds.yaml; with ids, fetch those sources and show what they would yield. Stores nothing."""
    from tracker import pipeline

    with desk.store() as store, desk.web(store):
        config = desk.config(store)
        enabled = sum(each.enabled for each in config.feeds)
        say(f"{len(config.feeds)} sources, {enabled} enabled, no faults")
        known = {each.id: each for each in config.feeds}
        if unknown := set(feed) - set(known):
            raise click.ClickException(f"no source has the id {', '.join(sorted(unknown))}; see tracker feeds list")
        for name in feed:
            found, issues = pipeline.peek(config, known[name], now)
            say(f"{name}: {len(found)} entries")
            for entry in found[:10]:
                say(
                    f"  {entry.published:%Y-%m-%d}  {entry.title}"
                    if entry.published
                    else f"  undated     {entry.title}"
                )
            for issue in issues:
                say(f"  {issue.kind}: {issue.reason}")


@click.command()
@click.option("--on", type=DATE, help="Legal state on this date; today if not given.")
@click.option("--known", type=DATE, help="As known on this date; the same as --on if not given.")
@click.option("--mineral", help="Only measures that name this mineral or a group it belongs to.")
@JSON
@click.pass_obj
def measures(desk: Desk, on: datetime | None, known: datetime | None, mineral: str | None, as_json: bool) -> None:
    """Show the legal state of every measure on a date, as known on a date."""
    day = (on or now()).date()
    clock = known.date() if known else (day if on else now().date())
    with desk.store() as store:
        rows = store.measures.on(day, clock)
    if mineral:
        from tracker import vocab

        words = vocab.load()
        wanted = {mineral, *words.groups_of(mineral), *words.members_of(mineral)}
        rows = [row for row in rows if wanted & set(row["minerals"])]
    if as_json:
        show_json(rows)
        return
    say(f"State on {day}, as known on {clock}")
    for row in rows:
        until = f" until {row['until']}" if row["state"] == "suspended" and row["until"] else ""
        paragraph = f" ¶{row['paragraph']}" if row["paragraph"] else ""
        targets = f" → {', '.join(row['targets'])}" if row["targets"] else ""
        say(f"{row['instrument']}{paragraph}: {SHOWN[row['state']]}{until}, since {row['since']}")
        say(f"    {row['action']}: {', '.join(row['minerals']) or '-'}{targets}")
        say(f"    {row['why']}")
    if not rows:
        say("No measure is known for that date")


@click.command()
@JSON
@click.pass_obj
def status(desk: Desk, as_json: bool) -> None:
    """Show what is stored, what is blind, and what a person must look at."""
    with desk.store() as store:
        counts, issues, last = store.counts(), store.issues.open(), store.last_work()
        today = now().date()
        look = [row for row in store.measures.on(today, today) if row["state"] == "pause_ended_unconfirmed"]
        letters = store.letters.counts()
        world = store.shelves.world("kind")
    if as_json:
        show_json(
            {"world": world, "counts": counts, "last_success": last, "issues": issues, "look": look, "letters": letters}
        )
        return
    say(f"{desk.home} ({world or 'empty'} world), last source seen {last or 'never'}")
    say("  ".join(f"{name} {count}" for name, count in counts.items()))
    for row in look:
        say(f"look: {row['instrument']} {row['scope_id']}: {row['why']}")
    for issue in issues:
        say(f"{issue['room']}: {issue['subject']}: {issue['kind']}, {issue['reason']} ({issue['times']}×)")


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


COMMANDS = (feeds, measures, status, score)
