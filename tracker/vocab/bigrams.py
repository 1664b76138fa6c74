"""Makes words that a full-text index can hold out of any text, and the same of what people ask for.

An index that splits at spaces finds nothing in Chinese. So a run of Chinese, Japanese or Korean letters stands in the
index as its pairs, and then its last letter: 稀土出口 is ``稀土 土出 出口 口``, n words for n letters. A phrase of
pairs finds any part of the run, and a single letter finds the pairs that it begins. Everything else is words, without
case and without accents. Text and question go through the same fold, Traditional to Simplified included.

It knows the letters of scripts and the grammar of SQLite's FTS5; it knows no table and no term of the vocabulary.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tracker.vocab.spelling import fold

MOST_WORDS = 32
"""Words of a question that count; of the others it is enough to say that they were left out."""
LONGEST_QUESTION = 1000
LONGEST_WORD = 60
LONGEST_PHRASE = 6
"""Letters up to which an unbroken run is looked for as it stands; of a longer one, its words, taken as pairs."""
SHORTEST_START = 3
"""Letters from which the beginning of a word is enough; fewer begin too many."""
LONGEST_DOUBTFUL = 4
"""Letters up to which a word is weighed as it stands and as a beginning: tin is not tinted. Both cost a search."""
NOTHING = '""'
"""An expression of FTS5 that nothing matches."""

_PAIRED = (
    "\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
)
"""Kana, Han and Hangul, as ranges: written out, some of them would not survive an editor."""
_WORD = re.compile(rf"(?P<paired>[{_PAIRED}]+)|[^\W_{_PAIRED}]+")
_KANA = re.compile("[\u3041-\u30ff]")
_ASKED = re.compile(r'"(?P<quoted>[^"]*)"?|[^\s"]+')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"'))


class _Letters(dict[int, str]):
    """Letters without case, accent and width, made as they are met. One letter stays one, so offsets stay."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        parts = unicodedata.normalize("NFKD", letter)
        bare = "".join(part for part in parts if not unicodedata.combining(part)).casefold()
        whole = letter if _KANA.match(parts) and len(parts) > 1 else bare
        self[code] = whole if len(whole) == 1 else letter
        return self[code]


_LETTERS = _Letters()


def plain(text: str) -> str:
    """Return a text as it is compared: Simplified, without case, accents and width, of the same length."""
    return fold(text.translate(_LETTERS))


def indexed(text: str) -> str:
    """Return a text as words with spaces between, for an index that splits at spaces."""
    return " ".join(_words(plain(unicodedata.normalize("NFC", text)), whole=True))


def _words(text: str, *, whole: bool) -> Iterator[str]:
    """Yield the words of a folded text. The last letter of a run ends it, unless a question ends with that run."""
    found = list(_WORD.finditer(text))
    for each in found:
        run = each[0]
        if not each["paired"]:
            yield run[:LONGEST_WORD]
            continue
        yield from (first + second for first, second in pairwise(run))
        if whole or each is not found[-1] or len(run) == 1:
            yield run[-1]


@dataclass(frozen=True, slots=True)
class Sought:
    """Something a question looks for: `words` in their order, as the index holds them, and how they look in a text.

    `begins`: the last word may go on. `letters` are the runs of the text that hold it, folded.
    """

    words: tuple[str, ...]
    letters: tuple[str, ...]
    begins: bool = False

    @property
    def expression(self) -> str:
        """It in the grammar of FTS5. Words hold no quotes, so nothing that people write is read as grammar."""
        phrase = f'"{" ".join(self.words)}"'
        if not self.begins:
            return phrase
        alone = len(self.words) == 1 and not is_paired(self.words[0]) and len(self.words[0]) <= LONGEST_DOUBTFUL
        return f"({phrase} OR {phrase} *)" if alone else f"{phrase} *"


def is_paired(word: str) -> bool:
    """Whether a word of the index is letters of a run, not a word between spaces."""
    found = _WORD.match(word)
    return bool(found and found["paired"])


def sought(question: str) -> tuple[Sought, ...]:
    """Return what a question looks for, all of which must be found; at most :data:`MOST_WORDS`, without repetition.

    What stands between quotation marks, and what stands without a space, is a phrase. The last word may go on, unless
    it is quoted. Nothing else in a question has a meaning of its own.
    """
    text = plain(unicodedata.normalize("NFC", question[:LONGEST_QUESTION])).translate(_QUOTES)
    parts = list(_ASKED.finditer(text))
    found: dict[Sought, None] = {}
    for part in parts:
        quoted = part["quoted"]
        last = part is parts[-1] and quoted is None
        found.update(dict.fromkeys(_seek(part[0] if quoted is None else quoted, quoted=quoted is not None, last=last)))
    return tuple(found)


def _seek(text: str, *, quoted: bool, last: bool) -> Iterator[Sought]:
    letters = tuple(each[0] for each in _WORD.finditer(text))
    if not letters:
        return
    if not quoted and len(letters) == 1 and is_paired(text) and len(letters[0]) > LONGEST_PHRASE:
        run = letters[0]
        pairs = (run[at : at + 2] for at in (*range(0, len(run) - 1, 2), len(run) - 2))
        yield from (Sought((pair,), (pair,)) for pair in pairs)
        return
    end = letters[-1]
    single = is_paired(end) and len(end) == 1
    goes_on = last and not is_paired(end) and len(end) >= SHORTEST_START and not end.isdigit()
    yield Sought(tuple(_words(text, whole=False)), letters, single or goes_on)


def expression(question: str) -> str:
    """Return a question in the grammar of FTS5; it is always valid, and matches nothing where no word is asked for."""
    return " AND ".join(each.expression for each in sought(question)[:MOST_WORDS]) or NOTHING


def marked(text: str, found: tuple[Sought, ...]) -> tuple[tuple[str, bool], ...]:
    """Cut a text into pieces, each with whether it is something that was looked for."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for each in _looks(found).finditer(plain(text)) if found else ():
        pieces += [(text[end : each.start()], False), (text[each.start() : each.end()], True)]
        end = each.end()
    return tuple((piece, is_found) for piece, is_found in (*pieces, (text[end:], False)) if piece)


@lru_cache(maxsize=64)
def _looks(found: tuple[Sought, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_look(each) for each in found))


def _look(each: Sought) -> str:
    """Return how it looks in a folded text, as a regular expression: whole words, any letters of a run."""
    before = "" if is_paired(each.letters[0]) else rf"(?<![^\W_{_PAIRED}])"
    after = "" if each.begins or is_paired(each.letters[-1]) else rf"(?![^\W_{_PAIRED}])"
    return before + r"[\W_]*".join(re.escape(run) for run in each.letters) + after
