"""Makes a name for what stands between us and a page: a bot wall's challenge, interstitial or block page, or None.

Official and press sites hide behind walls that answer a plain client with a script, a puzzle or a short notice, often
with status 200. Such an answer is no news and no empty list: it must be told apart (:data:`tracker.model.Outcome`
``challenge``). This module only recognises walls; nothing here or elsewhere tries to pass one.

A page that talks *about* walls must not be taken for one. So a mark counts only where a wall has it, in tags and
scripts or as the whole title, and only beside very little shown text. Many sites leave a wall's sensor script in every
ordinary page; marks are those of the challenge itself, not of the sensor.

Pure. It must not know the net, feeds or articles. The marks are the vendors' own file, variable and form names, seen
in their published pages and in the open detectors of others.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LONGEST = 256 * 1024
"""Bytes. Challenge pages have a few kB, the longest (Ruishu with its script inline) some 200 kB."""
LITTLE = 1200
"""Characters of shown text beside which a wall's mark is believed. Cloudflare's block page, the wordiest, has 900."""
HARDLY_ANY = 120
"""Characters of shown text of a page that only runs a script: "Please enable JavaScript" and the like."""

SCRIPT_ONLY_STATUSES = frozenset({202, 209, 412, 521})
"""With these an unconditional question is never answered in earnest; beside a script they are a wall's doing."""
REFUSING_STATUSES = frozenset({202, 401, 403, 405, 406, 418, 429, 503})


@dataclass(frozen=True, slots=True)
class Mark:
    """How one wall is known: all of `markup` in tags and scripts and all of `shown` in the text (lower case).

    It counts beside at most `room` characters of shown text, with none of `without` in the tags and, where `statuses`
    are given, with one of these.
    """

    name: str
    markup: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    room: int = LITTLE
    without: tuple[str, ...] = ()
    statuses: frozenset[int] = frozenset()


