"""What is sent: subscriptions, digests, letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.model.coding import Event
from tracker.model.law import DateAhead
from tracker.model.words import Day, Period, State, content_id


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who gets which letter, how often. Empty filters let everything through."""

    id: str
    email: str
    period: Period
    created: datetime
    minerals: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One event as a letter tells it, with the passage and the link that stand behind it.

    `states` are the legal states, on the day of the letter, of the scopes that the event has moved, each with the last
    day of a pause: an act that took effect two years ago may sleep today.
    """

    event: Event
    quote: str
    publisher: str
    url: str
    published: datetime | None
    states: tuple[tuple[State, Day | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """The events of one period for one subscription, in reading order."""

    subscription: Subscription
    since: datetime
    until: datetime
    lines: tuple[DigestLine, ...]
    ahead: tuple[DateAhead, ...] = ()
    left_out: int = 0

    @property
    def id(self) -> str:
        """Subscription and period: one letter for each, ever."""
        return content_id(self.subscription.id, self.since.isoformat(), self.until.isoformat())


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to send. `id` is the digest's id and makes the Message-ID."""

    id: str
    to: str
    subject: str
    text: str
    html: str
