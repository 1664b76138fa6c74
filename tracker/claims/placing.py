"""Where in an article the name or the date stands that a claim has taken up.

Makes :class:`Places`, once for the article: for a field and a value the nearest passage that gives it, and in words how
near it stands. Knows mentions, dates and sentences; it decides no value and knows no cue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from tracker.claims import dates_en, dates_zh, notices
from tracker.claims.dates import When
from tracker.claims.grounds import Ground, Range, reason
from tracker.claims.passages import Passage
from tracker.claims.scene import Scene
from tracker.model import Claim, Evidence, Mention, Reason

HERE = "named in the sentence"
LISTED = "named in the list that the sentence opens"
BEFORE = "named earlier in the text"
TITLE = "named in the title"
AFTER = "named later in the text"
_NEARNESS = (
    {HERE: 0, LISTED: 1, BEFORE: 2, TITLE: 3, AFTER: 4},
    {BEFORE: 0, HERE: 1, LISTED: 2, TITLE: 3, AFTER: 4},
)
"""The order of preference; the second for what was spoken of before."""
BESIDE = 12
"""Sentences to either side in which a date is looked for that the claim's own sentence does not give."""
_YEAR = re.compile(r"(?:19|20)\d\d|[一二][〇○零一二三四五六七八九Ｏ]{3}年")
_SAME = re.compile(
    r"\bsame\b|\b(?:days?|weeks?|year) (?:earlier|later|before|after)\b"
    r"|同[日年月]|同一天|当[日天年]|次[日年]|翌日|隔[日天]|第二天",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+", re.ASCII)
_ROLES = {"effective": "start date", "until": "end date", "day": "date", "span": "date of a period"}
_PARAGRAPH = re.compile(
    r"第[一二三四五六七八九十\d]{1,3}[款条]|\b(?:paragraph|article|section) \d{1,2}\b", re.IGNORECASE
)


def how(words: str, told: date | None, country: str) -> str:
    """Say how a date expression came to its value: as written, or counted from a day that is known."""
    if _YEAR.search(words):
        return "as written"
    if _SAME.search(words):
        return "counted from the date told before it"
    return f"from publication on {told}{f' in {country}' if country else ''}" if told else "as written"


def by_date(passage: Passage, name: str, value: str, dates: Iterable[When], scene: Scene) -> Reason | None:
    """Return the reason that one of the dates of a sentence gives for a value; None if none of them gives it."""
    when = next((each for each in dates if each.value == value), None)
    if when is None or when.end > len(passage.text):
        return None
    told = how(passage.text[when.start : when.end], scene.told, scene.article.country)
    return reason(passage, name, Ground(value, f"{_ROLES[when.role]}, {told}", (when.start, when.end)))


class Found(NamedTuple):
    """The words that name a value: how near they stand, the kind of key they were found under, and where."""

    where: str
    key: str
    words: Evidence


@dataclass(slots=True)
class Places:
    """The mentions of one article by what they name, and its sentences by where they begin."""

    scene: Scene
    passages: Sequence[Passage]
    known: Sequence[Reason] = ()
    """The reasons that were given while the article's claims were drafted."""
    named: dict[tuple[str, str], list[Mention]] = field(init=False, default_factory=dict)
    at: dict[tuple[str, int], int] = field(init=False)
    _own: tuple[Reason, ...] | None = field(init=False, default=None)
    _below: tuple[int, tuple[Passage, ...]] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """File each mention under its kind and term, an office also under its state, a firm under its names."""
        for each in self.scene.mentions:
            for key in self._keys(each):
                self.named.setdefault(key, []).append(each)
        self.at = {(each.field, each.start): number for number, each in enumerate(self.passages)}

    def _keys(self, mention: Mention) -> Iterable[tuple[str, str]]:
        yield mention.kind, mention.term
        if mention.kind == "agency" and (state := self.scene.country_of(mention.term)):
            yield "office of", state
        elif mention.kind == "instrument":
            yield "act of", mention.term[:2]
        elif mention.kind == "firm":
            yield "firm", mention.name or mention.surface
        elif mention.kind == "quantity":
            yield "quantity", f"{mention.value:g} {mention.unit}"

    def nearest(self, passage: Passage, cue: int, keys: Iterable[tuple[str, str]], first: str = HERE) -> Found | None:
        """Return the nearest mention that one of the keys names, and how near it stands.

        Of two as near as each other the one under the earlier key is taken. `cue` is the offset in the field from which
        nearness is measured. With `first` set to :data:`BEFORE` what was said before goes ahead of what the sentence
        itself says.
        """
        rank = _NEARNESS[first == BEFORE]
        best: tuple[int, int, int] | None = None
        found = None
        for number, key in enumerate(keys):
            for each in self.named.get(key, ()):
                where = self._where(each, passage)
                near = (rank[where], number, abs(each.start - cue))
                if best is None or near < best:
                    best, found = near, (where, key[0], each)
        if found is None:
            return None
        where, kind, mention = found
        return Found(where, kind, Evidence(mention.field, mention.start, mention.end, mention.surface))

    def _where(self, mention: Mention, passage: Passage) -> str:
        if mention.field != passage.field:
            return TITLE if mention.field == "title" else AFTER
        if mention.start < passage.start:
            return BEFORE
        if mention.end <= passage.end:
            return HERE
        return LISTED if self._is_listed(mention, passage) else AFTER

    def _is_listed(self, mention: Mention, passage: Passage) -> bool:
        """Say whether a mention behind a sentence stands in the list that the sentence opens."""
        if self._below is None or self._below[0] != passage.start:
            self._below = passage.start, self.scene.below(passage)
        return any(each.start <= mention.start < each.end for each in self._below[1])

    def told(self, name: str, value: str) -> Reason | None:
        """Return the reason that another claim of the article has for the same value of the same field."""
        same = next((each for each in self.known if (each.field, each.value) == (name, value) and each.evidence), None)
        return Reason(name, value, f"as told in another sentence: {same.rule}", same.evidence) if same else None

    def sentence(self, claim: Claim) -> Passage:
        """Return the sentence that carries a claim."""
        span = claim.evidence
        number = self.at.get((span.field, span.start))
        if number is not None:
            return self.passages[number]
        return max(
            (each for each in self.passages if each.field == span.field and each.start <= span.start),
            key=lambda each: each.start,
        )

    def own(self, name: str, value: str) -> Reason | None:
        """Return the reason that the notice itself gives for a fact of its own."""
        if self.scene.own is None:
            return None
        if self._own is None:
            self._own = notices.grounds(self.scene, tuple(self.passages))
        found = [each for each in self._own if each.value == value]
        same = next((each for each in found if each.field == name), found[0] if found else None)
        return Reason(name, value, same.rule, same.evidence) if same else None

    def date(self, passage: Passage, claim: Claim, name: str, value: str) -> Reason | None:
        """Return why a date field has its value: a date of the sentence, a duration, the notice, a date near by."""
        return (
            by_date(passage, name, value, self._dates(passage), self.scene)
            or (self._duration(passage, claim, value) if name == "until" else None)
            or self.own(name, value)
            or self._as_other(passage, claim, name, value)
            or (Reason(name, value, "day of publication") if self._is_told(value) else None)
            or self._beside(passage, name, value)
        )

    def _dates(self, passage: Passage) -> tuple[When, ...]:
        finder = dates_zh if self.scene.language == "zh" else dates_en
        found: tuple[When, ...] = finder.find(passage.plain, self.scene.told)
        return found

    def _is_told(self, value: str) -> bool:
        return self.scene.told is not None and value == self.scene.told.isoformat()

    def _as_other(self, passage: Passage, claim: Claim, name: str, value: str) -> Reason | None:
        """A pause that gives one day only begins on it, and what takes effect at once is announced that day."""
        other = {"announced": "effective", "effective": "announced"}.get(name)
        if other is None or getattr(claim, other) != value:
            return None
        told = next((each for each in claim.reasons if each.field == other and each.value == value), None)
        return Reason(name, value, f"the same day as {other}: {told.rule}", told.evidence) if told else None

    def _beside(self, passage: Passage, name: str, value: str) -> Reason | None:
        """Return the nearest date of the sentences around that gives the value."""
        here = self.at.get((passage.field, passage.start), 0)
        for step in range(1, BESIDE + 1):
            for number in (here - step, here + step):
                if 0 <= number < len(self.passages) and (near := self.passages[number]):
                    found = by_date(near, name, value, self._dates(near), self.scene)
                    if found:
                        return Reason(name, value, f"{found.rule}, in a sentence near by", found.evidence)
        return None

    def _duration(self, passage: Passage, claim: Claim, value: str) -> Reason | None:
        """Return the words of a stated duration ("for 90 days") that ends on the day."""
        finder = dates_zh.until_after if self.scene.language == "zh" else dates_en.until_after
        own = self.scene.own.effective if self.scene.own else None
        for begun in (claim.effective, claim.announced, own, self.scene.told and self.scene.told.isoformat()):
            if begun and finder(passage.plain, begun) == value:
                words = _shortest(passage.plain, partial(_ends, finder, begun, value))
                return reason(passage, "until", Ground(value, f"a stated duration, from {begun}", words))
        return None

    def paragraph(self, passage: Passage, value: str) -> Reason:
        """Return the label of the numbered paragraph that a sentence stands in, or the words that name it."""
        named = _PARAGRAPH.search(passage.plain)
        opener = next(
            (each for each in self.passages if each.item and self.scene.paragraphs.get(each.start) == value), None
        )
        if opener and self.scene.paragraphs.get(passage.start) == value:
            label = opener.text.find(opener.item)
            at = (max(label, 0), max(label, 0) + len(opener.item))
            return reason(opener, "paragraph", Ground(value, "numbered paragraph that it stands in", at))
        at = named.span() if named else (0, len(passage.text))
        return reason(passage, "paragraph", Ground(value, "paragraph named in the sentence", at))


def _ends(finder: Callable[[str, str], str | None], begun: str, value: str, text: str) -> bool:
    return finder(text, begun) == value


def _shortest(text: str, gives: Callable[[str], bool]) -> Range:
    """Return the shortest stretch of a text that still gives what the whole gives."""
    end = next(end for end in range(1, len(text) + 1) if gives(text[:end]))
    tail = _WORD.match(text, end)
    end = tail.end() if tail else end
    start = next(start for start in range(end, -1, -1) if gives(text[start:end]))
    return start, end
