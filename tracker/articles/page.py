"""Makes title, text and stated address of an HTML page: a stated container's text, else what trafilatura takes for it.

Knows mark-up, not what the text is about. Each paragraph, list item and table row becomes one line; the number of a
paragraph that is set in a table's first cell stands before it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from tracker.articles.plain import unwrapped

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
_PROLOG = re.compile(r"\A\s*(?:<\?xml[^>]{0,200}\?>|<DOCUMENT>\s.{0,1000}?<TEXT>)\s*", re.IGNORECASE | re.DOTALL)
"""What stands before the page itself: XHTML's declaration, and the wrapper of the SEC's filing system."""
_DECLARATION = re.compile(r"<\?xml", re.IGNORECASE)
"""The begin of a broken one: to an HTML parser it means nothing, but BeautifulSoup complains."""
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PRINTED_PAGE = "printed-page"
"""Class of the Federal Register's marks of printed pages, which stand in mid-sentence."""
_MARKER = re.compile(r"[(（]\w{1,6}[)）]|[—–•·‣▪-]")
_SITE = re.compile(r"\s+[|–—_-]\s+|[_｜|]")


class _Held(str):
    """The number of a paragraph, to be put before the paragraph's own first line."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: `text` has its paragraphs on single lines; `titles` are candidates, the best first.

    `roots` are the elements of the stated container; `contained` says that the text is theirs, not what the page seems
    to tell.
    """

    titles: tuple[str, ...]
    text: str
    canonical: str | None
    soup: BeautifulSoup
    roots: tuple[Tag, ...] = ()
    contained: bool = False


def read_page(html: str, url: str, container: str | None, *, official: bool = False) -> Page:
    """Return what the page holds; `text` is empty where there is none to read.

    A stated container that the page does not have is no reason to be blind: the page is then read like any other.
    """
    soup = BeautifulSoup(_DECLARATION.sub("<?-", _PROLOG.sub("", html, count=1)), "lxml")
    roots = tuple(_outermost(soup, container)) if container else ()
    stated_text = "\n".join(line for part in roots for line in paragraphs(part))
    text = stated_text or _extracted(html, url)
    addresses = {str(link["href"]) for link in soup.select("link[rel~=canonical][href]", limit=5)}
    # Two addresses stated are none: templates and plug-ins each put theirs.
    canonical = addresses.pop() if len(addresses) == 1 else None
    titles = tuple(_titles(soup, official=official))
    return Page(titles, text, canonical, soup, roots, bool(stated_text))


def _outermost(soup: BeautifulSoup, container: str) -> list[Tag]:
    found = soup.select(container)
    chosen = {id(each) for each in found}
    return [each for each in found if not any(id(parent) in chosen for parent in each.parents)]


def paragraphs(root: Tag) -> list[str]:
    """Return the running text below an element, one line for each block; line breaks divide, a row's cells join."""
    lines: list[str] = []
    current: list[str] = []
    held = ""

    def close() -> None:
        nonlocal held
        line = one_line("".join(current))
        if line:
            lines.append(f"{held} {line}" if held else line)
            held = ""
        current.clear()

    # A walk without recursion: pages nested thousands deep exist, made by people and by editors.
    todo: list[PageElement | str] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                current.append(str(node).replace("\n", " "))
        elif isinstance(node, _Held):
            close()
            held = f"{held} {node}".strip()
        elif isinstance(node, str):
            current.append(node) if node else close()
        elif isinstance(node, Tag) and (node is root or not _is_silent(node)):
            todo.extend(reversed(list(_steps(node))))
    close()
    return [*lines, held] if held else lines


def _is_silent(node: Tag) -> bool:
    if node.name in _SILENT or node.has_attr("hidden") or _HIDDEN.search(str(node.get("style") or "")):
        return True
    return _PRINTED_PAGE in " ".join(node.get_attribute_list("class"))


def _steps(node: Tag) -> Iterator[PageElement | str]:
    """Yield what is to be read at an element: its children, and an empty string where a line ends."""
    if node.name == "br":
        yield ""
    elif node.name == "pre":
        yield ""
        for line in unwrapped(node.get_text()).split("\n"):
            yield from (line, "")
    elif node.name == "tr":
        yield ""
        yield from _row(node)
        yield ""
    elif node.name in _BLOCKS:
        yield ""
        yield from node.contents
        yield ""
    else:
        yield from node.contents


def _row(node: Tag) -> Iterator[PageElement | str]:
    """Yield a table's row: one line of its cells, unless it lays out a page: a numbered paragraph, a table within."""
    cells = node.find_all(["td", "th"], recursive=False)
    if len(cells) == 2 and _MARKER.fullmatch(marker := one_line(cells[0].get_text(" "))):
        yield _Held(marker)
        yield from cells[1].contents
    elif len(cells) > 1 and not node.table:
        yield CELLS.join(cell for cell in (one_line(each.get_text(" ")) for each in cells) if cell) or " "
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


def _titles(soup: BeautifulSoup, *, official: bool) -> Iterator[str]:
    """Yield what may be the title, the best first: an office's heading before what its template tells other sites."""
    named: dict[str, str] = {}
    for meta in soup.find_all("meta", limit=200):
        if isinstance(meta, Tag):
            key = str(meta.get("property") or meta.get("name") or "").lower()
            named.setdefault(key, one_line(str(meta.get("content") or "")))
    whole = one_line(soup.title.get_text(" ")) if soup.title else ""
    own, *site = _SITE.split(whole)
    heading = next((text for each in soup.find_all("h1", limit=5) if (text := one_line(each.get_text(" ")))), "")
    if heading in site:
        heading = ""  # the site's name, set as a heading on every page
    told = [heading, named.get("og:title")] if official else [named.get("og:title"), heading]
    yield from (title for title in (named.get("articletitle"), *told, own or whole) if title)
