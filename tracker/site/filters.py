"""Reads which events an address asks for, and writes addresses that ask for them. Knows no SQL and no page.

Several values of one filter widen it (either mineral), several filters narrow it (that mineral and that country).
Several values stand under a repeated name or with commas between: ``mineral=gallium&mineral=germanium``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tracker import vocab
from tracker.site.asking import PageError, asked_bound
from tracker.site.reading import Names
from tracker.site.wording import ACTIONS, LANGUAGES, action, cited_short, day, inline, language, words

if TYPE_CHECKING:
    from datasette.utils.asgi import Request

TERMS = {"mineral": "mineral", "country": "country", "actor": "country", "target": "country", "via": "country",
         "agency": "agency", "firm": "firm"}  # fmt: skip
"""Filters whose values are ids of the vocabulary, with the kind of each."""

LABELS = {
    "mineral": "Mineral", "country": "Country", "actor": "By", "target": "Aimed at", "via": "By way of",
    "agency": "Agency", "firm": "Firm", "action": "Action", "family": "Kind", "stage": "Stage",
    "language": "Told in", "instrument": "Act", "since": "From", "until": "To", "official": "Official",
    "significance": "Significance",
}  # fmt: skip
SINGLE = frozenset({"since", "until", "official", "significance"})
LED = frozenset({"actor", "target", "via", "language", "since", "until", "significance"})
"""Filters whose value says nothing without their label."""
PLACE = ("role", "sort", "before", "rows")
SORTS = {"date": "by day", "significance": "by significance", "seen": "by when we learned of it"}
MOST_VALUES = 40
LONGEST_VALUE = 120
VALUE = re.compile(rf"[^\x00-\x1f\x7f\ud800-\udfff]{{1,{LONGEST_VALUE}}}")
ID = r"[\w.:-]{1,80}"
CURSORS = {
    "date": re.compile(rf"(\d{{4}}(?:-\d\d){{0,2}})!({ID})"),
    "significance": re.compile(rf"(\d{{1,3}}(?:\.\d{{1,20}})?)!(\d{{4}}(?:-\d\d){{0,2}})!({ID})"),
    "seen": re.compile(rf"([\d:T+.Z-]{{10,35}})!({ID})"),
}
"""Where a list goes on, for each order: the values by which the last line stands, its id last."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of an address by name, the order, where to go on (empty: at the beginning), and how many."""

    filters: Mapping[str, tuple[str, ...]]
    sort: str = ""
    before: tuple[str, ...] = ()
    rows: int = 0

    def one(self, name: str) -> str:
        """Return the value of a filter that takes one, or nothing."""
        return next(iter(self.filters.get(name, ())), "")

    def address(self, path: str, **more: str) -> str:
        """Return the address of the same list in another form; `more` are parameters beside the filters."""
        given = [(name, value) for name, values in self.filters.items() for value in values]
        given += [("sort", self.sort)] if self.sort and "sort" not in more else []
        query = urlencode([*given, *((name, value) for name, value in more.items() if value)], safe=":!,*/")
        return f"{path}?{query}" if query else path

    def without(self, name: str, value: str) -> Asked:
        """Return the same without one value of one filter."""
        left = {key: tuple(v for v in kept if (key, v) != (name, value)) for key, kept in self.filters.items()}
        return Asked({key: kept for key, kept in left.items() if kept}, self.sort)


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is set: what it is called, its value in words, and the address of the list without it."""

    label: str
    said: str
    without: str


def asked_events(request: Request, called: Names, rows: int, most: int, otherwise: str = "date") -> Asked:
    """Return what an address asks for; `rows` is how many and `otherwise` the order if it does not say.

    It may say at most `most` rows.

    Raises :class:`PageError` (400) for names that are no filter and values that cannot be.
    """
    known_names(request, (*LABELS, *PLACE))
    found: dict[str, tuple[str, ...]] = {}
    for name in LABELS:
        given = given_values(request, name)
        target = _roled(request, name)
        if given:
            found[target] = tuple(dict.fromkeys((*found.get(target, ()), *_read(request, name, given, called))))
    if found.get("since", ("",)) > found.get("until", ("9999",)):
        raise PageError(400, "That period ends before it begins", "Choose a first day that is not after the last.")
    sort = _choice(request, "sort", SORTS)
    return Asked(found, sort, _cursor(request, sort or otherwise), asked_rows(request, rows, most))


def known_names(request: Request, names: Iterable[str]) -> None:
    """Raise :class:`PageError` (400) for other names than these.

    A misspelt filter must not silently give everything to somebody who subscribes to it.
    """
    for name in request.args:
        if name not in names and not name.startswith("utm_"):
            raise PageError(400, "There is no such filter", f"“{name[:40]}” is none of: {', '.join(names)}.")


def _roled(request: Request, name: str) -> str:
    """``country=CN&role=target`` is another way to write ``target=CN``."""
    role = _choice(request, "role", ("any", "actor", "target", "via"))
    return role if name == "country" and role not in ("", "any") else name


def given_values(request: Request, name: str) -> list[str]:
    """Return the values of a filter, which stand under a repeated name or with commas between."""
    # A firm's name may hold a comma, and then a space after it; ids between commas have none.
    between = re.compile(r",(?! )" if name == "firm" else r"[,]" if name not in SINGLE else r"(?!)")
    parts = [part for value in request.args.getlist(name) for part in between.split(value)]
    return [part.strip() for part in parts if part.strip()]


def _read(request: Request, name: str, given: list[str], called: Names) -> Iterable[str]:
    if len(given) > MOST_VALUES or not all(VALUE.fullmatch(value) for value in given):
        raise PageError(400, f"That is too much of {words(name)}", f"At most {MOST_VALUES} values, none of them long.")
    if name in SINGLE:
        if len(set(given)) > 1:
            raise PageError(400, f"“{name}” is given twice", "Give it once.")
        return (_single(request, name, given[0]),)
    if name in TERMS:
        return [term for value in given for term in resolved(TERMS[name], value, called)]
    if name == "instrument":
        return given
    return [_one_of(name, value) for value in given]


def _single(request: Request, name: str, value: str) -> str:
    if name in ("since", "until"):
        return asked_bound(request, name)
    if name == "official":
        if value != "1":
            raise PageError(400, "Official is 1 or not given", "Write official=1 for what an authority itself tells.")
        return value
    if not re.fullmatch(r"[01](\.\d{1,6})?", value):
        raise PageError(400, "There is no such significance", "Significance is a number from 0 to 1, such as 0.6.")
    return value


def _one_of(name: str, value: str) -> str:
    book = vocab.codebook()
    known = {"action": ACTIONS, "family": book.families, "stage": book.stages, "language": LANGUAGES}[name]
    wanted = value.lower().replace("_", " ") if name == "family" else value.lower().replace(" ", "_")
    if wanted not in known:
        raise PageError(400, f"There is no such {name}", f"“{value[:40]}” is none of: {', '.join(known)}.")
    return wanted


def resolved(kind: str, value: str, called: Names) -> tuple[str, ...]:
    """Return the ids that people mean by a word: an id in any case, or a name in English or Chinese.

    A name that several bear (most states have a ministry of commerce) gives them all; an unknown one a likely id.
    """
    if value == "*" and kind == "country":
        return (value,)
    dashed = value.lower().replace(" ", "-")
    id_like = value.upper() if kind == "country" else vocab.slug(value) if kind == "firm" else dashed
    for candidate in (value, id_like):
        if (kind, candidate) in called.terms:
            return (candidate,)
    named = [
        term
        for (of, term), row in called.terms.items()
        if of == kind and (row["name"].lower() == value.lower() or (row["name_zh"] and row["name_zh"] == value))
    ]
    return tuple(sorted(named)) or (id_like or value,)


def unknown(asked: Asked, called: Names) -> list[tuple[str, str]]:
    """Return the filters and values that the vocabulary does not know; some agencies and firms live in events only."""
    return [
        (name, value)
        for name, values in asked.filters.items()
        if name in TERMS
        for value in values
        if (name == "mineral" or value != "*") and (TERMS[name], value) not in called.terms
    ]


def _choice(request: Request, name: str, known: Iterable[str]) -> str:
    values = {value for value in request.args.getlist(name) if value}
    if len(values) > 1 or not values <= {*known}:
        raise PageError(400, f"There is no such {name}", f"Choose one of: {', '.join(known)}.")
    return values.pop() if values else ""


def _cursor(request: Request, sort: str) -> tuple[str, ...]:
    values = {value for value in request.args.getlist("before") if value}
    found = CURSORS[sort].fullmatch(next(iter(values))) if len(values) == 1 else None
    if values and not found:
        raise PageError(400, "There is no such place in the list", "Begin at the list's first page.")
    return found.groups() if found else ()


def asked_rows(request: Request, rows: int, most: int) -> int:
    """Return how many rows are asked for. Raises :class:`PageError` (400) for none, or more than `most`."""
    values = {value for value in request.args.getlist("rows") if value}
    if not values:
        return rows
    value = values.pop()
    if values or not re.fullmatch(r"[1-9]\d{0,4}", value) or int(value) > most:
        raise PageError(400, "So many rows cannot be given", f"Ask for 1 to {most} rows, and go on from the last.")
    return int(value)


def said(name: str, value: str, called: Names) -> str:
    """Say a filter's value in words."""
    if name in TERMS:
        return called.of(TERMS[name], value)
    if name == "official":
        return "told by an authority"
    if name == "significance":
        return f"at least {value}"
    plain = {"action": action, "language": language, "instrument": cited_short, "since": day, "until": day}
    return plain[name](value) if name in plain else words(value)


def chips(asked: Asked, path: str, labels: Mapping[str, str], say: Callable[[str, str], str]) -> list[Chip]:
    """Return the filters that are set, each with the way to take it away; `say` tells a filter's value in words."""
    return [
        Chip(labels[name], say(name, value), asked.without(name, value).address(path))
        for name, values in asked.filters.items()
        for value in values
    ]


def title(asked: Asked, called: Names) -> str:
    """Say which events these are: ``antimony, gallium; by China; from 1 Jan 2025``."""
    parts = []
    for name, values in asked.filters.items():
        told = [inline(each) if name == "mineral" else each for each in (said(name, v, called) for v in values)]
        parts.append(" ".join(([LABELS[name].lower()] if name in LED else []) + [", ".join(told)]))
    return "; ".join(parts)
