"""Makes an article of a fetched page or of a saved page's plain text: title, text, date, language, address, furniture.

Knows mark-up and text; must not know the net, the store, or what the article is about. The number of a notice's own
act is left to whoever knows instruments.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from tracker.articles.address import canonical
from tracker.articles.dates import page_date, signature_date
from tracker.articles.furniture import furniture
from tracker.articles.language import language as language_of
from tracker.articles.plain import headline, lines_joined, with_title_marked
from tracker.charset import decode
from tracker.model import Article, ArticleKind, Entry, Feed, Fetched, Issue, Publish, Tier, content_id

__all__ = ["from_text", "furniture", "read"]

MOST_TAGS = 250_000
"""More tags than any page of news has: a hostile document is refused unparsed."""
_BINARY = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
}


def read(entry: Entry, feed: Feed, fetched: Fetched) -> Article | Issue:
    """Return the article that an entry's page holds.

    Issue kinds: ``no_text`` (nothing to read), ``unsupported`` (PDF and other files), ``wrong_shape`` (hostile
    mark-up), ``mojibake`` (bytes that fit no charset).
    """
    body = fetched.body or b""
    if problem := _unreadable(body, fetched.content_type):
        return Issue("articles", entry.url, *problem, fetched.at)
    html = decode(body, fetched.charset)
    if html is None:
        return Issue("articles", entry.url, "mojibake", "the bytes fit no charset", fetched.at)
    if fetched.content_type == "text/plain" or "<" not in html:
        return _from_plain_page(html, entry, feed, fetched)
    return _from_html(html, entry, feed, fetched)


def _unreadable(body: bytes, content_type: str) -> tuple[str, str] | None:
    if not body.strip():
        return "no_text", "the answer has no bytes"
    kind = next((name for magic, name in _BINARY.items() if body.startswith(magic)), None)
    if kind or content_type.startswith(("image/", "audio/", "video/")) or content_type == "application/pdf":
        return "unsupported", f"{kind or content_type} is not read"
    if body.count(b"<") > MOST_TAGS:
        return "wrong_shape", f"more than {MOST_TAGS:,} tags: no page of news has that many"
    return None


def _from_plain_page(text: str, entry: Entry, feed: Feed, fetched: Fetched) -> Article | Issue:
    """Return the article of a page served as plain text, such as the Federal Register's raw text."""
    return _article(
        url=canonical(fetched.final_url),
        title=entry.title or headline(lines_joined(text)),
        text=lines_joined(text),
        published=entry.published,
        aliases=(entry.url, fetched.final_url),
        feed=feed,
        fetched=fetched,
    )


def _from_html(html: str, entry: Entry, feed: Feed, fetched: Fetched) -> Article | Issue:
    from tracker.articles.page import read_page

    page = read_page(html, fetched.final_url, feed.container)
    published = entry.published or page_date(page.soup, feed.zone, fetched.at)
    if published is None and feed.tier == "official":
        published = signature_date(page.text, feed.zone, fetched.at)
    return _article(
        url=canonical(fetched.final_url, page.canonical),
        title=_title(entry.title, page.titles) or headline(page.text),
        text=page.text,
        published=published,
        aliases=(entry.url, fetched.final_url, canonical(fetched.final_url)),
        feed=feed,
        fetched=fetched,
    )


def _title(told: str, candidates: tuple[str, ...]) -> str:
    """Return the entry's title, or the page's own where the entry has none or a cut one."""
    if not told:
        return next(iter(candidates), "")
    stem = told.rstrip(".… ")
    if stem != told.rstrip() and told.rstrip().endswith(("…", "...")):
        return next((each for each in candidates if each.startswith(stem)), told)
    return told


def _article(
    *,
    url: str,
    title: str,
    text: str,
    published: datetime | None,
    aliases: tuple[str, ...],
    feed: Feed,
    fetched: Fetched,
) -> Article | Issue:
    if not text:
        where = f" in '{feed.container}'" if feed.container else ""
        return Issue("articles", aliases[0] or url, "no_text", f"nothing to read on the page{where}", fetched.at)
    return Article(
        id=content_id(url),
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
        furniture=with_title_marked(title, text, furniture(text)),
        aliases=tuple(sorted({each for each in aliases if each} - {url})),
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
    zone = "Asia/Shanghai" if country == "CN" else "UTC"
    if published is None and kind == "notice":
        published = signature_date(whole, zone, fetched)
    address = canonical(url)
    return Article(
        id=content_id(address),
        url=address,
        title=name,
        text=whole,
        language=language or language_of(f"{name}\n{whole}"),
        kind=kind,
        publisher=publisher,
        country=country,
        tier=tier,
        publish=publish,
        published=published,
        fetched=fetched,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        furniture=with_title_marked(name, whole, furniture(whole)),
        aliases=(url,) if url != address else (),
    )
