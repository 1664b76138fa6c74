"""Makes an article of a fetched page, a document or a saved page's plain text: title, text, date, language, address.

Knows mark-up, documents and text; must not know the net, the store, or what the article is about. The number of a
notice's own act is taken from its address only; what its text states is left to whoever knows instruments. Here the
room's parts are joined, and here are its doors: `read`, `from_text`, `furniture`, and for comparing what was read
`likeness`, `is_copy`, `agrees` and `difference`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from tracker import challenge
from tracker.articles.address import canonical, identity, stated_number
from tracker.articles.credit import wire
from tracker.articles.dates import Dated, publication, signature_date
from tracker.articles.difference import difference
from tracker.articles.furniture import furniture, weight
from tracker.articles.language import language as language_of
from tracker.articles.language import script as script_of
from tracker.articles.likeness import agrees, is_copy, likeness
from tracker.articles.plain import headline, lines_joined, unwrapped, with_title_marked
from tracker.charset import decode
from tracker.model import (
    Article,
    ArticleKind,
    Attachment,
    Entry,
    Feed,
    Fetched,
    Issue,
    Publish,
    Tier,
    content_id,
)

if TYPE_CHECKING:
    from tracker.articles.page import Page

__all__ = [
    "agrees",
    "difference",
    "from_text",
    "furniture",
    "is_copy",
    "likeness",
    "read",
    "stated_number",
]

MOST_TAGS = 250_000
"""More tags than any page of news has: a hostile document is refused unparsed."""
WHOLE = 200
"""Size, in Latin characters, of the least text that counts as a notice where the stated container is missing."""
_ZIP = b"PK\x03\x04"
_BINARY = {
    _ZIP: "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"Rar!": "an archive",
}
_HEAD = 1024
"""Bytes within which a PDF must name itself, by its own standard; some servers put blank lines before it."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of one answer, before it is an article."""

    title: str
    text: str
    dated: Dated | None
    canonical: str | None = None
    attachments: tuple[Attachment, ...] = ()
    gaps: tuple[str, ...] = ()


def read(entry: Entry, feed: Feed, fetched: Fetched) -> Article | Issue:
    """Return the article that an entry's page or document holds.

    Issue kinds: ``no_text`` (nothing to read), ``unsupported`` (files that cannot be read), ``wrong_shape`` (hostile
    mark-up, a shell that scripts fill, an official page without its stated container and with next to no text),
    ``mojibake`` (bytes that make sense in no charset), ``challenge`` (a bot wall), ``not_found`` (it says so, with a
    good status), ``moved`` (a stub that leads elsewhere: `reason` is the absolute address and nothing else).
    """
    body = fetched.body or b""
    if problem := _unreadable(body, fetched.content_type, fetched.status):
        return Issue("articles", entry.url, *problem, fetched.at)
    kind = _document_kind(body)
    found = _of_document(body, kind, entry, feed, fetched) if kind else _of_text(body, entry, feed, fetched)
    return found if isinstance(found, Issue) else _article(found, entry, feed, fetched)


def _unreadable(body: bytes, content_type: str, status: int) -> tuple[str, str] | None:
    if not body.strip():
        return "no_text", "the answer has no bytes"
    if _document_kind(body):
        return None
    kind = next((name for magic, name in _BINARY.items() if body.startswith(magic)), None)
    if kind or content_type.startswith(("image/", "audio/", "video/")) or content_type == "application/pdf":
        return "unsupported", f"{kind or content_type} is not read"
    if wall := challenge.named(body, status):
        return "challenge", f"{wall} stands before the page"
    if body.count(b"<") > MOST_TAGS:
        return "wrong_shape", f"more than {MOST_TAGS:,} tags: no page of news has that many"
    return None


def _document_kind(body: bytes) -> Literal["pdf", "docx"] | None:
    """Return what kind of document the bytes are, whatever the header says they are."""
    if b"%PDF-" in body[:_HEAD] and body.lstrip()[:1] != b"<":
        return "pdf"
    return "docx" if body.startswith(_ZIP) and b"word/" in body else None


