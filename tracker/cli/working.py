"""The commands that do work: up, run, serve, poll, read, revisit, link, add, code."""

from __future__ import annotations

import threading
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.desk import JSON, Desk, now, one_line, progress, say, show_json, stoppable

if TYPE_CHECKING:
    from tracker.config import Config
    from tracker.pipeline import PollResult, Reader
    from tracker.store import Store

TICK = 60
"""Seconds between two looks at what is due."""

PORT = click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Port of the site.")


@click.command()
@click.option("--sample", "use_sample", is_flag=True, help="Follow the packaged sample world, without internet.")
@click.option("--sample-port", type=click.IntRange(1, 65535), default=None, help="Port of the sample web.")
@PORT
@click.pass_obj
def up(desk: Desk, use_sample: bool, sample_port: int | None, port: int) -> None:
    """Gather, read, link, and serve the site until stopped: the whole tracker in one process."""
    from tracker import schedule, site
    from tracker.store import HomeError

    _free(port)
    with stoppable(), desk.store(world="sample" if use_sample else "live") as store:
        if use_sample:
            _sample_world(store, sample_port)
        with desk.web(store):
            config, reader = desk.config(store), desk.reader(store)
            if use_sample:
                _announce(store)
                with one_line(HomeError), store.working():
                    _gather(store, config, reader)
            say(f"The site: http://127.0.0.1:{port}/   (stop with Ctrl-C)")
            with schedule.beside(TICK, partial(_tick, desk, config, reader)), one_line(OSError):
                site.serve(desk.home / "tracker.db", port)


def _announce(store: Store) -> None:
    say(f"The sample world: {store.shelves.world('base')}/   (invented outlets, real measures)")


def _sample_world(store: Store, port: int | None) -> None:
    from tracker import sample

    filled_at = store.shelves.world("base_port")
    if port and filled_at and port != int(filled_at):
        # The port is part of every address: the same page at another port would be another article.
        raise click.ClickException(
            f"this home was filled from port {filled_at}; use it again, or choose another --home"
        )
    port = port or int(filled_at or sample.PORT)
    _free(port)
    store.shelves.set_world("base_port", str(port))
    store.shelves.set_world("base", f"http://127.0.0.1:{port}")


def _free(port: int) -> None:
    """End with one line if a port is taken, before any work is done for it."""
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise click.ClickException(f"port {port} is taken; choose another with --port or --sample-port") from None


def _gather(store: Store, config: Config, reader: Reader) -> None:
    """Poll, read and link with progress, and say what came of it."""
    from tracker import pipeline

    with progress("poll") as moved:
        polled = pipeline.poll(store, config, now, progress=moved)
    with progress("read") as moved:
        kept = pipeline.read(store, config, reader, now, progress=moved)
    with progress("link") as moved:
        pipeline.link(store, reader.vocab, progress=moved)
    pipeline.review(store, config, now())
    _tell(store, polled, kept)


def _tell(store: Store, polled: list[PollResult], kept: int) -> None:
    seen = sum(result.outcome in {"new", "unchanged"} for result in polled)
    counts = store.counts()
    answered = f"{seen} of {len(polled)} due sources answered" if polled else "No source is due"
    say(f"{answered}, {kept} articles kept; in all {counts['events']} events and {counts['measures']} measures")
    for result in polled:
        if result.outcome not in {"new", "unchanged"}:
            say(f"  {result.feed_id}: {result.outcome}, {result.reason}")


class _StoppedError(Exception):
    """Raised between two pieces of work when the tracker is asked to stop; what is done is committed."""


def _tick(desk: Desk, config: Config, reader: Reader, stopping: threading.Event) -> None:
    """Do all that is due, in a store of this thread's own; a home at work elsewhere is left for the next tick."""
    from tracker import pipeline
    from tracker.store import HomeBusyError, Store

    def moved(done: int, total: int) -> None:
        if stopping.is_set():
            raise _StoppedError

    try:
        with Store(desk.home) as store, store.working():
            polled = pipeline.poll(store, config, now, progress=moved)
            kept = pipeline.read(store, config, reader, now, progress=moved)
            changed = pipeline.revisit(store, config, reader, now, progress=moved)
            pipeline.link(store, reader.vocab, progress=moved)
            if polled or kept:
                pipeline.review(store, config, now())
            sent, _ = pipeline.send_letters(store, config, reader.vocab, now())
            if polled or kept:
                _tell(store, polled, kept)
            if changed:
                say(f"{changed} official pages have changed")
            if sent:
                say(f"{sent} letters sent")
    except (_StoppedError, HomeBusyError):
        return


@click.command()
@click.option("--every", "seconds", type=click.IntRange(5), default=TICK, show_default=True, help="Seconds of a tick.")
@click.pass_obj
def run(desk: Desk, seconds: int) -> None:
    """Gather, read, link and send letters on schedule, until SIGTERM. Serves no site."""
    from tracker import schedule

    with desk.store() as store:
        config, reader = desk.config(store), desk.reader(store)
        with desk.web(store):
            following = f"Following {sum(feed.enabled for feed in config.feeds)} sources; stop with SIGTERM or Ctrl-C"
            tick = partial(_tick, desk, config, reader)
            schedule.until_told(seconds, tick, ready=lambda: say(following))
    say("Stopped; nothing is left half done")


