"""Makes the outlets and their pages from the texts of this folder. Knows neither HTML nor HTTP.

``outlets/<id>.yaml`` says who publishes and what stands around each page; ``pages/<id>/<slug>.txt`` is one page:
header lines ``key: value``, an empty line, then one paragraph a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

HOME = Path(__file__).parent

Kind = Literal["rss", "atom", "listing", "api"]
Template = Literal["news", "mofcom", "federal-register", "plain-official"]
Encoding = Literal["utf-8", "gb18030"]
Fault = Literal["", "unavailable", "html"]


class ContentError(Exception):
    """A text of the sample world that does not hold to the format; the message names the file and the fault."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one outlet. `path` is its address below the outlet; the optional fields are empty where unstated."""

    outlet_id: str
    slug: str
    title: str
    published: datetime
    path: str
    paragraphs: tuple[str, ...]
    byline: str = ""
    number: str = ""
    action: str = ""
    agencies: tuple[str, ...] = ()
    effective_on: date | None = None
    abstract: str = ""
    type: str = ""
    signed: date | None = None

    @property
    def lead(self) -> str:
        """What a feed tells of the page: its abstract, or else its first paragraph."""
        return self.abstract or self.paragraphs[0]


HEADERS = {field.name for field in fields(Page)} - {"outlet_id", "slug", "path", "paragraphs"} | {"url_path"}
"""What may stand in the head of a page file."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One publisher of the sample world, with the page furniture that stands around its texts.

    `fault` makes its feed fail on purpose: ``unavailable`` answers 503, ``html`` answers a page instead of a feed.
    """

    id: str
    name: str
    country: str
    language: str
    tier: str
    kind: Kind
    encoding: Encoding
    template: Template
    before: tuple[str, ...]
    after: tuple[str, ...]
    teasers: tuple[tuple[str, str], ...]
    pages: tuple[Page, ...]
    fault: Fault = ""
    section: str = ""
    """Where the outlet keeps its list page, such as ``zcfb/blgg/gg``; only for listings and the API."""


def load(home: Path = HOME) -> tuple[Outlet, ...]:
    """Return all outlets by id, each with its pages, newest first. Raises ContentError at the first fault."""
    return tuple(_outlet(path, home / "pages" / path.stem) for path in sorted((home / "outlets").glob("*.yaml")))


def _outlet(path: Path, folder: Path) -> Outlet:
    raw = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(raw, dict):
        raise ContentError(f"{path.name}: expected a mapping")
    if raw.get("id") != path.stem:
        raise ContentError(f"{path.name}: id {raw.get('id')!r} differs from the file's name")
    furniture = raw.get("furniture") or {}
    try:
        return Outlet(
            id=raw["id"],
            name=raw["name"],
            country=raw["country"],
            language=raw["language"],
            tier=raw["tier"],
            kind=_one_of(path, "kind", raw["kind"], get_args(Kind)),
            encoding=_one_of(path, "encoding", raw.get("encoding", "utf-8"), get_args(Encoding)),
            template=_one_of(path, "template", raw["template"], get_args(Template)),
            before=tuple(str(line) for line in furniture.get("before", ())),
            after=tuple(str(line) for line in furniture.get("after", ())),
            teasers=tuple((str(headline), str(summary)) for headline, summary in furniture.get("teasers", ())),
            pages=_pages(raw["id"], folder),
            fault=_one_of(path, "fault", raw.get("fault", ""), get_args(Fault)),
            section=raw.get("section", ""),
        )
    except KeyError as error:
        raise ContentError(f"{path.name}: {error.args[0]} is missing") from error


def _one_of(path: Path, key: str, value: Any, allowed: tuple[str, ...]) -> Any:
    if value not in allowed:
        raise ContentError(f"{path.name}: {key}: {value!r} is not one of: {', '.join(allowed)}")
    return value


def _pages(outlet_id: str, folder: Path) -> tuple[Page, ...]:
    pages = [read_page(outlet_id, path) for path in sorted(folder.glob("*.txt"))]
    return tuple(sorted(pages, key=lambda page: (page.published, page.slug), reverse=True))


def read_page(outlet_id: str, path: Path) -> Page:
    """Read one page file. Raises ContentError for an unknown or missing header and for a time without a zone."""
    head, _, body = path.read_text("utf-8").partition("\n\n")
    headers = _headers(path, head)
    where = f"{path.parent.name}/{path.name}"
    paragraphs = tuple(line.strip() for line in body.splitlines() if line.strip())
    if not paragraphs:
        raise ContentError(f"{where}: no paragraphs")
    try:
        published = datetime.fromisoformat(headers["published"])
        title = headers["title"]
    except (KeyError, ValueError) as error:
        raise ContentError(f"{where}: title and published (an ISO time) are required: {error}") from error
    if published.tzinfo is None:
        raise ContentError(f"{where}: published has no zone")
    return Page(
        outlet_id=outlet_id,
        slug=path.stem,
        title=title,
        published=published,
        path=headers.get("url_path", "").lstrip("/") or f"{path.stem}.html",
        paragraphs=paragraphs,
        byline=headers.get("byline", ""),
        number=headers.get("number", ""),
        action=headers.get("action", ""),
        agencies=tuple(name.strip() for name in headers.get("agencies", "").split(";") if name.strip()),
        effective_on=_day(headers, "effective_on"),
        abstract=headers.get("abstract", ""),
        type=headers.get("type", ""),
        signed=_day(headers, "signed"),
    )


def _headers(path: Path, head: str) -> Mapping[str, str]:
    headers = {}
    for number, line in enumerate(head.splitlines(), 1):
        key, colon, value = line.partition(":")
        if not colon or key.strip() not in HEADERS:
            raise ContentError(f"{path.parent.name}/{path.name}:{number}: not a header: {line[:60]!r}")
        headers[key.strip()] = value.strip()
    return headers


def _day(headers: Mapping[str, str], key: str) -> date | None:
    return date.fromisoformat(headers[key]) if headers.get(key) else None