def _of_document(
    body: bytes, kind: Literal["pdf", "docx"], entry: Entry, feed: Feed, fetched: Fetched
) -> _Read | Issue:
    from tracker.articles.documents import read_document  # its libraries are heavy, wanted only for documents

    found = read_document(body, kind)
    if isinstance(found, str):
        return Issue("articles", entry.url, "unsupported", found, fetched.at)
    title = _title(entry.title, (found.title,), official=False)
    return _Read(title, found.text, _dated((title, found.title), found.text, entry, feed, fetched), gaps=found.gaps)


def _of_text(body: bytes, entry: Entry, feed: Feed, fetched: Fetched) -> _Read | Issue:
    html = decode(body, fetched.charset)
    if html is None:
        return Issue("articles", entry.url, "mojibake", "the bytes make sense in no charset", fetched.at)
    if fetched.content_type == "text/plain" or "<" not in html:
        # Such as the Federal Register's raw text.
        text = lines_joined(unwrapped(html))
        title = entry.title or headline(text)
        return _Read(title, text, _dated((title,), text, entry, feed, fetched))
    return _of_html(html, entry, feed, fetched)


def _of_html(html: str, entry: Entry, feed: Feed, fetched: Fetched) -> _Read | Issue:
    # BeautifulSoup and lxml are wanted only where a page is read.
    from tracker.articles.attachments import attachments, framed
    from tracker.articles.page import read_page
    from tracker.articles.stubs import stub

    official = feed.tier == "official"
    page = read_page(html, fetched.final_url, feed.container, official=official)
    problem = stub(page, fetched.final_url)
    if not problem and official and feed.container and not page.contained:
        problem = _lacking(page.text, feed.container, framed(page, fetched.final_url))
    if problem:
        return Issue("articles", entry.url, *problem, fetched.at)
    return _Read(
        _title(entry.title, page.titles, official=official) or headline(page.text),
        page.text,
        _dated((entry.title, *page.titles), page.text, entry, feed, fetched, page),
        page.canonical,
        attachments(page, fetched.final_url) if official else (),
    )


def _lacking(text: str, container: str, document: str | None) -> tuple[str, str] | None:
    """Return what is wrong with an official page whose stated container is missing or empty, None if it can be read.

    A container with nothing in it but a document in a frame is that document's page; one that is gone is told, unless
    enough is left to be the notice.
    """
    if document:
        return "moved", document
    size = weight(text)
    return ("wrong_shape", f"no text in '{container}', and {size} characters elsewhere") if 0 < size < WHOLE else None


def _dated(
    titles: Sequence[str], text: str, entry: Entry, feed: Feed, fetched: Fetched, page: Page | None = None
) -> Dated | None:
    """Return when it was published and who says so: the feed, else the page or document itself."""
    if entry.published:
        return entry.published, "feed"
    official = feed.tier == "official"
    return publication(
        page.soup if page else None,
        _lines(page, text) if official else (),
        titles,
        text,
        url=fetched.final_url,
        zone=_zone(feed.zone, feed.country, feed.tier),
        at=fetched.at,
        official=official,
    )


def _lines(page: Page | None, text: str) -> Sequence[str]:
    """Return all the lines that the page shows, menus included, or those of a document."""
    if page is None:
        return text.split("\n")
    from tracker.articles.page import paragraphs

    return paragraphs(page.soup)


def _zone(stated: str, country: str, tier: Tier) -> str:
    """Return the zone of times without one; the offices of China write Beijing time and never say so."""
    return "Asia/Shanghai" if stated == "UTC" and country == "CN" and tier == "official" else stated


