"""Makes sound text of bytes, also where their charset is stated wrongly or not at all, or says there is none.

Byte-order mark, declaration, header, UTF-8, gb18030 are tried in that order, strictly. Nothing is replaced silently: a
few stray bytes in otherwise sound text stay visible as ``\\xNN``; bytes that fit no charset are None.

But a wrong charset seldom fails: GBK read as Latin-1 gives rows of accented letters, Big5 read as GBK gives Han
characters that nobody writes. So what was decoded is looked at: does it use the letters that its language uses most?
Where it does not, the charsets of East Asia are tried in turn, and where none makes sense the bytes are no text. Knows
letters and charsets, no mark-up but the declaration.
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

_SAMPLE = 200_000
_FEWEST = 40
"""Han characters below which their choice says nothing."""
_SOUND, BETTER, _GARBLED = 0.2, 0.12, 0.06
"""Shares of common characters: the Chinese gold cases have 0.26 and more, texts misread 0 to 0.10."""
_COMMON_HAN = frozenset(
    "的一是不了在有人上中大国國为為会會经經业業本出发發部以和年月日公于於对對及行政法用者个個这這我他到说說时時地要就可与與"
    "生产產进進实實等关關理工作市务務应應由其所后後自同将將定规規新企第机機全能下高主加分成方之资資来來多外报報家美电電"
    "三二四五六七八九十百千万萬过過量品物项項管制办辦通知表示记記者据據前目去已并並還还没沒而从從被现現施点點办理口矿礦"
)
_COMMON_HANGUL = frozenset("다이는을의에가고로한를은하기지사도서인과년대정시리자부수어")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_ACCENTED_RUN = re.compile(r"[\u0080-\u00ff\u0152-\u0192\u02c6-\u02dc\u2013-\u2122]{4,}")
"""Four such letters in a row stand in no word of a language that has them, but all over a misread page."""
_LETTER = re.compile(r"[^\W\d_]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
"""Where gb18030 puts what it has no character for; icon fonts stand here too, but a page shows few of them."""
_EASTERN = ("utf-8", "gb18030", "big5hkscs", "cp932", "cp949")

_ASCII = bytes(range(128))
_SHAPES = bytes(
    0x2D if byte < 0x80 else 0x63 if byte < 0xC0 else 0x41 if byte in (0xC2, 0xC3) else 0x6F for byte in range(256)
)
"""What a byte of UTF-8 is: ``-`` ASCII, ``c`` a continuation, ``A`` the first of an accented letter, ``o`` another."""
_TWICE = b"AcAcAc"
"""Accented letters in a row: what UTF-8 that was taken for Latin-1 and encoded again is full of."""
_ENOUGH = 1_500
"""Bytes beyond ASCII that tell whether UTF-8 holds sound text: 500 Han characters."""


def decode(body: bytes, header: str | None) -> str | None:
    """Return the text of `body`, None where no charset makes sense of it; `header` is the Content-Type's charset.

    Text that makes sense as it is stated is returned as it is stated.
    """
    body, marked = EncodingDetector.strip_byte_order_mark(body)
    text, name = _as_stated(body, marked, header)
    if text is None or text.isascii() or (name == "utf-8" and _evident(body)) or (now := sense(text)) >= _SOUND:
        return text
    others = [(eastern(other), other) for each in _EASTERN if (other := _read(body, each)) is not None]
    best, other = max(others, key=lambda each: each[0], default=(0.0, ""))
    if best >= BETTER and best >= 2 * now:
        return other
    return text if now >= _GARBLED else None


def _as_stated(body: bytes, marked: str | None, header: str | None) -> tuple[str | None, str]:
    """Return the text as it is stated to be read, and the codec; else as the first that it may be."""
    declared = EncodingDetector.find_declared_encoding(body, is_html=True, search_entire_document=False)
    stated = [_codec(name) for name in (marked, declared, header) if name]
    for name in dict.fromkeys(name for name in (*stated, "utf-8") if name):
        try:
            return body.decode(name), name
        except (UnicodeDecodeError, LookupError):
            if name == "utf-8" and (scarred := _scarred(body)) is not None:
                return scarred, name
    return _read(body, "gb18030"), "gb18030"


def _codec(name: str) -> str | None:
    known = _SUPERSETS.get(name.strip().lower(), name.strip().lower())
    try:
        return codecs.lookup(known).name
    except LookupError:
        return None


def _read(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except UnicodeDecodeError:
        return None


def _scarred(body: bytes) -> str | None:
    text = body.decode("utf-8", "backslashreplace")
    sound = body.decode("utf-8", "ignore")
    lost = len(body) - len(sound.encode("utf-8"))
    manifold = len(re.findall(r"[^\x00-\x7f]", sound))
    return text if lost <= len(body) * STRAY and manifold >= lost * 10 else None


def _evident(body: bytes) -> bool:
    """Say at a glance whether UTF-8 bytes hold sound text, for that is what nearly all of them do."""
    high = body.translate(None, _ASCII)
    if len(high) < _FEWEST:
        return True
    if _TWICE in body.translate(_SHAPES):
        return False
    start = max(0, (len(high) - _ENOUGH) // 2)
    return _han_sense(high[start : start + _ENOUGH].decode("utf-8", "ignore")) >= _SOUND


def sense(text: str) -> float:
    """Return how much sense a text makes, 0 to 1: rows of accented letters make none, Han by its commonest characters.

    Whatever is neither makes full sense: this is only to find what was read in a wrong charset.
    """
    sample = text[:_SAMPLE]
    accented = sum(len(run) for run in _ACCENTED_RUN.findall(sample))
    if accented >= _FEWEST and accented * 5 >= len(_LETTER.findall(sample)):
        return 0.0
    private = len(_PRIVATE.findall(sample))
    if private >= _FEWEST // 4 and private * 5 >= len(_HAN.findall(sample)):
        return 0.0
    return _han_sense(sample)


def _han_sense(sample: str) -> float:
    han = _HAN.findall(sample)
    if len(han) < _FEWEST or len(_KANA.findall(sample)) * 3 >= len(han) or _HANGUL.search(sample):
        return 1.0
    return _share(han, _COMMON_HAN)


def eastern(text: str) -> float:
    """Return how much sense a text makes as Chinese, Japanese or Korean, 0 to 1; 0 where it is too short to tell.

    From `BETTER` on, it is hardly a text of any other kind read wrongly.
    """
    sample = text[:_SAMPLE]
    han, kana, hangul = (pattern.findall(sample) for pattern in (_HAN, _KANA, _HANGUL))
    if _PRIVATE.search(sample):
        return 0.0
    if len(hangul) > 3 * len(han):
        return _share(hangul, _COMMON_HANGUL) if len(hangul) >= _FEWEST // 2 else 0.0
    if len(kana) * 2 >= len(han):
        return 1.0 if len(kana) >= _FEWEST // 2 else 0.0
    return _share(han, _COMMON_HAN) if len(han) >= _FEWEST and not hangul else 0.0


def _share(letters: list[str], common: frozenset[str]) -> float:
    return sum(letter in common for letter in letters) / len(letters)
