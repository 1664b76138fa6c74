"""The site as a person meets it: a real server on loopback and a headless Chromium; without one, all of this skips.

Server and browser live for this package, not for the session: the browser's driver keeps an event loop running in its
thread, and the site's other tests run loops of their own.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, expect, sync_playwright

from tests.site import world
from tests.site.browser import crowd

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = f"no Chromium in PATH ({', '.join(NAMES)}); on Debian: apt-get install chromium"
# No name but the server's leads anywhere: what a page asked of another host would fail, and be recorded.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
PATIENCE_MS = 15_000


@dataclass
class Watch:
    """A page, and what it did beside showing itself."""

    page: Page
    base: str
    noise: list[str] = field(default_factory=list)
    """What stood in the console as a warning or an error, and scripts that broke."""
    hosts: set[str] = field(default_factory=set)
    """All hosts that something was asked of."""
    dialogs: list[str] = field(default_factory=list)

    def opens(self, path: str) -> int:
        """Go to an address of the site; return the status."""
        answer = self.page.goto(self.base + path)
        assert answer
        return answer.status

    def draws(self) -> int:
        """Scroll to each picture of the page until it is drawn; return how many there are."""
        figures = self.page.locator("figure.vega")
        for number in range(figures.count()):
            figures.nth(number).scroll_into_view_if_needed()
            expect(figures.nth(number)).to_have_attribute("data-drawn", re.compile("wide|narrow"))
        return figures.count()

    @property
    def address(self) -> str:
        """Where the page is now, without the host."""
        return self.page.url.removeprefix(self.base)


@pytest.fixture(scope="package")
def chromium() -> str:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(NO_CHROMIUM)
    return found


@pytest.fixture(scope="package")
def server(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site over the small world, in a thread of its own; gives the address."""
    import uvicorn

    from tracker.site import _listening, app

    database = world.build(tmp_path_factory.mktemp("home"))
    with closing(sqlite3.connect(database)) as db:
        crowd.fill(db)
    with _listening("127.0.0.1", 0) as listener:
        # A page is made of several questions, and two test runs may share two cores: no question may time out.
        site = app(database, settings={"sql_time_limit_ms": 20_000, "facet_time_limit_ms": 20_000})
        running = uvicorn.Server(uvicorn.Config(site.app(), log_level="warning", lifespan="on"))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not running.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        running.should_exit = True
        thread.join()


@pytest.fixture(scope="package")
def browser(chromium: str, server: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, headless=True, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="package")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One profile for all: the site keeps nothing in a browser but what it may have cached."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", accept_downloads=True)
    made.set_default_timeout(PATIENCE_MS)
    yield made
    made.close()


@contextmanager
def watching(context: BrowserContext, base: str) -> Iterator[Watch]:
    """Open a page that is watched from its first request on."""
    watched = Watch(context.new_page(), base)

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("warning", "error"):
            watched.noise.append(f"{message.type}: {message.text}")

    def asked(dialog: Dialog) -> None:
        watched.dialogs.append(dialog.message)
        dialog.dismiss()

    watched.page.on("console", heard)
    watched.page.on("pageerror", lambda error: watched.noise.append(f"broken script: {error}"))
    watched.page.on("dialog", asked)
    watched.page.on("request", lambda request: watched.hosts.add(urlsplit(request.url).netloc))
    yield watched
    watched.page.close()


@pytest.fixture
def watch(context: BrowserContext, server: str) -> Iterator[Watch]:
    with watching(context, server) as watched:
        yield watched