def _title(told: str, candidates: Sequence[str], *, official: bool) -> str:
    """Return the entry's title, or the page's own where the entry has none or a cut one.

    The lists of ministries cut titles without a sign, so there the page's title is taken if it goes on where the
    list's ends.
    """
    if not told:
        return next(iter(candidates), "")
    stem = told.rstrip().rstrip(".… ")
    cut = stem != told.rstrip() and told.rstrip().endswith(("…", "..."))
    if cut or official:
        return next((each for each in candidates if each.startswith(stem) and (cut or _goes_on(each, stem))), told)
    return told


def _goes_on(title: str, stem: str) -> bool:
    return title[len(stem) : len(stem) + 2].strip()[:1].isalnum()


def _article(found: _Read, entry: Entry, feed: Feed, fetched: Fetched) -> Article | Issue:
    url = canonical(fetched.final_url, found.canonical)
    title, text = found.title, found.text
    if not text:
        where = f" in '{feed.container}'" if feed.container else ""
        return Issue("articles", entry.url or url, "no_text", f"nothing to read on the page{where}", fetched.at)
    published, dated_by = found.dated or (None, None)
    aliases = {entry.url, fetched.final_url, canonical(fetched.final_url)} - {"", url}
    number = next((n for each in (fetched.final_url, url, entry.url) if (n := stated_number(each))), None)
    return Article(
        id=content_id(identity(url)),
        url=url,
        title=title,
        text=text,
        language=_language(title, text, feed.language),
        kind="notice" if feed.tier == "official" else "news",
        publisher=feed.publisher,
        country=feed.country,
        tier=feed.tier,
        publish=feed.publish,
        published=published,
        fetched=fetched.at,
        sha256=hashlib.sha256(fetched.body or b"").hexdigest(),
        feed_id=feed.id,
        instrument=number if feed.tier == "official" else None,
        furniture=with_title_marked(title, text, furniture(text)),
        aliases=tuple(sorted(aliases)),
        dated_by=dated_by,
        script=script_of(f"{title}\n{text}"),
        wire=wire(title, text),
        part_of=entry.part_of,
        attachments=found.attachments,
        gaps=found.gaps,
    )


def _language(title: str, text: str, stated: str) -> str:
    """Return the text's own language; where it is neither English nor Chinese, the feed's if that is neither too."""
    found = language_of(f"{title}\n{text}")
    if found != "other":
        return found
    return stated if stated[:2] not in {"en", "zh"} else "other"


def from_text(
    text: str,
    *,
    url: str,
    title: str | None = None,
    fetched: datetime,
    published: datetime | None = None,
    publisher: str = "",
    country: str = "",
    tier: Tier = "press",
    publish: Publish = "evidence",
    language: str | None = None,
) -> Article | Issue:
    """Return the article of a saved page's plain text. Nothing is taken out of the text: furniture is only marked.

    Without `title` the first real line is the title; lines that repeat the title are marked too, for they are told by
    the title. A notice without `published` takes the date beneath its signature; news never gets a date from its text.
    """
    whole = lines_joined(text)
    if not whole:
        return Issue("articles", url, "no_text", "the file holds no text", fetched)
    name = title or headline(whole)
    kind: ArticleKind = "notice" if tier == "official" else "news"
    dated: Dated | None = (published, "feed") if published else None
    if dated is None and kind == "notice" and (signed := signature_date(whole, _zone("UTC", country, tier), fetched)):
        dated = signed, "text"
    address = canonical(url)
    return Article(
        id=content_id(identity(address)),
        url=address,
        title=name,
        text=whole,
        language=language or language_of(f"{name}\n{whole}"),
        kind=kind,
        publisher=publisher,
        country=country,
        tier=tier,
        publish=publish,
        published=dated[0] if dated else None,
        fetched=fetched,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        instrument=stated_number(url) if kind == "notice" else None,
        furniture=with_title_marked(name, whole, furniture(whole)),
        aliases=(url,) if url != address else (),
        dated_by=dated[1] if dated else None,
        script=script_of(f"{name}\n{whole}"),
        wire=wire(name, whole),
    )
