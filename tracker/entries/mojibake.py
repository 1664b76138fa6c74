"""Says whether titles are the ruins of a text that was read in the wrong charset. Knows characters, not languages.

Four ruins are known: each character a ``?`` or U+FFFD (the server could not write them), UTF-8 shown as Latin-1
(``Ã©``, ``ä¸­``), UTF-8 shown as GBK (``绋€鍦``), and U+FFFD shown as GBK (``锟斤拷``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# A space may stand for one byte of three: U+0085 and U+00A0 are spaces, too, and are tidied away as such.
_LATIN = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef](?:[\x80-\xbf][\x80-\xbf ]| [\x80-\xbf])|[\xf0-\xf4][\x80-\xbf]{3}"
)
_LEADING = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122 ]")
# The characters that Windows-1252 shows for the bytes that Latin-1 leaves to control characters.
_SHOWN_AS = {ord(bytes([byte]).decode("cp1252", "replace")): byte for byte in range(0x80, 0xA0)}
del _SHOWN_AS[0xFFFD]
_HIGH = re.compile(rb"[\x80-\xff]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_CLOSING = re.compile(r"[?!？！ ]{1,5}$")
_LOST = ("\ufffd", "锟斤拷")


def ruined(titles: Iterable[str]) -> int:
    """Return how many titles are ruins if they are most of those that say anything, else 0."""
    told = [title for title in titles if title.strip()]
    bad = sum(1 for title in told if is_ruin(title))
    return bad if bad * 2 > len(told) else 0


def is_ruin(title: str) -> bool:
    """Say whether a title is mostly what a wrong charset leaves of a text; digits and spaces survive any charset."""
    if title.isascii():  # most titles of most feeds: nothing but question marks can be wrong with them
        return "??" in title and _is_questions(title)
    return _is_questions(title) or _is_lost(title) or _is_latin(title) or _is_gbk(title)


def _is_questions(title: str) -> bool:
    """Say whether runs of question marks stand for a third of the characters; those that close a title do not count."""
    if "??" not in title:
        return False
    closed = _CLOSING.sub("", title)
    body = closed if any(char.isalpha() for char in closed) else title
    weighed = [char for char in body if not (char.isspace() or char.isdigit())]
    return "??" in body and weighed.count("?") * 3 > len(weighed)


def _is_lost(title: str) -> bool:
    lost = sum(title.count(sign) for sign in _LOST)
    return lost >= 2 and lost * 10 > len(title)


def _is_latin(title: str) -> bool:
    if not _LEADING.search(title):
        return False
    raw = title.translate(_SHOWN_AS).encode("latin-1", "replace")
    foreign = raw.count(b"?") - title.count("?")  # what no Western charset shows, and so pairs with nothing
    high = len(_HIGH.findall(raw)) + foreign
    paired = sum(len(match[0]) - match[0].count(b" ") for match in _LATIN.finditer(raw))
    return paired >= 2 and paired * 5 >= high * 4


def _is_gbk(title: str) -> bool:
    """Say whether the title's GBK bytes are sound UTF-8 with Chinese in it: by chance, long titles never are."""
    if len(_HAN.findall(title)) < 6:
        return False
    raw = title.encode("gb18030", "ignore")
    sound = raw.decode("utf-8", "ignore")
    lost = len(raw) - len(sound.encode("utf-8"))
    return lost * 5 <= len(raw) and len(_HAN.findall(sound)) >= 4
