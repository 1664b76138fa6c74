"""Makes text of bytes: byte-order mark, declaration, header, UTF-8, gb18030, in that order, strictly.

Nothing is replaced silently: a few stray bytes in otherwise sound text stay visible as ``\\xNN``; bytes that fit no
charset are None, which the caller turns into an issue.
"""

from __future__ import annotations

import codecs
import re

from bs4.dammit import EncodingDetector

# What publishers call a charset, and the superset that decodes all they write under that name.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "utf8": "utf-8",
}
STRAY = 1 / 2000
"""Share of undecodable bytes below which a text is sound UTF-8 with scars rather than another charset."""


def decode(body: bytes, header: str | None) -> str | None:
    """Return the text of `body`; `header` is the charset of the Content-Type, if it had one."""
    body, marked = EncodingDetector.strip_byte_order_mark(body)
    declared = EncodingDetector.find_declared_encoding(body, is_html=True, search_entire_document=False)
    stated = [_codec(name) for name in (marked, declared, header) if name]
    for name in dict.fromkeys(name for name in (*stated, "utf-8") if name):
        try:
            return body.decode(name)
        except (UnicodeDecodeError, LookupError):
            if name == "utf-8" and (scarred := _scarred(body)) is not None:
                return scarred
    try:
        return body.decode("gb18030")
    except UnicodeDecodeError:
        return None


def _codec(name: str) -> str | None:
    known = _SUPERSETS.get(name.strip().lower(), name.strip().lower())
    try:
        return codecs.lookup(known).name
    except LookupError:
        return None


def _scarred(body: bytes) -> str | None:
    text = body.decode("utf-8", "backslashreplace")
    sound = body.decode("utf-8", "ignore")
    lost = len(body) - len(sound.encode("utf-8"))
    manifold = len(re.findall(r"[^\x00-\x7f]", sound))
    return text if lost <= len(body) * STRAY and manifold >= lost * 10 else None
