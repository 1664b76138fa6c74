"""Makes a Digest out of a period's events for one subscription, and a Letter out of a Digest.

Knows no database, no clock and no mail server. Owns the mail templates beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from tracker.model import DateAhead, Digest, DigestLine, Event, Letter, State, Subscription
from tracker.vocab import Vocab

MOST_LINES = 40
"""A letter longer than this is not read; what is left out is counted and linked."""

PERIODS = {"daily": timedelta(days=1), "weekly": timedelta(days=7)}
STATES: dict[State, str] = {
    "proposed": "proposed",
    "announced": "announced, not yet in force",
    "in_force": "in force",
    "suspended": "suspended",
    "pause_ended_unconfirmed": "pause ended, unconfirmed: look",
    "ended": "ended",
    "reported": "reported only",
}


def period_before(period: str, now: datetime) -> tuple[datetime, datetime]:
    """Return the last whole period before `now`: a UTC day, or a week from Monday to Monday."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    until = midnight if period == "daily" else midnight - timedelta(days=midnight.weekday())
    return until - PERIODS[period], until


def wanted(subscription: Subscription, event: Event, vocab: Vocab) -> bool:
    """Say whether a subscription asks for an event; a filter on a group lets its members through, and the reverse."""
    minerals = set(subscription.minerals)
    wider = {group for mineral in event.minerals for group in vocab.groups_of(mineral)}
    narrower = {member for mineral in event.minerals for member in vocab.members_of(mineral)}
    return (
        (not minerals or bool(minerals & (set(event.minerals) | wider | narrower)))
        and (
            not subscription.countries
            or bool(set(subscription.countries) & {*event.actors, *event.targets, *event.via})
        )
        and (not subscription.actions or event.action in subscription.actions)
    )


def compose(
    subscription: Subscription,
    since: datetime,
    until: datetime,
    lines: Sequence[DigestLine],
    ahead: Sequence[DateAhead],
    vocab: Vocab,
) -> Digest:
    """Choose and order what a subscriber reads: what weighs most first, and of equals the newest."""
    mine = [line for line in lines if wanted(subscription, line.event, vocab)]
    mine.sort(key=lambda line: line.event.id)
    mine.sort(key=lambda line: (line.event.significance, line.event.date), reverse=True)
    kept = tuple(mine[:MOST_LINES])
    return Digest(subscription, since, until, kept, tuple(ahead), left_out=len(mine) - len(kept))


def letter(digest: Digest, vocab: Vocab, *, site_url: str) -> Letter:
    """Write the letter, once as text and once as HTML, from the same digest."""
    given = {
        "digest": digest,
        "sections": sections(digest, vocab),
        "site": site_url.rstrip("/"),
        "period": _period(digest),
        "state": state,
    }
    return Letter(
        id=digest.id,
        to=digest.subscription.email,
        subject=subject(digest),
        text=_templates(False).get_template("letter.txt").render(given),
        html=_templates(True).get_template("letter.html").render(given),
    )


def state(line: DigestLine) -> str:
    """Return the legal state today of what the event moved, in words; empty where it moved no measure."""
    parts = [f"{STATES[name]} until {until}" if until else STATES[name] for name, until in line.states]
    return "; ".join(parts)


def subject(digest: Digest) -> str:
    """Return the subject line: the heaviest event first, for it is what the reader decides on."""
    if not digest.lines:
        return f"Critical minerals: {len(digest.ahead)} dates ahead, {_period(digest)}"
    more = len(digest.lines) + digest.left_out - 1
    tail = f" (+{more} more)" if more else ""
    return f"Critical minerals: {digest.lines[0].event.headline[:120]}{tail}"


def sections(digest: Digest, vocab: Vocab) -> list[tuple[str, list[DigestLine]]]:
    """Group the lines by action family, the family of the heaviest line first."""
    grouped: dict[str, list[DigestLine]] = {}
    for line in digest.lines:
        action = vocab.actions.get(line.event.action)
        grouped.setdefault(action.family if action else "other", []).append(line)
    return [(family.replace("_", " ").capitalize(), lines) for family, lines in grouped.items()]


def _period(digest: Digest) -> str:
    last = digest.until - timedelta(seconds=1)
    first, until = f"{digest.since:%Y-%m-%d}", f"{last:%Y-%m-%d}"
    return first if first == until else f"{first} to {until}"


@cache
def _templates(html: bool) -> Environment:
    return Environment(
        loader=PackageLoader("tracker.digest"),
        autoescape=html,  # noqa: S701  # off for the plain text part alone
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
