"""Makes sense of what stands around a body: statuses, how long it stays fresh, when to come again, its validators."""

from __future__ import annotations

import email.utils
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from tracker.model import Issue

KEPT = frozenset({200, 203})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
KINDS = {
    401: "refused",
    402: "refused",
    403: "refused",
    404: "not_found",
    406: "refused",  # the answer of some American offices to an agent they do not know
    407: "refused",
    410: "gone",
    412: "refused",  # the answer of several Chinese government firewalls to a client without a browser
    418: "refused",
    429: "busy",
    451: "refused",
    503: "busy",
}
YEAR = timedelta(days=365)
LONGEST_VALIDATOR = 1024
_RETRY = re.compile(r"(?:asks to wait|is asked again after) (\d+) s$")


@dataclass(frozen=True, slots=True)
class Hop:
    """What one address said: a status, headers, and a body where it is one to keep or to judge by."""

    url: str
    status: int
    headers: Any
    charset: str | None
    content_type: str
    body: bytes


def is_worth_a_look(status: int) -> bool:
    """Say whether the body of an answer that is not kept may show who refused: a wall or the server itself."""
    return status in {202, 209} or (status >= 400 and status not in {404, 410})


def refusal(hop: Hop, asked: str, now: datetime) -> tuple[str, str]:
    """Return kind and reason of an answer that is not a page."""
    reason = f"{hop.status} {_phrase(hop.status)}"
    if hop.url != asked:
        reason += f" at {hop.url[:200]}"
    return KINDS.get(hop.status, "error"), reason + waiting(hop, now)


def waiting(hop: Hop, now: datetime) -> str:
    """Return the end of a reason that says how long the server asks to be left alone; empty if it does not."""
    wait = _wait(hop.headers.get("Retry-After"), now)
    return "" if wait is None else f"; asks to wait {wait} s"


def retry_after(issue: Issue) -> timedelta | None:
    """Return how long after an issue to come again, if the server or the rule that it fell under says so."""
    match = _RETRY.search(issue.reason)
    return timedelta(seconds=int(match[1])) if match else None


def validator(value: str | None) -> str | None:
    """Return an ETag or date that can be sent back as it came; None for what no header can hold."""
    sound = value and len(value) <= LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value if sound else None


def fresh_for(headers: Any, now: datetime) -> timedelta | None:
    """Return how long the answer may be used unasked, its age taken off; None if not told; at most a year.

    We are a private cache: ``private`` allows us to keep it and ``max-age`` is ours. ``s-maxage``, meant for shared
    caches, is heeded only where nothing else is told: behind such a cache nothing new can be seen sooner.
    """
    told = _directives(",".join(headers.getall("Cache-Control", ())))
    if "no-store" in told or "no-cache" in told:
        return timedelta(0)
    if (seconds := _seconds(told.get("max-age"))) is not None:
        return _aged(seconds, headers)
    if (expires := headers.get("Expires")) is not None:
        until = _http_date(expires)
        # RFC 9111: what is no date, "0" above all, means that it has expired already.
        left = until - (_http_date(headers.get("Date")) or now) if until else timedelta(0)
        return min(max(left, timedelta(0)), YEAR)
    seconds = _seconds(told.get("s-maxage"))
    return None if seconds is None else _aged(seconds, headers)


def _aged(seconds: timedelta, headers: Any) -> timedelta:
    return min(max(seconds - (_seconds(headers.get("Age")) or timedelta(0)), timedelta(0)), YEAR)


def _directives(control: str) -> dict[str, str]:
    pairs = (each.partition("=") for each in control.split(","))
    return {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}


def _seconds(value: str | None) -> timedelta | None:
    """Return a header's whole number of seconds, at most ten years."""
    if value is None or not re.fullmatch(r"\s*[0-9]{1,30}\s*", value):
        return None
    return timedelta(seconds=min(int(value), 315_360_000))


def _wait(value: str | None, now: datetime) -> int | None:
    """Return the seconds of a Retry-After header, which is a number or an HTTP date; None if absent or odd."""
    if (seconds := _seconds(value)) is not None:
        return round(seconds.total_seconds())
    when = _http_date(value)
    return max(0, round((when - now).total_seconds())) if when else None


def _http_date(value: str | None) -> datetime | None:
    try:
        when = email.utils.parsedate_to_datetime(value or "")
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "(no known status)"
