"""Makes what pollers ask for: RSS, Atom, and the JSON answers of a gazette's API. Knows no layout and no socket."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from email.utils import format_datetime
from html import escape
from typing import Any

from tracker.sample.content import Outlet, Page

PER_PAGE = 3
"""Documents in one answer of the API: few, so that a poller must follow ``next_page_url``."""
API_PATH = "api/v1/documents.json"


def rss(outlet: Outlet, base: str) -> str:
    """Return the outlet's RSS 2.0 feed, newest first, with times in RFC 822 form."""
    items = "\n".join(_rss_item(outlet, page, base) for page in outlet.pages)
    built = f"<lastBuildDate>{format_datetime(outlet.pages[0].published)}</lastBuildDate>\n" if outlet.pages else ""
    return (
        f'<?xml version="1.0" encoding="{outlet.encoding}"?>\n<rss version="2.0">\n<channel>\n'
        f"<title>{escape(outlet.name)}</title>\n<link>{base}/{outlet.id}/</link>\n"
        f"<description>{escape(outlet.name)}</description>\n<language>{outlet.language}</language>\n{built}"
        f"<ttl>60</ttl>\n{items}\n</channel>\n</rss>\n"
    )


def _rss_item(outlet: Outlet, page: Page, base: str) -> str:
    address = f"{base}/{outlet.id}/{page.path}"
    return (
        f"<item>\n<title>{escape(page.title)}</title>\n<link>{escape(address)}</link>\n"
        f'<guid isPermaLink="false">{outlet.id}:{page.slug}</guid>\n'
        f"<pubDate>{format_datetime(page.published)}</pubDate>\n"
        f"<description>{escape(page.lead)}</description>\n</item>"
    )


def atom(outlet: Outlet, base: str) -> str:
    """Return the outlet's Atom 1.0 feed, newest first."""
    entries = "\n".join(_atom_entry(outlet, page, base) for page in outlet.pages)
    updated = f"<updated>{outlet.pages[0].published.isoformat()}</updated>\n" if outlet.pages else ""
    return (
        f'<?xml version="1.0" encoding="{outlet.encoding}"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{outlet.language}">\n'
        f"<title>{escape(outlet.name)}</title>\n<id>tag:sample.invalid,2025:{outlet.id}</id>\n{updated}"
        f'<link rel="self" href="{base}/{outlet.id}/feed.xml"/>\n{entries}\n</feed>\n'
    )


def _atom_entry(outlet: Outlet, page: Page, base: str) -> str:
    time = page.published.isoformat()
    author = f"<author><name>{escape(page.byline)}</name></author>\n" if page.byline else ""
    return (
        f"<entry>\n<title>{escape(page.title)}</title>\n<id>tag:sample.invalid,2025:{outlet.id}:{page.slug}</id>\n"
        f'<link rel="alternate" type="text/html" href="{escape(f"{base}/{outlet.id}/{page.path}")}"/>\n'
        f"<published>{time}</published>\n<updated>{time}</updated>\n{author}<summary>{escape(page.lead)}</summary>\n"
        "</entry>"
    )


def api_answers(outlet: Outlet, base: str) -> Iterator[tuple[str, str]]:
    """Yield (address below the web, JSON) for each page of the API; the last one has no ``next_page_url``."""
    chunks = [outlet.pages[start : start + PER_PAGE] for start in range(0, len(outlet.pages), PER_PAGE)]
    for number, chunk in enumerate(chunks, 1):
        address = f"/{outlet.id}/{API_PATH}" + (f"?page={number}" if number > 1 else "")
        following = f"{base}/{outlet.id}/{API_PATH}?page={number + 1}" if number < len(chunks) else None
        answer = _api_answer(outlet, chunk, base, total=len(outlet.pages), pages=len(chunks), following=following)
        yield address, json.dumps(answer, ensure_ascii=False, indent=1)


def _api_answer(
    outlet: Outlet, chunk: Sequence[Page], base: str, *, total: int, pages: int, following: str | None
) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "count": total,
        "description": "Documents of the sample world",
        "total_pages": pages,
        "results": [_api_document(outlet, page, base) for page in chunk],
    }
    return answer | ({"next_page_url": following} if following else {})


def _api_document(outlet: Outlet, page: Page, base: str) -> dict[str, Any]:
    document: dict[str, Any] = {
        "document_number": page.number,
        "type": page.type,
        "title": page.title,
        "abstract": page.abstract or None,
        "action": page.action or None,
        "publication_date": f"{page.published:%Y-%m-%d}",
        "effective_on": page.effective_on.isoformat() if page.effective_on else None,
        "agencies": [{"raw_name": name.upper(), "name": name} for name in page.agencies],
        "html_url": f"{base}/{outlet.id}/{page.path}",
    }
    if page.signed:
        document["signing_date"] = page.signed.isoformat()
    return document
