"""Makes the attachments of an official page: the documents that the article's own text links to or shows in a frame.

Knows links and the places where ministries hang their annexes; reads no document. What hangs in menus, sidebars and
footers of a page belongs to the site, not to the notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import Tag
from bs4.element import NavigableString

from tracker.articles.page import Page, one_line
from tracker.model import Attachment

MOST = 20
"""Attachments of one page: a page that links to more documents is a directory."""
LONGEST_TITLE = 200

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|ofd)$", re.IGNORECASE)
_NAMED = re.compile(r"[\w）)》」]\.(?:pdf|docx?|xlsx?|wps|ofd)\b", re.IGNORECASE)
_HANDED_OUT = re.compile(r"/api-gateway/.*document/.*download|/dokumen/download\b|/downloadAttachment\b", re.IGNORECASE)
"""Addresses that hand out a document without naming its kind: MOFCOM's, and those of Indonesia's law library."""
_ENCLOSURES = "table.enclosure a.xxgk_list1[href]"
"""Where NDRC's pages hang their annexes, outside the text's own element."""
_ELSEWHERE = ("nav", "header", "footer", "aside", "form")
_SAYS_NOTHING = re.compile(
    r"[\s\[(（【]*(?:(?:点击|點擊|立即)?(?:下载|下載|查看|打开)(?:附件|文件|全文)?|附件"
    r"|download(?: (?:pdf|here|file))?|pdf|docx?|word|excel"
    r"|(?:click )?here|view|unduh|télécharger|descargar|baixar|다운로드|ダウンロード)[\s\])）】]*",
    re.IGNORECASE,
)
_LEAST_STRING = 20
_MOST_STRINGS = 3000


def attachments(page: Page, url: str) -> tuple[Attachment, ...]:
    """Return the documents that the text of a page at `url` carries, in its order, each address once, absolute."""
    base = page.soup.select_one("base[href]")
    home = urljoin(url, str(base["href"])) if base else url
    found: dict[str, Attachment] = {}
    for tag in _carriers(page):
        address = _address(tag, home)
        if address and address != url and address not in found and len(found) < MOST:
            found[address] = Attachment(address, _title(tag, address))
    return tuple(found.values())


def framed(page: Page, url: str) -> str | None:
    """Return the one document that a stated container shows in a frame, for a container with nothing else in it."""
    frames = [tag for root in page.roots for tag in root.find_all(["iframe", "embed", "object"])]
    addresses = {address for tag in frames if (address := _address(tag, url))}
    return addresses.pop() if len(addresses) == 1 else None


def _carriers(page: Page) -> Iterator[Tag]:
    """Yield the elements that may point to a document: in the text's own element, then in the known places."""
    roots: Sequence[Tag] = page.roots if page.contained else [around] if (around := _around(page)) else []
    for root in roots:
        for tag in root.find_all(["a", "iframe", "embed", "object"]):
            if page.contained or not tag.find_parent(_ELSEWHERE):
                yield tag
    yield from page.soup.select(_ENCLOSURES)


def _around(page: Page) -> Tag | None:
    """Return the smallest element that holds all of the text, where no container is stated."""
    shared: list[Tag] | None = None
    for string in page.soup.find_all(string=True, limit=_MOST_STRINGS):
        told = one_line(str(string)) if isinstance(string, NavigableString) else ""
        if len(told) < _LEAST_STRING or told not in page.text or string.find_parent(["head", "script", "style"]):
            continue
        line = list(string.parents)[::-1]
        shared = line if shared is None else [a for a, b in zip(shared, line, strict=False) if a is b]
    return shared[-1] if shared else None


def _address(tag: Tag, home: str) -> str | None:
    told = str(tag.get("href") or tag.get("src") or tag.get("data") or "").strip()
    if not told:
        return None
    try:
        whole = urldefrag(urljoin(home, told)).url
        parts = urlsplit(whole)
        shown = _shown_by_viewer(whole, parts.query) if tag.name != "a" else None
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    if shown:
        return shown
    names = [parts.path, *(piece.partition("=")[2] for piece in parts.query.split("&"))]
    if any(_DOCUMENT.search(unquote(name)) for name in names) or _HANDED_OUT.search(parts.path):
        return whole
    said = str(tag.get("download") or "") if tag.name == "a" else ""
    return whole if _DOCUMENT.search(said) or (tag.name == "a" and _is_download(tag, parts.path)) else None


def _shown_by_viewer(whole: str, query: str) -> str | None:
    """Return the document that a viewer's address names: ``viewer.html?file=/annex.pdf``."""
    for piece in query.split("&"):
        name, _, value = piece.partition("=")
        if name.lower() in {"file", "src", "url"} and _DOCUMENT.search(unquote(value).split("?")[0]):
            return urljoin(whole, unquote(value))
    return None


def _is_download(tag: Tag, path: str) -> bool:
    """Say whether a link to a download names a document in its text: ``附件1.docx``."""
    return "download" in path.lower() and bool(_NAMED.search(one_line(tag.get_text(" "))))


def _title(tag: Tag, address: str) -> str:
    """Return the link's text; where that says nothing, its title, the line it stands on, or the file's name."""
    told = one_line(tag.get_text(" ")) if tag.name == "a" else ""
    stated = one_line(str(tag.get("title") or ""))
    if told.endswith(("…", "...")) and stated.startswith(told.rstrip(".…")):
        told = stated
    block = tag.find_parent(["p", "li", "td", "dd"])
    beside = one_line(block.get_text(" ")) if block and tag.name == "a" else ""
    candidates = (told, stated, beside if len(beside) <= LONGEST_TITLE else "")
    name = unquote(urlsplit(address).path.rsplit("/", 1)[-1])
    return next((each for each in candidates if each and not _SAYS_NOTHING.fullmatch(each)), name)[:LONGEST_TITLE]
