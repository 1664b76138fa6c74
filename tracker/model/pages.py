"""Where texts come from and what was read: sources, requests, answers, entries, articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.model.words import ArticleKind, DateSource, FeedKind, Field, Publish, Script, Tier


@dataclass(frozen=True, slots=True)
class Listing:
    """How to read a list page: CSS selectors, `item` for the row; `link`, `title` and `date` within it.

    `inside` is the dotted path of the HTML where it stands within a JSON answer. `next` selects the link to the next
    page. `proof` selects what only the right page has. `count` selects an element that states the number of rows, in
    its attribute `count_attribute` or its text: another number of rows found is a wrong shape.
    """

    item: str
    link: str = "a"
    title: str | None = None
    date: str | None = None
    date_format: str | None = None
    link_pattern: str | None = None
    inside: str | None = None
    next: str | None = None
    proof: str | None = None
    count: str | None = None
    count_attribute: str | None = None


@dataclass(frozen=True, slots=True)
class Api:
    """How to read a JSON answer: dotted paths, `items`, `next` and `cursor` from the root, the others from one item.

    `next` states the next page's address; `cursor` a value that stands for ``{cursor}`` in the next request.
    """

    items: str
    link: str
    title: str
    date: str | None = None
    guid: str | None = None
    summary: str | None = None
    number: str | None = None
    next: str | None = None
    cursor: str | None = None


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """How a source wants to be asked where a plain GET is not enough: a form makes a POST of it."""

    form: Pairs = ()
    headers: Pairs = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One request for one page of a source, its placeholders filled; a `form` makes it a POST. `page` counts from 0."""

    url: str
    form: Pairs = ()
    headers: Pairs = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class Feed:
    """One source in ``feeds.yaml``. `every` is the wished polling interval; `expect_weekly` counts entries a week.

    `pages` are asked for at most in one poll, the first numbered `first_page`. A date template in `url` is asked for
    each day of `look_back`, today included.
    """

    id: str
    url: str
    kind: FeedKind
    publisher: str
    country: str
    language: str
    tier: Tier
    every: timedelta
    publish: Publish
    expect_weekly: float | None = None
    enabled: bool = True
    may_be_empty: bool = False
    allow_private: bool = False
    zone: str = "UTC"
    container: str | None = None
    listing: Listing | None = None
    api: Api | None = None
    request: Asking | None = None
    pages: int = 1
    first_page: int = 1
    look_back: timedelta = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer from the web; ``body=None`` is a 304. `fresh_for` is what Cache-Control or Expires allow."""

    url: str
    final_url: str
    status: int
    at: datetime
    body: bytes | None
    content_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    fresh_for: timedelta | None = None
    moved_for_good: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as the feed, list page or API tells it. `number` is a document number the source itself states.

    `part_of` is the id of the article that an attachment belongs to.
    """

    id: str
    feed_id: str
    guid: str
    url: str
    title: str
    published: datetime | None = None
    summary: str = ""
    number: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that a notice carries: its annex as PDF, DOCX or another file."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page, read. `text` has its paragraphs on single lines; `furniture` are ranges of it that nobody wrote as news.

    `instrument` is the number of a notice's own act; `sha256` is over the raw bytes that were read. `wire` is the
    agency that the text credits (``reuters``); `copy_of` the id of the article whose text this one repeats; `part_of`
    the id of the article that this one is an annex of.
    """

    id: str
    url: str
    title: str
    text: str
    language: str
    kind: ArticleKind
    publisher: str
    country: str
    tier: Tier
    publish: Publish
    published: datetime | None
    fetched: datetime
    sha256: str
    feed_id: str | None = None
    revision: int = 1
    instrument: str | None = None
    furniture: tuple[tuple[int, int], ...] = ()
    aliases: tuple[str, ...] = ()
    dated_by: DateSource | None = None
    script: Script = ""
    wire: str = ""
    copy_of: str | None = None
    part_of: str | None = None
    attachments: tuple[Attachment, ...] = ()
    gaps: tuple[str, ...] = ()
    """What of a document could not be read, in words: a page that is a picture, a damaged one."""

    def part(self, name: Field) -> str:
        """Return the title or the text."""
        return self.title if name == "title" else self.text

    def is_furniture(self, start: int, end: int) -> bool:
        """Say whether a range of the text touches page furniture."""
        return any(start < stop and begin < end for begin, stop in self.furniture)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is compared instead of two texts: the `signature` of one; two that share a band are worth comparing."""

    article_id: str
    size: int
    signature: tuple[int, ...]
    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one revision of a text to the next: lines added and removed, and a unified diff."""

    added: int
    removed: int
    diff: str
