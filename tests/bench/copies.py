"""Measures copies among 20,000 articles made for it: time, candidates an article, recall and precision.

Run by hand: ``PYTHONPATH=. .venv/bin/python tests/bench/copies.py [ARTICLES]``. A quarter of the articles are copies of
an earlier one, edited as papers edit (cut, own lead, background added, paragraphs moved, house style); an eighth are
notices of a few forms that differ in figures and substances only; some are sequels that repeat a paragraph.
The index here is a dict; in the store it is the table of bands.
"""

from __future__ import annotations

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from time import perf_counter

from tracker.articles.likeness import alike, is_copy, jaccard, likeness
from tracker.model import Article, Likeness, content_id

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
METALS = [
    "gallium",
    "germanium",
    "antimony",
    "tungsten",
    "tellurium",
    "bismuth",
    "indium",
    "molybdenum",
    "cobalt",
    "lithium",
    "graphite",
    "nickel",
]
HAN_METALS = "镓锗锑钨碲铋铟钼钴锂镍铜锡钛钒铌"
Text = list[str]


@dataclass(frozen=True)
class Made:
    """One synthetic article: its paragraphs, its story, and the edit that made it a copy."""

    paragraphs: Text
    story: int
    edit: str
    title: str


class Writer:
    """Writes texts of a vocabulary with the frequencies of a language: few words often, most words seldom."""

    def __init__(self, dice: random.Random, han: bool) -> None:
        self.dice, self.han = dice, han
        size = 3_000 if han else 12_000
        self.words = self._lexicon(size)
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(size)))

    def _lexicon(self, size: int) -> list[str]:
        if self.han:
            pool = [chr(code) for code in range(0x4E00, 0x9480)]
            return ["".join(self.dice.choices(pool, k=self.dice.choice((1, 2, 2)))) for _ in range(size)]
        syllables = ["ka", "re", "to", "mi", "no", "sa", "lu", "de", "pra", "vi", "on", "er", "al", "ist", "men", "tor"]
        return ["".join(self.dice.choices(syllables, k=self.dice.randint(1, 4))) for _ in range(size)]

    def paragraph(self) -> str:
        words = self.dice.choices(self.words, cum_weights=self.weights, k=self.dice.randint(25, 60))
        for _ in range(self.dice.randint(0, 3)):
            metal = self.dice.choice(HAN_METALS if self.han else METALS)
            words[self.dice.randrange(len(words))] = self.dice.choice((str(self.dice.randint(2, 9999)), metal))
        return ("" if self.han else " ").join(words) + ("。" if self.han else ".")

    def story(self) -> Text:
        return [self.paragraph() for _ in range(self.dice.randint(5, 12))]

    def styled(self, paragraph: str) -> str:
        """Change one word in forty, as a desk with a style book does."""
        parts = list(paragraph) if self.han else paragraph.split(" ")
        for at in range(len(parts)):
            if self.dice.random() < 0.025 and not parts[at].isdecimal():
                parts[at] = self.dice.choice(self.words)
        return ("" if self.han else " ").join(parts)

    def form(self) -> Text:
        return [self.paragraph() for _ in range(6)]

    def filled(self, form: Text) -> Text:
        """Fill in a form: other figures and another substance in every paragraph but two, another date below."""
        metal = self.dice.choice(HAN_METALS if self.han else METALS)
        year, number = self.dice.randint(2019, 2026), self.dice.randint(1, 400)
        day, month = self.dice.randint(1, 28), self.dice.randint(1, 12)
        gap = "" if self.han else " "
        lines = [
            f"{line[:60]}{gap}{metal}{gap}{self.dice.randint(10**7, 10**8)}{gap}{line[60:]}" if at > 1 else line
            for at, line in enumerate(form)
        ]
        return [f"{form[0][:20]}{gap}{number}{gap}{year}", *lines, f"{form[1][:20]}{gap}{day}.{month}.{year}"]


