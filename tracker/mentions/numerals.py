"""Numbers as people write them: ``3,834``, ``forty``, ``四十六``, ``1.8万``. Knows no unit and no text."""

from __future__ import annotations

DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
PLACES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000, "兆": 1_000_000_000_000}
CHINESE = "".join(DIGITS) + "".join(PLACES) + "".join(MYRIADS)

_ONES_TEXT = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_TENS_TEXT = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: float(value) for value, word in enumerate(_ONES_TEXT.split())}
_TENS = {word: 10.0 * value for value, word in enumerate(_TENS_TEXT.split(), start=2)}
WORDS: dict[str, float] = {
    **_ONES,
    **_TENS,
    **{f"{tens}-{one}": _TENS[tens] + _ONES[one] for tens in _TENS for one in list(_ONES)[1:10]},
    "a": 1.0,
    "an": 1.0,
    "half a": 0.5,
    "hundred": 100.0,
    "a hundred": 100.0,
}


def plain(text: str) -> float | None:
    """Return the value of Western digits with their commas (``18,125`` or ``1.8``); None where it is no number."""
    try:
        return float(text.replace(",", "").replace(" ", "").replace("\u00a0", "").replace("，", ""))
    except ValueError:
        return None


def chinese(text: str) -> float | None:
    """Return the value of a folded Chinese numeral, positional (二〇二四) or with places (四十六, 三千二百万)."""
    if not text or any(char not in CHINESE for char in text):
        return None
    if all(char in DIGITS for char in text):
        return float("".join(str(DIGITS[char]) for char in text))
    for sign, worth in (("兆", 1e12), ("亿", 1e8), ("万", 1e4)):
        if sign in text:
            head, _, tail = text.rpartition(sign)
            return (chinese(head) or 1.0) * worth + (chinese(tail) or 0.0)
    section = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        else:
            section += (digit or 1) * PLACES[char]
            digit = 0
    return float(section + digit)


def integer(text: str) -> int | None:
    """Return a whole number written in either manner (``46``, 四十六)."""
    if text.isascii() and text.isdigit():
        return int(text)
    value = chinese(text)
    return None if value is None else int(value)
