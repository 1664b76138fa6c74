"""Makes title, text and stated address of an HTML page: a stated container's text, else what trafilatura takes for it.

Knows mark-up, not what the text is about. Each paragraph, list item and table row becomes one line.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

_BLOCK_NAMES = (
    "address article aside blockquote body center dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset({"script", "style", "noscript", "template", "iframe", "svg", "button", "select", "head"})
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
CELLS = " | "
"""What stands between the cells of a table's row."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: `text` has its paragraphs on single lines; `titles` are candidates, the best first."""

    titles: tuple[str, ...]
    text: str
    canonical: str | None
    soup: BeautifulSoup


def read_page(html: str, url: str, container: str | None) -> Page:
    """Return what the page holds; `text` is empty where there is none to read.

    A stated container that the page does not have is no reason to be blind: the page is then read like any other.
    """
    soup = BeautifulSoup(html, "lxml")
    text = ""
    if container:
        text = "\n".join(line for part in _outermost(soup, container) for line in paragraphs(part))
    if not text:
        text = _extracted(html, url)
    link = soup.select_one("link[rel~=canonical][href]")
    return Page(tuple(_titles(soup)), text, str(link["href"]) if link else None, soup)


def _outermost(soup: BeautifulSoup, container: str) -> list[Tag]:
    found = soup.select(container)
    chosen = {id(each) for each in found}
    return [each for each in found if not any(id(parent) in chosen for parent in each.parents)]


def paragraphs(root: Tag) -> list[str]:
    """Return the running text below an element, one line for each block; line breaks divide, a row's cells join."""
    lines: list[str] = []
    current: list[str] = []

    def close() -> None:
        line = one_line("".join(current))
        if line:
            lines.append(line)
        current.clear()

    # A walk without recursion: pages nested thousands deep exist, made by people and by editors.
    todo: list[PageElement | str] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                current.append(str(node).replace("\n", " "))
        elif isinstance(node, str):
            current.append(node) if node else close()
        elif isinstance(node, Tag) and node.name not in _SILENT:
            todo.extend(reversed(list(_steps(node))))
    close()
    return lines


def _steps(node: Tag) -> Iterator[PageElement | str]:
    """Yield what is to be read at an element: its children, and an empty string where a line ends."""
    if node.name == "br":
        yield ""
    elif node.name == "tr" and len(cells := node.find_all(["td", "th"], recursive=False)) > 1 and not node.table:
        yield ""
        yield CELLS.join(cell for cell in (one_line(each.get_text(" ")) for each in cells) if cell) or " "
        yield ""
    elif node.name in _BLOCKS:
        yield ""
        yield from node.contents
        yield ""
    else:
        yield from node.contents


def one_line(text: str) -> str:
    """Return text with single spaces, without control characters, lone surrogates and ends."""
    whole = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return _SPACES.sub(" ", _UNSEEN.sub("", whole).replace("\n", " ")).strip()


def _extracted(html: str, url: str) -> str:
    import trafilatura  # a sixth of a second to import, wanted only where a page is read
    from trafilatura.settings import DEFAULT_CONFIG

    config = copy.deepcopy(DEFAULT_CONFIG)
    # By default an article below 250 characters is taken for none and the whole page for the article, menus included;
    # many a Chinese report is shorter.
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "80")
    text = trafilatura.extract(html, url=url, include_comments=False, include_tables=True, config=config)
    return "\n".join(line for each in (text or "").split("\n") if (line := one_line(each)))


def _titles(soup: BeautifulSoup) -> Iterator[str]:
    named: dict[str, str] = {}
    for meta in soup.find_all("meta", limit=200):
        if isinstance(meta, Tag):
            key = str(meta.get("property") or meta.get("name") or "").lower()
            named.setdefault(key, one_line(str(meta.get("content") or "")))
    heading = soup.find("h1")
    candidates = [
        named.get("articletitle"),
        named.get("og:title"),
        one_line(heading.get_text(" ")) if heading else None,
    ]
    yield from (title for title in candidates if title)
    if soup.title and (title := one_line(soup.title.get_text(" "))):
        yield re.split(r"\s+[|–—_-]\s+|[_｜]", title)[0] or title
