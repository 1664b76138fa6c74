"""Makes the one address of a page out of the several it is found at, and the act's number that an address states.

Tracking parameters and fragments go; the rest stays as the publisher wrote it, for a query may be the page's identity.
Knows addresses, not the net, and no page but by what it states as its own address.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm|mc|pk|piwik|mtm|hsa|wt|at)_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|ref_src"
    r"|_hs(?:enc|mi)|mkt_tok|oly_(?:anon|enc)_id|vero_id|cmpid|ncid|spm|scm|from_source|isappinstalled|share_token"
    r"|ftag|smid|xtor|traffic_source|__twitter_impression|amp",
    re.IGNORECASE,
)
_PORTS = {("http", ":80"), ("https", ":443")}
_MOBILE = re.compile(r"^(?:m|mobile|wap|amp)\.(?=[^.]+\.)")
_AMP_CACHE = re.compile(
    r"^https?://(?:[\w-]+\.cdn\.ampproject\.org/[cv]/(?:s/)?|(?:www\.)?google\.\w+/amp/(?:s/)?)(.+)$"
)
_AMP_PATH = re.compile(r"/amp(/?)$|(?<=\.)amp\.(?=html?$)")
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|php|jsp|aspx?)$", re.IGNORECASE)
_IDENTITY = re.compile(r"(?:^|&)(?:\w*id|uri|doc\w*|p|no|number|item|article)=", re.IGNORECASE)
_MISSING = re.compile(r"/(?:404|error|not-?found)(?:\.\w+)?/?$", re.IGNORECASE)

_CELEX = re.compile(r"(?:CELEX:|/celex/)3(\d{4})[RLD](\d{4})(?![\d(R])", re.IGNORECASE)
_JOURNAL = re.compile(r"OJ:L_(\d{4})(\d{5})(?!\d)", re.IGNORECASE)
_ELI = re.compile(r"/eli/(?:reg|dir|dec)(?:_impl|_del)?/(\d{4})/(\d{1,5})(?:/|$)", re.IGNORECASE)
_REGISTER = re.compile(
    r"/documents/(?:full_text/\w+/)?\d{4}/\d\d/\d\d/(\d{4}-\d{4,6})(?=[/.]|$)"
    r"|/pkg/FR-\d{4}-\d\d-\d\d/\w+/(\d{4}-\d{4,6})(?=\.|$)"
    r"|federalregister\.gov/(?:d|api/v1/documents)/(\d{4}-\d{4,6})(?=[/.?]|$)"
)
_CORRIGENDA = 90_000
"""Numbers of the Official Journal from here on are those of corrigenda, which are no numbers of acts."""


def canonical(url: str, stated: str | None = None) -> str:
    """Return the canonical form of `url`, or of what the page states as rel=canonical where that may be believed.

    A stated address counts on the same host only (mobile and AMP hosts are the same), never when it leads from a page
    to the site's front page, which some templates state everywhere, nor to an error page, nor when it drops the query
    that tells one page from another. Where it differs in http or https alone, ours has been fetched and stays. What is
    no http(s) address stays as it is.
    """
    clean = _clean(url)
    if not stated:
        return clean
    try:
        other = _clean(urljoin(url, stated.strip()))
        ours, theirs = urlsplit(clean), urlsplit(other)
    except ValueError:
        return clean
    if theirs.scheme not in {"http", "https"} or _host(ours.netloc) != _host(theirs.netloc):
        return clean
    if ours[1:] == theirs[1:] or _MISSING.search(theirs.path):
        return clean
    if ours.path == theirs.path and not theirs.query and _IDENTITY.search(ours.query):
        return clean
    return clean if _is_front(theirs.path, theirs.query) and not _is_front(ours.path, ours.query) else other


def identity(url: str) -> str:
    """Return what the addresses of one page have in common: the same page over http and https, for telephones, as AMP
    or with ``index.html`` has one identity. It is to be compared and hashed, not fetched.
    """
    clean = _clean(url)
    try:
        parts = urlsplit(clean)
    except ValueError:
        return clean
    if parts.scheme not in {"http", "https"}:
        return clean
    host = _MOBILE.sub("www.", parts.netloc).removesuffix(":80").removesuffix(":443")
    return urlunsplit(("https", host, _INDEX.sub("/", _AMP_PATH.sub(r"\1", parts.path)) or "/", parts.query, ""))


def stated_number(url: str) -> str | None:
    """Return the number of the act that an address names by itself, as the vocabulary writes it, or None.

    EUR-Lex by CELEX number, Official Journal number or ELI (``EU 2024/1252``), the Federal Register by its document
    number (``US-FR 2025-19813``). Proposals, corrigenda and consolidated texts are no acts.
    """
    whole = unquote(url)
    if match := _REGISTER.search(whole):
        return f"US-FR {match[1] or match[2] or match[3]}"
    if match := _CELEX.search(whole) or _ELI.search(whole) or _JOURNAL.search(whole):
        year, number = int(match[1]), int(match[2])
        if number < _CORRIGENDA:
            return f"EU {year}/{number}"
    return None


def _is_front(path: str, query: str) -> bool:
    return not query and (_INDEX.sub("/", path) or "/") == "/"


def _clean(url: str) -> str:
    bare = url.strip()
    if cached := _AMP_CACHE.match(bare):
        bare = f"https://{cached[1]}"
    try:
        parts = urlsplit(bare)
    except ValueError:
        return bare
    if parts.scheme.lower() not in {"http", "https"}:
        return bare
    kept = [
        piece for piece in parts.query.split("&") if piece and not _TRACKING.fullmatch(piece.split("=", 1)[0].strip())
    ]
    host = parts.netloc.lower()
    for scheme, port in _PORTS:
        if parts.scheme.lower() == scheme:
            host = host.removesuffix(port)
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", "&".join(kept), ""))


def _host(netloc: str) -> str:
    return _MOBILE.sub("", netloc.lower()).removeprefix("www.")
