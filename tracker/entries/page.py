"""Makes a tree of an HTML page, or says why it is refused unparsed. Knows BeautifulSoup's manners, not what is sought.

Both bounds are far above any page of a source: they hold the time that a hostile page can take, whatever the selectors.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

MOST_TAGS = 100_000
MOST_DEEP = 300
"""Elements within elements; each selector with a space in it climbs them all."""

# An XHTML page may begin with an XML declaration. To an HTML parser it means nothing, but BeautifulSoup complains.
_DECLARATION = re.compile(r"<\?xml", re.IGNORECASE)
_SENT_ON = re.compile(
    r"\blocation(?:\.href)?\s*=\s*[\"']([^\"'\s]{1,400})[\"']|\blocation\.replace\(\s*[\"']([^\"'\s]+)"
)


def parse(markup: str) -> BeautifulSoup | str:
    """Return the page's tree, or in plain words why there is none."""
    if "<" not in markup:
        return f"no mark-up: it begins {markup.strip()[:40]!r}"
    if markup.count("<") > MOST_TAGS:
        return f"more than {MOST_TAGS:,} tags: no page of a source has that many"
    soup = BeautifulSoup(_DECLARATION.sub("<?-", markup), "lxml")
    return f"elements nested more than {MOST_DEEP} deep" if _is_deep(soup) else soup


def _is_deep(soup: BeautifulSoup) -> bool:
    depth = {id(soup): 0}
    for element in soup.descendants:
        if not isinstance(element, Tag) or element.parent is None:
            continue
        depth[id(element)] = here = depth[id(element.parent)] + 1
        if here > MOST_DEEP:
            return True
    return False


def base(soup: BeautifulSoup, final_url: str) -> str:
    """Return the address that the page's relative links start from."""
    element = soup.select_one("base[href]")
    try:
        return urljoin(final_url, str(element["href"]).strip()) if element else final_url
    except ValueError:
        return final_url


def sends_on_to(soup: BeautifulSoup, markup: str) -> str:
    """Return the address that a stub page sends its readers to by script or ``meta refresh``, empty if it does not."""
    for meta in soup.select("meta[http-equiv][content]"):
        _, _, target = str(meta["content"]).partition("=")
        if str(meta["http-equiv"]).strip().lower() == "refresh" and target:
            return target.strip(" \"'")
    match = _SENT_ON.search(markup[:20_000])
    return (match[1] or match[2]) if match else ""
