"""Says what a page is that came with a good status and holds no article: moved, a 404 in disguise, an empty shell.

Knows mark-up and the wording of such pages in the languages of the sources; must not know what fetches them. Whatever
it says, it says only of pages with next to no text: an article that quotes such a page is an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from tracker.articles.address import identity
from tracker.articles.furniture import weight
from tracker.articles.page import Page, one_line, paragraphs

NEXT_TO_NONE = 150
"""Size of a page, in Latin characters, that has nothing of its own to say."""
LITTLE = 600
"""Size up to which a page whose title says that it is missing is believed: its menus are counted too."""
_SOONEST = 10
"""Seconds: a page that goes elsewhere later than that is read first, by people too."""

_SCRIPTED = re.compile(
    r"(?:\b(?:window|self|top|parent|document)\s*\.\s*)?\blocation(?:\s*\.\s*href)?\s*"
    r"(?:=\s*|\.\s*(?:replace|assign)\s*\(\s*)([\"'])(?P<to>[^\"'\s<>]{1,2000})\1\s*(?=[;)}]|$)",
    re.MULTILINE,
)
_REFRESH = re.compile(r"^\s*(\d+)(?:\.\d*)?\s*[;,]\s*url\s*=\s*[\"']?\s*([^\"'\s]+)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:http\s*)?(?:error|错误|錯誤|エラー)?\s*(?:code|代码)?\s*[:：]?\s*\b404\b(?:\s*error)?", re.IGNORECASE
)
_EDGES = " \u3000-–—|:：,，.。!！()（）"
_THING = "page|document|file|article|resource|content"
_SUBJECT = "页面|网页|文章|信息|内容|文件|稿件|頁面|網頁|資料"
_LOST = "不存在|未找到|找不到|无法找到|走丢|被?删除|被?刪除|下架|下线|撤稿|失效"
_MISSING = re.compile(
    rf"(?:(?:oops|sorry)[!,. ]+)?(?:(?:the|this|that|your) )?(?:requested )?(?:{_THING})?"
    r"(?: you (?:requested|were looking for|are looking for))? ?(?:(?:was|is|could|can|has) )?"
    r"(?:not|cannot|can['’]t|couldn['’]t|doesn['’]t|isn['’]t|no longer) ?(?:be )?(?:found|available|exists?)"
    rf"|(?:(?:很?抱歉|对不起|對不起)[，,！! ]*)?[您你该此]?(?:(?:所?(?:要|访问|查看|请求|浏览|查找)){{1,2}}的)?"
    rf"(?:{_SUBJECT})(?:已经?|已經?)?(?:{_LOST})(?:或?已?(?:{_LOST}))?了?"
    rf"|(?:{_LOST})(?:[您你]?(?:所?(?:访问|要找|请求)的)?)(?:{_SUBJECT})|已(?:下架|删除|刪除|下线)"
    r"|página (?:no|não) (?:encontrada|existe)|page (?:introuvable|non trouvée)|halaman tidak (?:ditemukan|tersedia)"
    r"|(?:お探しの)?ページ(?:が|は)(?:見つかりません(?:でした)?|存在しません)|페이지를 찾을 수 없습니다",
    re.IGNORECASE,
)
_SHELL = re.compile(
    r"(?:enable|activate|turn on|requires?|need(?:s|ed)?|without|support|disabled)\b.{0,40}\bjava ?script"
    r"|\bjava ?script\b.{0,40}\b(?:enabled?|required|disabled|turned (?:on|off)|not (?:enabled|supported|available))"
    r"|(?:启用|开启|打开|支持|允许|禁用|啟用|開啟).{0,12}java ?script"
    r"|java ?script.{0,12}(?:启用|开启|禁用|啟用|開啟|有効)",
    re.IGNORECASE,
)


def stub(page: Page, url: str) -> tuple[str, str] | None:
    """Return the kind of issue and the reason of a page that holds no article, None for any other page.

    Kinds: ``moved`` (the reason is the absolute address alone), ``not_found``, ``wrong_shape`` (a shell that scripts
    are to fill).
    """
    told = weight(page.text)
    if told > LITTLE:
        return None
    lines = paragraphs(page.soup)
    size = weight("\n".join(lines))
    if size <= NEXT_TO_NONE and (there := _leads_to(page, url)):
        return "moved", there
    if missing := _missing(page.titles, lines, size):
        return "not_found", f"the page says '{missing}', with a good status"
    asked = page.text
    if told <= NEXT_TO_NONE and size <= NEXT_TO_NONE:
        asked = f"{asked}\n{_without_scripts(page)}"
    if _SHELL.search(asked) and told <= NEXT_TO_NONE * 2:
        return "wrong_shape", "the page is a shell that scripts are to fill"
    return None


def _leads_to(page: Page, url: str) -> str | None:
    """Return the http(s) address that the page sends its reader on to, if it is another page's."""
    for meta in page.soup.find_all("meta", limit=200):
        if str(meta.get("http-equiv") or "").lower() == "refresh":
            match = _REFRESH.match(str(meta.get("content") or ""))
            if match and int(match[1]) <= _SOONEST and (there := _absolute(url, match[2])):
                return there
    for script in page.soup.find_all("script", limit=20):
        if (match := _SCRIPTED.search(script.get_text().replace("\\/", "/"))) and (
            there := _absolute(url, match["to"])
        ):
            return there
    return None


def _absolute(url: str, there: str) -> str | None:
    try:
        whole = urljoin(url, there)
        scheme = urlsplit(whole).scheme
    except ValueError:
        return None
    return whole if scheme in {"http", "https"} and identity(whole) != identity(url) else None


def _missing(titles: Sequence[str], lines: Sequence[str], size: int) -> str | None:
    """Return the wording of a page that says of itself that it is not there."""
    if size <= LITTLE:
        for title in titles:
            if _says_missing(title):
                return title
    if size <= NEXT_TO_NONE:
        return next((line for line in lines if _says_missing(line)), None)
    return None


def _says_missing(line: str) -> bool:
    """Say whether a line is nothing but "404", "page not found", or the like in another language."""
    if not 2 < len(line) <= 80:
        return False
    words, numbers = _NUMBERED.subn(" ", line)
    bare = words.strip(_EDGES)
    return bool(_MISSING.fullmatch(bare)) or (numbers > 0 and not bare)


def _without_scripts(page: Page) -> str:
    return "\n".join(one_line(each.get_text(" ")) for each in page.soup.find_all("noscript", limit=10))
