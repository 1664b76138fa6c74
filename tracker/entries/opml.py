"""Makes outlines of an OPML document, and an OPML document of feeds: how feed readers hand each other their lists.

A document with a document type of its own is refused: no feed reader writes one, and only entities that grow or reach
for files need it. Knows no file and no net.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import get_args

from bs4 import BeautifulSoup

from tracker.charset import decode
from tracker.entries.paths import UNFIT
from tracker.entries.row import absolute, plain, tidy
from tracker.model import Feed, Issue, Tier

MOST_TAGS = 60_000
TITLE_LIMIT = 200
_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE[^>]*\[|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NAMED = re.compile(r"<outline\b[^<>]{0,4000}?\sxmlurl\s*=", re.IGNORECASE)
_NO_XML = re.compile(r"[\ufffe\uffff]")
_TIERS = get_args(Tier)


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of a list. `site` is the page that it belongs to, empty where the list does not say."""

    title: str
    url: str
    site: str


def read_opml(text: bytes, at: datetime) -> tuple[list[Outline], list[Issue]]:
    """Return the feeds of an OPML document, none twice, in its order, and what was wrong with it at the time `at`.

    Groups are opened however deep they nest. Issue kinds: ``mojibake``, ``wrong_shape``, ``bad_row``, ``empty``.
    """
    markup = decode(text, None)
    reason = _refusal(markup) if markup is not None else UNFIT
    if markup is None or reason:
        return [], [Issue("entries", "opml", "wrong_shape" if markup is not None else "mojibake", reason, at)]
    # As bytes, so that the parser cannot take the declared charset for that of the text, which is decoded already.
    soup = BeautifulSoup(_DECLARATION.sub("", markup).encode("utf-8", "replace"), "xml", from_encoding="utf-8")
    if soup.find(_is("opml")) is None:
        return [], [Issue("entries", "opml", "wrong_shape", "no <opml> in the document", at)]
    found, named, bad = _outlines(soup)
    lost = len(_NAMED.findall(_COMMENT.sub("", markup))) - named
    issues = [Issue("entries", "opml", "bad_row", f"{bad} outlines have no http(s) address", at)] if bad else []
    if lost > 0:
        issues.append(Issue("entries", "opml", "wrong_shape", f"{lost} outlines lost: the document is broken", at))
    if not found and not issues:
        issues.append(Issue("entries", "opml", "empty", "no outline names a feed", at))
    return found, issues


def _refusal(markup: str) -> str:
    if _DOCTYPE.search(markup):
        return "the document declares entities of its own: refused unparsed"
    if markup.count("<") > MOST_TAGS:
        return f"more than {MOST_TAGS:,} tags: no list of feeds has that many"
    return "" if "<" in markup else f"no OPML: it begins {markup.strip()[:40]!r}"


def _outlines(soup: BeautifulSoup) -> tuple[list[Outline], int, int]:
    """Return the distinct feeds, how many outlines name a feed, and how many of those have no address for it."""
    found: dict[str, Outline] = {}
    named = bad = 0
    for element in soup.find_all(_is("outline")):
        told = {str(name).lower(): str(value) for name, value in element.attrs.items()}
        stated = told.get("xmlurl")
        if stated is None:
            continue  # a group, or a note
        named += 1
        url = absolute(stated, "")
        bad += not url
        if url:
            title = plain(told.get("title") or told.get("text") or "", TITLE_LIMIT)
            found.setdefault(url, Outline(title or url, url, absolute(told.get("htmlurl") or "", "")))
    return list(found.values()), named, bad


def _is(name: str) -> re.Pattern[str]:
    return re.compile(rf"^{name}$", re.IGNORECASE)


def write_opml(feeds: Sequence[Feed], title: str) -> str:
    """Return an OPML 2.0 document, one group for each tier in the order of trust, the feeds by publisher.

    What is no feed document (list pages, APIs) stands in it as a plain link, which no reader takes for a feed.
    """
    ordered = sorted(feeds, key=lambda feed: (_TIERS.index(feed.tier), feed.publisher, feed.id))
    groups = [_group(tier, list(members)) for tier, members in groupby(ordered, key=lambda feed: feed.tier)]
    head = f"  <head>\n    <title>{_quoted(title)}</title>\n  </head>"
    body = "\n".join(["  <body>", *groups, "  </body>"])
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n{head}\n{body}\n</opml>\n'


def _group(tier: str, feeds: Sequence[Feed]) -> str:
    return "\n".join([f'    <outline text="{_quoted(tier)}">', *map(_outline, feeds), "    </outline>"])


def _outline(feed: Feed) -> str:
    named = f'text="{_quoted(feed.publisher)}" title="{_quoted(feed.publisher)}"'
    address = _quoted(feed.url)
    how = f'type="rss" xmlUrl="{address}"' if feed.kind == "feed" else f'type="link" url="{address}"'
    return f'      <outline {named} {how} language="{_quoted(feed.language)}"/>'


def _quoted(text: str) -> str:
    return html.escape(_NO_XML.sub("", tidy(text)), quote=True)
