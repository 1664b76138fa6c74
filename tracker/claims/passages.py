"""Sentences and their clauses, offset-true, from an article's title and text.

Makes :class:`Passage` values for English and Chinese alike. Knows punctuation and page furniture; it does not know
what a sentence is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tracker.model import Article, Field
from tracker.vocab import fold

Language = Literal["en", "zh"]

_SHORT = frozenset(
    [
        "no",
        "nos",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "sen",
        "rep",
        "gov",
        "st",
        "inc",
        "corp",
        "co",
        "ltd",
        "llc",
        "plc",
        "jr",
        "sr",
        "vs",
        "v",
        "art",
        "para",
        "sec",
        "fig",
        "vol",
        "ca",
        "approx",
        "est",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "dept",
        "u.s",
        "u.k",
        "e.u",
        "a.m",
        "p.m",
        "e.g",
        "i.e",
        "etc",
        "doc",
        "reg",
        "cf",
    ]
)
_END = re.compile(r"[.!?]+[\"”’')\]]*(?=\s|$)|[。！？]+[”’」』）]*|…{2,}")
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*|\d+)$")
_CLAUSE_EN = re.compile(
    r";\s+|,\s+(?:but|while|whereas|although|though|and (?=[^,;.]{0,70}\b(?-i:is|are|was|were"
    r"|has|have|had|will|would|may|could|can|said|put|began|took|makes?|gives?|gave"
    r"|[a-z]{2,}ed)\b))\s*|\s[–—]\s(?=\w+ (?:said|says))"
)
_ASIDE = re.compile(
    r",\s+(?:just |only |shortly )?(?:(?:a|one|two|three|four|five|six|\d+|some|several"
    r"|the) (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|years?)|minutes|hours|days|weeks"
    r"|months) (?:after|before)\b"
)
"""", six months after …": what the main clause is set against, and not news of itself."""
_LISTING = re.compile(r"[\w-]+,\s+[a-z][\w-]*(?: [a-z][\w-]*)?$")
"""What stands before the last ", and" of "antimony, gallium, and germanium are …": that cuts nothing."""
_LEAD = re.compile(
    r"(?:Since|After|Although|While|As|When|Before) (?!then\b)[^,;]{25,160}?,\s+(?=[a-z]|The "
    r"|It |[A-Z]\w+ )"
)
_CLAUSE_ZH = re.compile(r"；|，(?=而|但|同时|其中|此外|另|又|也(?!在)|则(?!由))|：(?=[^「“])")
_ITEM = re.compile(
    r"\s*(?:[（(]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4}|[一二三四五六七八九十]{1,3})[）).、]"
    r"|第[一二三四五六七八九十]{1,3}[条款]|Article \d{1,2}\.|[•\-–—*·]\s|\[\d{1,2}\])[\s　]*"
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'-]{2,30}(?:, [\w. ]{2,20})?"
    r"|[A-Z][a-z]+, \d{1,2} [A-Z][a-z]+ \d{4}\.)\s*(?:\([^)]{2,12}\)\s*)?[-–—]{1,2}\s"
)
_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence: ``article.part(field)[start:end] == text``; `plain` is the text folded, letter for letter.

    `clauses` are ranges relative to the sentence; `line` counts paragraphs and `place` sentences within one; `opens`
    is where the sentence begins after an item number such as ``(2)`` or ``二、``.
    """

    field: Field
    start: int
    end: int
    text: str
    plain: str
    line: int
    place: int
    opens: int
    clauses: tuple[tuple[int, int], ...]
    item: str = ""


def language_of(article: Article) -> Language:
    """Say by which grammar the article is read: Chinese where it says so or where its letters are, else English."""
    if article.language.startswith("zh"):
        return "zh"
    letters = article.title + article.text[:400]
    chinese = sum("一" <= letter <= "鿿" for letter in letters)
    return "zh" if chinese * 3 > len(letters) else "en"


def split(article: Article) -> tuple[Passage, ...]:
    """Return the sentences of the text in order and the title as the last one; furniture is left out."""
    language = language_of(article)
    found: list[Passage] = []
    for line, (start, end) in enumerate(_lines(article.text)):
        if article.is_furniture(start, end):
            continue
        for place, (begin, stop) in enumerate(_sentences(article.text, start, end)):
            found.append(_passage("text", article.text, begin, stop, line, place, language))
    if article.title.strip():
        begin, stop = _trim(article.title, 0, len(article.title))
        found.append(_passage("title", article.title, begin, stop, -1, 0, language))
    return tuple(found)


def _passage(field: Field, whole: str, start: int, end: int, line: int, place: int, language: Language) -> Passage:
    text = whole[start:end]
    plain = fold(text) if language == "zh" else text
    item = _ITEM.match(text) or (_DATELINE.match(text) if place == 0 else None)
    opens = item.end() if item and item.end() < len(text) else 0
    label = item.group().strip() if item and opens else ""
    return Passage(field, start, end, text, plain, line, place, opens, _clauses(plain, opens, language), label)


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for piece in text.split("\n"):
        begin, end = _trim(text, start, start + len(piece))
        if begin < end:
            found.append((begin, end))
        start += len(piece) + 1
    return found


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found, begin = [], start
    for mark in _END.finditer(text, start, end):
        if mark.group().startswith(".") and _is_short(text, begin, mark.start(), mark.end(), end):
            continue
        found += _pieces(text, begin, mark.end())
        begin = mark.end()
    return found + _pieces(text, begin, end)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trim one sentence; a monster without full stops is cut, so that no evidence is a page long."""
    start, end = _trim(text, start, end)
    return [_trim(text, at, min(at + _LONGEST, end)) for at in range(start, end, _LONGEST)]


def _is_short(text: str, begin: int, dot: int, after: int, end: int) -> bool:
    """Say whether the full stop belongs to an abbreviation, an initial or an item number."""
    word = _LAST_WORD.search(text, max(begin, dot - 12), dot)
    if not word:
        return False
    letters = word.group(1)
    following = text[after:end].lstrip()[:1]
    if letters.isdigit():
        return word.start() == begin or text[begin : word.start()].strip(" (（") == ""
    if len(letters) == 1 and letters.isupper():
        return True
    if letters == "Article":
        return True
    return letters.lower() in _SHORT and not (
        letters.lower() in {"inc", "corp", "co", "ltd", "u.s"} and _opens(following, text, after)
    )


def _opens(following: str, text: str, after: int) -> bool:
    """Say whether a capital word that commonly opens a sentence follows a firm's legal form."""
    if not following.isupper():
        return False
    word = text[after:].lstrip().split(" ", 1)[0]
    return word in {"The", "It", "A", "In", "On", "But", "And", "Its", "They", "That", "This", "He", "She", "At", "For"}


def _clauses(plain: str, opens: int, language: Language) -> tuple[tuple[int, int], ...]:
    pattern = _CLAUSE_ZH if language == "zh" else _CLAUSE_EN
    cuts = [mark.end() for mark in pattern.finditer(plain, opens) if not _LISTING.search(plain, opens, mark.start())]
    lead = _LEAD.match(plain, opens) if language == "en" else None
    if lead:
        cuts = sorted({*cuts, lead.end()})
    aside = _ASIDE.search(plain, opens) if language == "en" else None
    last = aside.start() if aside and aside.start() - opens > 30 else len(plain)
    edges = [opens, *(cut for cut in cuts if cut < last), last]
    return tuple((a, b) for a, b in pairwise(edges) if b - a > 1)