MARKS = (
    # The options of Cloudflare's challenge script; /cdn-cgi/challenge-platform/scripts/jsd/ alone is in ordinary pages.
    Mark("Cloudflare", ("_cf_chl_opt",)),
    Mark("Cloudflare", ("/cdn-cgi/challenge-platform/h/", "orchestrate")),
    Mark("Cloudflare", ("cf-browser-verification",)),
    Mark("Cloudflare", ("/cdn-cgi/l/chk_",)),
    Mark("Cloudflare", ('id="challenge-form"', "__cf_chl_")),
    Mark("Cloudflare", ("/cdn-cgi/styles/",), ("you have been blocked",)),
    # Only the challenge and captcha pages of AWS WAF carry these two; the token script alone may be in any page.
    Mark("AWS WAF", ("awswafcookiedomainlist",)),
    Mark("AWS WAF", ("gokuprops",)),
    # Akamai: the behavioural challenge, the refresh with a proof, and the edge's own "Access Denied".
    Mark("Akamai", ("sec-if-cpt-container",)),
    Mark("Akamai", ("/_sec/cp_challenge/",), room=HARDLY_ANY * 3),
    Mark("Akamai", ('http-equiv="refresh"', "bm-verify=")),
    Mark("Akamai", (), ("access denied", "errors.edgesuite.net")),
    # Imperva: the frame around its puzzle; the resource script beside nothing else.
    Mark("Imperva Incapsula", ("_incapsula_resource",), ("incapsula incident id",)),
    Mark("Imperva Incapsula", ("_incapsula_resource", "noindex"), room=HARDLY_ANY),
    Mark("DDoS-Guard", ("/.well-known/ddos-guard/",)),
    Mark("DDoS-Guard", ("ddos-guard/js-challenge",)),
    Mark("Sucuri", ("sucuri_cloudproxy_js",)),
    Mark("DataDome", ("captcha-delivery.com", "var dd=")),
    Mark("HUMAN", ('id="px-captcha"',)),
    Mark("Kasada", ("kpsdk", "ips.js"), room=HARDLY_ANY),
    Mark("F5", ("bobcmn",), room=HARDLY_ANY * 2),
    Mark("F5", (), ("the requested url was rejected", "your support id is")),
    Mark("SiteGround", ("/.well-known/sgcaptcha/",)),
    Mark("Imunify360", ("wsidchk",)),
    Mark("Anubis", ('id="anubis_challenge"',)),
    Mark("Vercel", ("/.well-known/vercel/security/",)),
    Mark("Radware", ("validate.perfdrive.com",)),
    # Ruishu sets its variable in every page it guards, also in those it lets through: only an empty page is its wall.
    Mark("Ruishu (瑞数)", ("$_ts=window",), room=HARDLY_ANY),
    Mark("Ruishu (瑞数)", ("$_ts.cd",), room=HARDLY_ANY),
    Mark("Ruishu (瑞数)", ("$_ts.nsd",), room=HARDLY_ANY),
    Mark("Alibaba Cloud WAF", ("aliyun_waf_",)),
    Mark("Alibaba Cloud WAF", ("acw_sc__v",), room=HARDLY_ANY * 3),
    Mark("Alibaba Cloud WAF", ("var arg1=", "document.cookie"), room=HARDLY_ANY),
    Mark("Alibaba Cloud WAF", ("/_____tmd_____/",), room=HARDLY_ANY * 3),
    Mark("Alibaba Cloud WAF", ("errors.aliyun.com",)),
    # The first script spells the cookie's name letter by letter, the second has it in its parameters.
    Mark("Jiasule (加速乐)", ("document.cookie=('_')+('_')+('j')+('s')+('l')",)),
    Mark("Jiasule (加速乐)", ("__jsl_clearance",), room=HARDLY_ANY * 3),
    Mark("Knownsec (创宇盾)", ("365cyd.c",)),
    Mark("Knownsec (创宇盾)", (), ("当前访问疑似黑客攻击", "创宇盾")),
    Mark("Tencent EdgeOne", ("eo_bot_ssid",)),
    Mark("Yunsuo (云锁)", ("security_verify_data",)),
    Mark("360 (网站卫士)", ("/wzws-waf-cgi/",)),
    Mark("360 (网站卫士)", ("wzwschallenge",)),
    Mark("Baota (宝塔)", (), ("您的请求带有不合法参数", "已被网站管理员设置拦截")),
    Mark("SafeLine (雷池)", ("/.safeline/",), room=HARDLY_ANY * 3),
    # A cookie set by script and the page asked for again, and nothing else: no style, no picture, no other script.
    Mark("a cookie script", ("document.cookie", "location.reload("), room=HARDLY_ANY, without=("<link", " src=")),
    Mark("a captcha", ("g-recaptcha",), room=LITTLE // 2, statuses=REFUSING_STATUSES),
    Mark("a captcha", ("h-captcha",), room=LITTLE // 2, statuses=REFUSING_STATUSES),
    Mark("a captcha", ("cf-turnstile",), room=LITTLE // 2, statuses=REFUSING_STATUSES),
    Mark("a captcha", ("turing.captcha",), room=LITTLE // 2, statuses=REFUSING_STATUSES),
    Mark("a captcha", ("geetest",), room=LITTLE // 2, statuses=REFUSING_STATUSES),
)

# The whole title of an interstitial. An article's title may hold such words; it does not consist of them.
TITLES = {
    "attention required! | cloudflare": "Cloudflare",
    "please wait... | cloudflare": "Cloudflare",
    "ddos-guard": "DDoS-Guard",
    "sucuri website firewall - access denied": "Sucuri",
    "pardon our interruption": "Imperva Incapsula",
    "vercel security checkpoint": "Vercel",
    "making sure you're not a bot!": "Anubis",
    "access to this page has been denied": "HUMAN",
    "radware captcha page": "Radware",
    "radware bot manager captcha": "Radware",
    "百度安全验证": "Baidu",
    "知道创宇云防御": "Knownsec (创宇盾)",
    "网站防火墙": "a web firewall",
}
# The same where the words are anybody's: such a page must also run a script, load a frame, or hold a form.
PLAIN_TITLES = {
    "just a moment": "Cloudflare",
    "client challenge": "Fastly",
    "you are being redirected": "Sucuri",
    "滑动验证页面": "Alibaba Cloud WAF",
    **dict.fromkeys(
        (
            "browser check",
            "browser verification",
            "checking your browser",
            "checking your browser before accessing the website",
            "one moment, please",
            "verifying your browser",
            "verifying your connection",
            "浏览器安全检查",
            "浏览器安全检查中",
        ),
        "a browser check",
    ),
    **dict.fromkeys(
        (
            "are you a robot?",
            "are you human?",
            "bot verification",
            "captcha",
            "human verification",
            "robot check",
            "security check",
            "security verification",
            "verify you are human",
            "verifying you are human",
            "安全检查",
            "安全验证",
            "人机验证",
            "访问验证",
            "验证中心",
        ),
        "a captcha",
    ),
}
# A notice that begins the shown text, and is nearly all of it.
OPENINGS = (
    "checking your browser",
    "checking if the site connection is secure",
    "please wait while we verify your browser",
    "please wait while your request is being verified",
    "please verify you are a human",
    "verify you are human",
    "正在检查您的浏览器",
    "浏览器安全检查中",
)
# Walls that say in a header that this answer is theirs: header, pattern of its value, name.
HEADERS = (
    ("cf-mitigated", re.compile("challenge"), "Cloudflare"),
    ("x-amzn-waf-action", re.compile("challenge|captcha"), "AWS WAF"),
    ("x-vercel-mitigated", re.compile("challenge|deny"), "Vercel"),
    ("x-sucuri-block", re.compile("."), "Sucuri"),
)
FEED_ROOTS = frozenset({"rss", "feed", "rdf", "rdf:rdf", "opml", "urlset", "sitemapindex"})

# Atomic and possessive, so that no page can make the search long.
_PROLOGUE = re.compile(r"(?>[\s\ufeff]+|<\?.*?\?>|<!--.*?-->|<!doctype[^>]*>)*+", re.DOTALL)
_ROOT = re.compile(r"<([a-z][\w:.-]*)")
_PIECE = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<script\b(?P<kind>[^>]*)>.*?(?:</script[^>]*>?|\Z)"
    r"|<(?P<tag>style|title|template)\b.*?(?:</(?P=tag)[^>]*>?|\Z)"
    r"|<[^>]*(?:>|\Z)",
    re.DOTALL,
)
_TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{0,200})")
_DATA = re.compile(r"type\s*=\s*[\"']?application/[\w+.-]*json")
_ACTIVE = re.compile(r"<(?:script|iframe|form|noscript)\b|http-equiv\s*=\s*[\"']?refresh")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page taken apart, in lower case: its title, its tags and scripts, and what it shows."""

    title: str
    markup: str
    shown: str

    @property
    def active(self) -> bool:
        """Say whether it does or asks anything: a wall must, to let anybody through."""
        return _ACTIVE.search(self.markup) is not None


def named(body: bytes, status: int = 200, headers: Mapping[str, str] = {}) -> str | None:
    """Return what wall an answer comes from (``Cloudflare``, ``a captcha``), or None if it comes from none.

    `body` may be cut off; `headers` are read without regard to case. Any bytes may be given.
    """
    if said := _said_in(headers, status):
        return said
    if len(body) > LONGEST:
        return None
    text = _text(body).lower()
    root = _ROOT.match(text, _PROLOGUE.match(text).end())  # type: ignore[union-attr]  # the pattern matches nothing, too
    if root is None or root[1] in FEED_ROOTS:
        return None
    page = _apart(text)
    return _wall(page, status) if page else None


def _said_in(headers: Mapping[str, str], status: int) -> str | None:
    folded: dict[str, str] = {}
    for name, value in headers.items():
        folded[name.lower()] = f"{folded.get(name.lower(), '')} {value}".strip().lower()
    if status == 521 and "__jsluid" in folded.get("set-cookie", ""):
        return "Jiasule (加速乐)"
    return next((wall for name, pattern, wall in HEADERS if pattern.search(folded.get(name, ""))), None)


def _text(body: bytes) -> str:
    """Return the text well enough to compare ASCII names and Chinese notices."""
    text = body.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= 2 else body.decode("gb18030", "replace")


def _apart(text: str) -> _Page | None:
    """Take a page apart; None as soon as it has shown too much for a wall, which an ordinary page does early."""
    markup, shown, length = [], [], 0
    for piece, between in _pieces(text):
        words = " ".join(between.split())
        length += len(words)
        if length > LITTLE * 3:  # what it shows may be written in entities of several characters
            return None
        shown.append(words)
        markup.append(piece)
    found = _TITLE.search(text)
    title = _plain(found[1]).rstrip(".。") if found else ""
    return _Page(title, "\n".join(markup), _plain(" ".join(shown)))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield each tag, or script with what it holds, and the text before it; comments, data and titles are neither."""
    last = 0
    for found in _PIECE.finditer(text):
        data = found["kind"] is not None and _DATA.search(found["kind"])
        silent = data or found[0].startswith("<!--") or found["tag"] in {"title", "template"}
        yield "" if silent else found[0], text[last : found.start()]
        last = found.end()
    yield "", text[last:]


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).replace("…", "...").split())


def _wall(page: _Page, status: int) -> str | None:
    if len(page.shown) > LITTLE:
        return None
    for mark in MARKS:
        if len(page.shown) <= mark.room and (not mark.statuses or status in mark.statuses) and _bears(page, mark):
            return mark.name
    if page.title in TITLES:
        return TITLES[page.title]
    if not page.active:
        return None
    if page.title in PLAIN_TITLES:
        return PLAIN_TITLES[page.title]
    if len(page.shown) <= LITTLE // 2 and page.shown.startswith(OPENINGS):
        return "a browser check"
    return "a browser check" if status in SCRIPT_ONLY_STATUSES and len(page.shown) <= HARDLY_ANY else None


def _bears(page: _Page, mark: Mark) -> bool:
    inside = all(each in page.markup for each in mark.markup) and all(each in page.shown for each in mark.shown)
    return inside and not any(each in page.markup for each in mark.without)
