"""Makes the question that goes over the wire: what was asked for, and what of it may go where a redirect leads."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit

from tracker.model import Pairs
from tracker.web.addresses import fault_of, host_of
from tracker.web.answers import validator

FORM_TYPE = "application/x-www-form-urlencoded; charset=UTF-8"
FORBIDDEN = frozenset(
    {
        "accept-encoding",
        "authorization",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "cookie",
        "expect",
        "forwarded",
        "host",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "keep-alive",
        "range",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "via",
        "x-forwarded-for",
        "x-real-ip",
    }
)
"""Headers that a source may not set: they say who asks, or are this room's own business."""
FORBIDDEN_STARTS = ("proxy-", "sec-")
HARMLESS = frozenset({"accept", "accept-language", "origin", "referer", "x-requested-with"})
"""Headers that go with a redirect to another host."""


def is_forbidden(name: str) -> bool:
    """Say whether a source may not set a header."""
    return name.lower() in FORBIDDEN or name.lower().startswith(FORBIDDEN_STARTS)


@dataclass(frozen=True, slots=True)
class Asked:
    """One wish for one address. `form` makes it a POST; `cap` is in bytes; `cut` takes what fits instead of failing."""

    url: str
    cap: int
    etag: str | None = None
    last_modified: str | None = None
    allow_private: bool = False
    form: Pairs = ()
    headers: Pairs = ()
    robots: bool = False
    cut: bool = False

    def __post_init__(self) -> None:
        if own := sorted({name for name, _ in self.headers if is_forbidden(name)}):
            raise ValueError(f"a source may not set {', '.join(own)}")

    @property
    def first(self) -> Step:
        """The question as it goes to the first address."""
        known = {"If-None-Match": validator(self.etag), "If-Modified-Since": validator(self.last_modified)}
        sent = () if self.form else tuple((name, value) for name, value in known.items() if value)
        return Step(self.url, self.form, (*self.headers, *sent))

    @property
    def is_conditional(self) -> bool:
        """Say whether a 304 is an answer to it."""
        return len(self.first.headers) > len(self.headers)


@dataclass(frozen=True, slots=True)
class Step:
    """What is sent to one address on the way."""

    url: str
    form: Pairs
    headers: Pairs

    @property
    def method(self) -> str:
        return "POST" if self.form else "GET"

    @property
    def data(self) -> bytes | None:
        """The form as it stands in the body: UTF-8, percent-encoded."""
        return urlencode(self.form, encoding="utf-8").encode("ascii") if self.form else None

    @property
    def fault(self) -> str | None:
        """What of its headers cannot be sent; a value may come from a source's own answer."""
        for name, value in self.headers:
            if not re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name):
                return f"{name!r} is no name of a header"
            if not value.isascii() or not value.isprintable():
                return f"the header {name} holds what no header can"
        return None

    def fields(self) -> dict[str, str]:
        """Return the headers as they are sent."""
        own = {"Content-Type": FORM_TYPE} if self.form else {}
        return {**dict(self.headers), **own}

    def redirected(self, status: int, url: str) -> Step:
        """Return what is sent where a redirect leads, as browsers do it."""
        repeats = status in {307, 308} or not self.form
        there = replace(self, url=url, form=self.form if repeats else ())
        if fault_of(url) is None and _same_host(self.url, url) and not downgrades(self.url, url):
            return there
        return replace(there, headers=tuple(pair for pair in self.headers if pair[0].lower() in HARMLESS))


def downgrades(base: str, url: str) -> bool:
    """Say whether a redirect leads from https to http."""
    return urlsplit(base).scheme == "https" and urlsplit(url).scheme == "http"


def _same_host(one: str, other: str) -> bool:
    return host_of(one).partition(":")[0] == host_of(other).partition(":")[0]