def edits(writer: Writer) -> dict[str, Callable[[Text], Text]]:
    dice = writer.dice
    return {
        "whole": lambda text: text,
        "cut by a third": lambda text: text[: max(3, len(text) * 2 // 3)],
        "own lead": lambda text: [writer.paragraph(), *text],
        "own lead and cut": lambda text: [writer.paragraph(), *text[: max(3, len(text) * 2 // 3)]],
        "background": lambda text: [*text, *(writer.paragraph() for _ in range(len(text) // 2))],
        "moved": lambda text: dice.sample(text, len(text)),
        "house style": lambda text: [writer.styled(each) for each in text],
        "style and cut": lambda text: [writer.styled(each) for each in text[: max(3, len(text) * 2 // 3)]],
    }


def world(size: int, dice: random.Random) -> Iterator[Made]:
    writers = [Writer(dice, False), Writer(dice, True)]
    ways = [edits(writer) for writer in writers]
    forms = [[writer.form() for _ in range(5)] for writer in writers]
    originals: list[tuple[int, int, Text]] = []
    for number in range(size):
        which = dice.randrange(2)
        writer, chance = writers[which], dice.random()
        if chance < 0.25 and originals:
            story, which, text = dice.choice(originals[-2_000:])
            edit = dice.choice(list(ways[which]))
            yield Made(ways[which][edit](text), story, edit, f"Title {number}")
        elif chance < 0.375:
            yield Made(writer.filled(dice.choice(forms[which])), number, "form", f"Notice {number}")
        else:
            text = writer.story()
            if chance < 0.45 and originals and originals[-1][1] == which:
                text[dice.randrange(len(text))] = originals[-1][2][0]  # a sequel repeats a paragraph
            originals.append((number, which, text))
            yield Made(text, number, "", f"Title {number}")


def article(made: Made, number: int) -> Article:
    text = "\n".join(made.paragraphs)
    url = f"https://paper.example/{number}"
    return Article(content_id(url), url, made.title, text, "en", "news", "P", "GB", "press", "evidence", NOW, NOW, "0")


def main() -> None:
    """Print the table."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    made = list(world(size, random.Random(3)))
    articles = [article(each, number) for number, each in enumerate(made)]
    start = perf_counter()
    likenesses = [likeness(each) for each in articles]
    signing = perf_counter() - start
    index: dict[str, list[int]] = defaultdict(list)
    members: dict[int, list[int]] = defaultdict(list)
    known: list[Likeness] = [each for each in likenesses if each]
    compared = told = right = 0
    pairs: Counter[str] = Counter()
    found: Counter[str] = Counter()
    close, shared_key = 0, 0
    wrong: list[str] = []
    start = perf_counter()
    for number, mine in enumerate(known):
        near = {other for band in mine.bands for other in index[band]}
        compared += len(near)
        copies = {other for other in near if is_copy(mine, known[other])}
        told += len(copies)
        right += sum(made[other].story == made[number].story for other in copies)
        wrong += [f"{made[number].edit} {made[o].edit}" for o in copies if made[o].story != made[number].story]
        for other in members[made[number].story]:
            if not made[other].edit:  # against the original: two edits of one story may have little in common
                pairs[made[number].edit] += 1
                found[made[number].edit] += other in copies
            if jaccard(mine, known[other]) >= 0.5:
                close, shared_key = close + 1, shared_key + (other in near)
        members[made[number].story].append(number)
        for band in mine.bands:
            index[band].append(number)
    comparing = perf_counter() - start
    assert len(known) == size
    assert alike(known[0], known[0]) == 1
    words = sum(len(each.text) for each in articles) / size
    print(f"{size:,} articles of {words:,.0f} characters")
    print(f"signing     {signing / size * 1000:.2f} ms an article; signature of {len(known[0].signature)} numbers")
    print(f"looking up  {comparing / size * 1000:.2f} ms an article; {compared / size:.2f} candidates an article")
    print(f"precision   {right / told:.4f} of {told:,} pairs told; wrong: {Counter(wrong).most_common(3)}")
    print(f"same key    {shared_key / close:.4f} of {close:,} pairs of Jaccard 0.5 and more")
    for edit, total in sorted(pairs.items()):
        print(f"recall      {found[edit] / total:.4f} of {total:,} ({edit})")


if __name__ == "__main__":
    main()
