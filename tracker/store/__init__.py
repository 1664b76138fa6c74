"""The store: the only room that speaks SQL. Keeps what the pipeline gives and finds it again; decides nothing.

Two files stand in a home. ``tracker.db`` is public and may be shown whole; ``vault.db`` holds page snapshots, full
texts, subscriptions and letters, and is never attached to the site. No transaction spans both: the vault is written
first, and every stage may be run twice, so a crash between the two is repaired by the next run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from tracker.store import rows
from tracker.store.corrections import Corrections, Filed
from tracker.store.dates import Dates
from tracker.store.events import Events
from tracker.store.files import HomeBusyError, HomeError, alone, open_tracker, open_vault, writing
from tracker.store.gathering import Asked, FeedState, Gathering, Poll, Validators
from tracker.store.issues import Issues
from tracker.store.letters import Letters
from tracker.store.measures import Measures
from tracker.store.pages import Pages
from tracker.store.reading import Reading
from tracker.store.routes import Routes
from tracker.store.search import Search
from tracker.store.shelves import Shelves

__all__ = ["Asked", "FeedState", "Filed", "HomeBusyError", "HomeError", "Poll", "Store", "Validators"]


class Store:
    """Both databases of a home, opened and migrated. Use as a context manager.

    Raises :class:`HomeError` with one line if the home cannot be used.
    """

    def __init__(self, home: Path) -> None:
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HomeError(f"{home} cannot be made: {error.strerror}") from error
        self.home = home
        self._tracker = open_tracker(home)
        self._vault = open_vault(home)
        self.gathering = Gathering(self._tracker)
        self.reading = Reading(self._tracker, self._vault)
        self.pages = Pages(self._tracker, self._vault)
        self.events = Events(self._tracker)
        self.corrections = Corrections(self._tracker)
        self.measures = Measures(self._tracker)
        self.dates = Dates(self._tracker)
        self.routes = Routes(self._tracker)
        self.letters = Letters(self._vault)
        self.issues = Issues(self._tracker)
        self.shelves = Shelves(self._tracker)
        Search(self._tracker).build()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._tracker.close()
        self._vault.close()

    def working(self) -> AbstractContextManager[None]:
        """Hold the home alone while working; raises :class:`HomeBusyError` if another process holds it."""
        return alone(self.home)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of what is written to ``tracker.db`` inside."""
        with writing(self._tracker):
            yield

    def counts(self) -> dict[str, int]:
        """Return the number of rows of the tables a person asks about."""
        names = ("feeds", "entries", "articles", "mentions", "claims", "events", "measures")
        return {name: self._tracker.table(name).count for name in names}

    def last_work(self) -> datetime | None:
        """Return when a source was last seen."""
        return rows.moment(self._tracker.execute("SELECT max(last_success_at) AS at FROM feeds").fetchone()["at"])
