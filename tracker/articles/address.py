"""Makes the one address of a page out of the several it is found at. Knows addresses, not the net.

Tracking parameters and fragments go; the rest stays as the publisher wrote it, for a query may be the page's identity.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm|mc|pk|piwik|mtm|hsa|wt|at)_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh|ref_src"
    r"|_hs(?:enc|mi)|mkt_tok|oly_(?:anon|enc)_id|vero_id|cmpid|ncid|spm|scm|from_source|isappinstalled|share_token"
    r"|ftag|smid|xtor|traffic_source|__twitter_impression|amp",
    re.IGNORECASE,
)
_PORTS = {("http", ":80"), ("https", ":443")}


def canonical(url: str, stated: str | None = None) -> str:
    """Return the canonical form of `url`, or of what the page states as rel=canonical where that may be believed.

    A stated address counts on the same host only, and never when it leads from a page to the site's front page, which
    some templates state everywhere. What is no http(s) address stays as it is.
    """
    clean = _clean(url)
    if not stated:
        return clean
    other = _clean(urljoin(url, stated.strip()))
    try:
        ours, theirs = urlsplit(clean), urlsplit(other)
    except ValueError:
        return clean
    if theirs.scheme not in {"http", "https"} or _host(ours.netloc) != _host(theirs.netloc):
        return clean
    front = theirs.path in {"", "/"} and not theirs.query
    return clean if front and ours.path not in {"", "/"} else other


def _clean(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    if parts.scheme.lower() not in {"http", "https"}:
        return url.strip()
    kept = [
        piece for piece in parts.query.split("&") if piece and not _TRACKING.fullmatch(piece.split("=", 1)[0].strip())
    ]
    host = parts.netloc.lower()
    for scheme, port in _PORTS:
        if parts.scheme.lower() == scheme:
            host = host.removesuffix(port)
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", "&".join(kept), ""))


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.").removeprefix("m.")
