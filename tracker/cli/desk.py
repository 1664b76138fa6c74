"""What every command needs: the home, its configuration, progress, and errors said in one line."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tracker.config import Config
    from tracker.pipeline import Progress, Reader
    from tracker.store import Store


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Desk:
    """The home and the sources that a command works on."""

    home: Path
    feeds: Path

    @contextmanager
    def store(self, *, world: str | None = None) -> Iterator[Store]:
        """Open the home. `world` says what it is to hold, ``sample`` or ``live``; the two are never mixed."""
        from tracker.store import HomeError, Store

        with one_line(HomeError), Store(self.home) as store:
            held = store.shelves.world("kind")
            if world and held and held != world:
                raise click.ClickException(
                    f"{self.home} holds the {held} world, not the {world} one; choose another place with --home"
                )
            if world and not held:
                store.shelves.set_world("kind", world)
            yield store

    @contextmanager
    def work(self, *, world: str | None = None) -> Iterator[Store]:
        """Open the home for writing, alone."""
        from tracker.store import HomeError

        with self.store(world=world) as store, one_line(HomeError), store.working():
            yield store

    def config(self, store: Store) -> Config:
        """Return the configuration of the world that the home holds."""
        from tracker import config, sample

        held = store.shelves.world("kind")
        path, base = (sample.FEEDS, store.shelves.world("base")) if held == "sample" else (self.feeds, None)
        if not path.exists():
            raise click.ClickException(f"{path} is not there; name your sources with --feeds FILE")
        with one_line(config.ConfigError):
            return config.load(path, os.environ, home=self.home, base_url=base)

    def reader(self, store: Store) -> Reader:
        """Return what reads articles, its names shelved for the site."""
        from tracker import config, pipeline, vocab

        words = vocab.load()
        pipeline.shelve(store, words)
        return pipeline.Reader(words, config.english_model(os.environ))

    def web(self, store: Store) -> AbstractContextManager[object]:
        """Serve the sample web while a sample home works; nothing if it is served already, or for a live home."""
        from tracker import sample

        if store.shelves.world("kind") != "sample":
            return nullcontext()
        try:
            return sample.serve(int(store.shelves.world("base_port") or sample.PORT))
        except OSError:
            return nullcontext()


@contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM and Ctrl-C end a serving command through its own clean-up, with exit code 0."""

    def told(signum: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def one_line(*expected: type[Exception]) -> Iterator[None]:
    """Turn an expected fault into its message and exit code 1, without a trace."""
    try:
        yield
    except expected as error:
        raise click.ClickException(str(error)) from error


def say(text: str) -> None:
    """Print a line for people."""
    click.echo(text)


def show_json(value: Any) -> None:
    """Print a value for programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


@contextmanager
def progress(title: str) -> Iterator[Progress]:
    """Show a bar for long work; a plain line instead where nobody looks at a terminal."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=max(done, total))


def _silent(done: int, total: int) -> None:
    """Show nothing."""


JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")
