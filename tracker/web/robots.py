"""Makes of a host's robots.txt what we may read there and how fast, as RFC 9309 says. It asks nobody: the client does.

* 2xx: the rules are obeyed. Other than that, below 500 and not 429: there are no rules.
* 429, 5xx, no answer: the last known rules hold on; where none are known nothing may be read, and robots.txt is asked
  for again after :data:`RETRY`. After :data:`PATIENCE` without any answer the host counts as one without rules.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from protego import Protego

MAX_BYTES = 500 * 1024
"""What is behind is not read; RFC 9309 asks for no more."""
FRESH = timedelta(hours=24)
RETRY = timedelta(hours=1)
PATIENCE = timedelta(days=30)
SLOWEST = 30.0
"""Seconds between two questions that a host may ask for; a crawl-delay beyond is meant for crawlers of whole sites."""


@dataclass(frozen=True, slots=True)
class RobotsText:
    """What a host answered when asked for robots.txt. `host` has its port where it is not the scheme's own.

    `status` is 0 where no answer came, and `at` is then when it first failed.
    """

    host: str
    at: datetime
    status: int
    text: str

    @property
    def answered(self) -> bool:
        """Say whether this is an answer: rules, or that there are none."""
        return 200 <= self.status < 500 and self.status != 429


@dataclass(slots=True)
class Robots:
    """The rules of all hosts, read once and kept in `known`; `token` is our name in robots.txt files."""

    known: MutableMapping[str, RobotsText]
    agent: str
    _parsed: dict[str, tuple[RobotsText, Protego]] = field(default_factory=dict)
    _tried: dict[str, datetime] = field(default_factory=dict)

    @property
    def token(self) -> str:
        """Return the product token of the user agent: ``a-tracker`` of ``a-tracker/1.0 (+contact)``."""
        found = re.match(r"[A-Za-z_-]+", self.agent)
        return found[0] if found else self.agent

    def stale(self, host: str, now: datetime) -> bool:
        """Say whether a host should be asked for its robots.txt before anything else."""
        tried = self._tried.get(host)
        if tried is not None and now - tried < RETRY:
            return False
        known = self.known.get(host)
        return known is None or not known.answered or now - known.at >= FRESH

    def learn(self, host: str, status: int, body: bytes, now: datetime) -> None:
        """Take in what the host answered: status 0 for no answer at all."""
        self._tried[host] = now
        fresh = RobotsText(host, now, status, _rules(body) if 200 <= status < 300 else "")
        if fresh.answered or host not in self.known:
            self.known[host] = fresh

    def bars(self, url: str, host: str, now: datetime, trouble: str = "") -> str | None:
        """Return why an address may not be read, or None if it may; `trouble` is what just befell robots.txt."""
        known = self.known.get(host)
        if known is None or (not known.answered and now - known.at >= PATIENCE):
            return None
        if not known.answered:
            said = f"answers {known.status}" if known.status else f"does not come ({trouble or 'as before'})"
            wait = round(RETRY.total_seconds())
            return f"robots.txt of {host} {said}, so nothing there may be read; is asked again after {wait} s"
        if self._of(known).can_fetch(url, self.token):
            return None
        return f"robots.txt of {host} forbids it to {self.token}"

    def delay(self, host: str) -> float:
        """Return how many seconds apart the host wants to be asked; 0 if it does not say."""
        known = self.known.get(host)
        if known is None or not known.text:
            return 0.0
        rules = self._of(known)
        rate = rules.request_rate(self.token)
        asked = max(rules.crawl_delay(self.token) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0)
        return min(max(asked, 0.0), SLOWEST)

    def _of(self, known: RobotsText) -> Protego:
        if known.host not in self._parsed or self._parsed[known.host][0] != known:
            self._parsed[known.host] = (known, Protego.parse(known.text))
        return self._parsed[known.host][1]


def _rules(body: bytes) -> str:
    """Return the text of a robots.txt; a page that a careless server sends in its stead has no rules."""
    text = body[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff \t\r\n").replace("\0", "")
    return "" if text.startswith("<") else text