@click.command()
@PORT
@click.pass_obj
def serve(desk: Desk, port: int) -> None:
    """Serve the site from what is stored. Gathers nothing."""
    from tracker import site

    _free(port)
    with desk.store() as store:
        desk.reader(store)
    say(f"The site: http://127.0.0.1:{port}/   (stop with Ctrl-C)")
    with stoppable(), one_line(OSError):
        site.serve(desk.home / "tracker.db", port)


@click.command()
@click.argument("feed", nargs=-1)
@JSON
@click.pass_obj
def poll(desk: Desk, feed: tuple[str, ...], as_json: bool) -> None:
    """Poll the sources that are due, or the named ones at once."""
    from tracker import pipeline

    with desk.work() as store, desk.web(store):
        config = desk.config(store)
        if unknown := set(feed) - {each.id for each in config.feeds}:
            raise click.ClickException(f"no source has the id {', '.join(sorted(unknown))}; see tracker feeds list")
        with progress("poll") as moved:
            results = pipeline.poll(store, config, now, only=feed, progress=moved)
    if as_json:
        show_json([asdict(result) for result in results])
        return
    for result in results:
        say(f"{result.feed_id:28} {result.outcome:12} {result.fresh:4} new of {result.seen:4}  {result.reason}")
    if not results:
        say("No source is due")


@click.command()
@click.pass_obj
def read(desk: Desk) -> None:
    """Read the pages of new entries: text, tags, claims."""
    from tracker import pipeline

    with desk.work() as store, desk.web(store), progress("read") as moved:
        kept = pipeline.read(store, desk.config(store), desk.reader(store), now, progress=moved)
    say(f"{kept} articles kept")


@click.command()
@click.pass_obj
def revisit(desk: Desk) -> None:
    """Look again at official pages whose time has come: 1 hour, 1 day, 1 week and 1 month after they were read."""
    from tracker import pipeline

    with desk.work() as store, desk.web(store), progress("revisit") as moved:
        changed = pipeline.revisit(store, desk.config(store), desk.reader(store), now, progress=moved)
    say(f"{changed} pages have changed")


@click.command()
@click.pass_obj
def link(desk: Desk) -> None:
    """Link new claims to events, and events to measures."""
    from tracker import pipeline

    with desk.work() as store, progress("link") as moved:
        count = pipeline.link(store, desk.reader(store).vocab, progress=moved)
        counts = store.counts()
    say(f"{count} articles linked; in all {counts['events']} events and {counts['measures']} measures")


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="URL|FILE…")
@click.option("--allow-private", is_flag=True, help="Let an address lead to this machine or its network.")
@JSON
@click.pass_obj
def add(desk: Desk, documents: tuple[str, ...], allow_private: bool, as_json: bool) -> None:
    """Read single documents, from the web or from disk, and show what they tell."""
    from tracker import pipeline
    from tracker.model import Issue

    failed = 0
    shown = []
    with desk.work() as store, progress("add") as moved:
        reader = desk.reader(store)
        for done, name in enumerate(documents, 1):
            if name.startswith(("http://", "https://")):
                found = pipeline.add_url(store, desk.config(store), reader, name, now, allow_private=allow_private)
            else:
                found = pipeline.add_file(store, reader, Path(name), now())
            moved(done, len(documents))
            if isinstance(found, Issue):
                failed += 1
                click.echo(f"{name}: {found.reason}", err=True)
            else:
                shown.append(found)
        pipeline.link(store, reader.vocab)
        told = [store.shelves.told(article.id) for article in shown]
    if as_json:
        show_json(told)
    for each in [] if as_json else told:
        _show_article(each)
    if failed:
        raise SystemExit(1)


def _show_article(told: dict[str, object]) -> None:
    say(f"{told['title']}\n  {told['language']}, {told['published'] or 'undated'}, {told['mentions']} mentions")
    claims = told["claims"]
    for claim in claims if isinstance(claims, list) else []:
        roles = " → ".join(
            filter(None, ("+".join(claim["actors"]), "+".join(claim["via"]), "+".join(claim["targets"])))
        )
        dates = " ".join(f"{name} {claim[name]}" for name in ("announced", "effective", "until") if claim[name])
        things = ", ".join([*claim["minerals"], *claim["firms"], *claim["agencies"]])
        say(f"  {claim['action']}, {claim['stage']}, {claim['certainty']}: {roles or '-'}")
        say(f"    {things}; {dates or 'no date'}")
        say(f"    “{claim['quote']}”")


@click.command()
@click.option("--again", is_flag=True, required=True, help="Re-code stored texts whose coder is old.")
@click.option("--all", "everything", is_flag=True, help="Re-code every stored text.")
@click.pass_obj
def code(desk: Desk, again: bool, everything: bool) -> None:
    """Tag and code stored texts anew, without the network."""
    from tracker import pipeline

    with desk.work() as store, progress("code") as moved:
        count = pipeline.code_again(store, desk.reader(store), everything=everything, progress=moved)
    say(f"{count} articles coded again")


COMMANDS = (up, run, serve, poll, read, revisit, link, add, code)
