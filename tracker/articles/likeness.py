"""Makes what is compared instead of two texts: tells copies of one story apart from two stories on one event.

A text is a set of shingles (runs of words, or of characters in Chinese); a MinHash signature estimates how much two
sets share, and bands of it are keys of an index, so that only texts that share a key are compared at all. A form that
an office fills in anew for each act shares most of its shingles with the last one, so the signature also keeps what
such a form leaves open (figures, months, substances), each with the words before it: the same frame filled otherwise
is another act.

Knows an article's text and furniture; must not know the store, the events, or who published first. The constants are
made from SHA-256 and must never change: signatures are stored.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from tracker.articles.furniture import Line, furniture, lines_of
from tracker.model import Article, Likeness
from tracker.vocab import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

HASHES = 120
ROWS = 3
BANDS = HASHES // ROWS
"""A pair of Jaccard 0.5 shares a key with a chance of 1 - (1 - 0.5³)⁴⁰ = 99.5 %; one of 0.05 with 0.5 %."""
FEWEST = 12
"""Distinct shingles below which a text is too short to be told from another."""
MOST_TOKENS = 60_000
"""Words or characters looked at: a long report."""
FIGURES = 48
"""Figures kept with their frames, those of the smallest hashes: most news has fewer, so the comparison is exact."""
COPY = 0.5
"""Share of the shorter text that must stand in the longer: measured on tests/data/copies and tests/bench/copies.py."""
LEAST = 0.15
"""Jaccard below which containment is not believed: with 120 hashes its error would be as large as itself."""
FIGURES_AGREE, MOST_CHANGED = 0.8, 2
"""Share of the frames found in both texts that must hold the same figure, and how many may hold another: an editor
corrects one of many, a form filled in anew changes a third and more."""

_WORDS, _CHARACTERS = 4, 7
_FRAME = 3
_SLOT = re.compile(
    r"\d.*|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber|\w+(?:ium|denum|talum|inum)"
    r"|antimony|arsenic|barite|bauxite|bismuth|boron|chromite|cobalt|copper|fluorspar|gold|graphite|iron|lead|manganese"
    r"|nickel|niobium|phosphate|potash|silicon|silver|tin|tungsten|zinc|[\u9485-\u957f硼砷硒碲硅磷]"
)
"""What an office fills into its form: figures, months, substances. In Chinese nearly every metal is written with the
radical 钅, whose simplified characters stand together; that some of them are no metals does no harm."""
_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_TOKEN = re.compile(rf"[{_HAN}]|\d+(?:\.\d+)*|[^\W\d_{_HAN}]+")
_IDEOGRAPH = re.compile(rf"[{_HAN}]")
_PAGE_MATTER = re.compile(
    r"[\[【（(]?(?:(?:发布|更新|录入)(?:时间|日期)|(?:published|posted)(?: on)?|(?:last )?updated)\s*[:：].{0,60}"
    r"|[\[【（(]?(?:(?:文章|信息)?来源|稿源|作者|编辑|字号|浏览|阅读|点击|分享|索引号|主题分类|source|author)"
    r"(?:次数|量|数)?\s*[:：】\]].{0,60}"
    r"|(?:(?:相关)?附件(?:下载)?|attachments?)\s*[:：]?\s*(?:.{0,80}\.(?:pdf|docx?|xlsx?|wps|zip|ofd))?"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2} \d{1,2}:\d{2}(?::\d{2})?|[\[【（(]\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[\]】）)]",
    re.IGNORECASE,
)
"""What the page says of itself. The date of the act (发文日期, a date below a signature) is no such line."""
_MOST_LOOSE = 4
"""Headings above a text, and labels below it, that one page may have and another not."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def likeness(article: Article) -> Likeness | None:
    """Return what an article is compared by; None where it has too little text of its own.

    `signature` holds `HASHES` minima of 32 bits, then up to `FIGURES` figures: 32 bits of frame, 16 of figure.
    """
    import numpy as np

    words = tokens(body(article))[:MOST_TOKENS]
    hashes = np.unique(_shingles(words))
    if len(hashes) < FEWEST:
        return None
    minima = _minima(hashes)
    return Likeness(
        article_id=article.id,
        size=len(hashes),
        signature=(*(int(each) for each in minima), *_figures([*tokens(article.title), *words])),
        bands=tuple(_bands(minima)),
    )


def body(article: Article) -> str:
    """Return the text without furniture and without lines that only repeat the title."""
    title = article.title.casefold().strip()
    lines = (
        line.text
        for line in lines_of(article.text)
        if line.text.casefold() != title and not article.is_furniture(line.start, line.end)
    )
    return "\n".join(lines)


def tokens(text: str) -> list[str]:
    """Return words in lower case, numbers whole, and each Han character or kana for itself, folded to Simplified.

    Punctuation is dropped, and so are the commas of thousands: papers differ in both.
    """
    plain = fold(unicodedata.normalize("NFKC", text).casefold())
    return _TOKEN.findall(_THOUSANDS.sub("", plain))


def jaccard(a: Likeness, b: Likeness) -> float:
    """Return the estimated share of the shingles of both texts that both have: 0 to 1, standard error 0.046 at most."""
    pairs = zip(a.signature[:HASHES], b.signature[:HASHES], strict=True)
    return sum(mine == theirs for mine, theirs in pairs) / HASHES


def alike(a: Likeness, b: Likeness) -> float:
    """Return the estimated share of the shorter text that stands in the longer: 0 to 1.

    From the Jaccard share J and both sizes: the shingles in common are J / (1 + J) of the two sizes' sum.
    """
    shared = jaccard(a, b)
    return min(1.0, shared / (1 + shared) * (a.size + b.size) / min(a.size, b.size))


def is_copy(a: Likeness, b: Likeness) -> bool:
    """Say whether one text repeats the other: cut, with a lead of its own, or with background added.

    Two notices of one form are no copies, however much they share, because their figures differ.
    """
    if jaccard(a, b) < LEAST or alike(a, b) < COPY:
        return False
    shared, changed = figures(a, b)
    return changed <= MOST_CHANGED and changed <= shared * (1 - FIGURES_AGREE)


def figures(a: Likeness, b: Likeness) -> tuple[int, int]:
    """Return how many frames of figures both texts have, and how many hold others in the one than in the other."""
    mine, theirs = _by_frame(a.signature[HASHES:]), _by_frame(b.signature[HASHES:])
    shared = mine.keys() & theirs.keys()
    return len(shared), sum(mine[frame].isdisjoint(theirs[frame]) for frame in shared)


def _by_frame(figures: Sequence[int]) -> dict[int, set[int]]:
    frames: dict[int, set[int]] = {}
    for each in figures:
        frames.setdefault(each >> 16, set()).add(each & 0xFFFF)
    return frames


def _figures(words: Sequence[str]) -> list[int]:
    """Return what fills the slots, each with the three tokens before it, in which slots are left open.

    So 14 and 22 stand in one frame in "takes effect on 14 March" and "takes effect on 22 June". Of very many the
    smallest hashes are kept: both texts of a pair keep the same ones.
    """
    is_slot = [_SLOT.fullmatch(word) is not None for word in words]
    frames = ["#" if slot else word for word, slot in zip(words, is_slot, strict=True)]
    found = set()
    for at, word in enumerate(words):
        if not is_slot[at] or at < 2:  # what stands at the head of a title has nothing to be known by
            continue
        frame = " ".join(frames[max(0, at - _FRAME) : at])
        found.add(_crc(frame) << 16 | _crc(word) & 0xFFFF)
    return sorted(found)[:FIGURES]


def _shingles(words: Sequence[str]) -> Numbers:
    """Return one 64-bit hash for each run of tokens: four words, or seven characters where most are Chinese.

    Four words are about seven characters long in Chinese.
    """
    import numpy as np

    han = sum(1 for word in words if _IDEOGRAPH.match(word))
    width = _CHARACTERS if han * 2 > len(words) else _WORDS
    if len(words) < width:
        return np.zeros(0, dtype=np.uint64)
    each = np.fromiter((_crc(word) for word in words), dtype=np.uint64, count=len(words))
    each = _mixed(each)
    runs = np.zeros(len(words) - width + 1, dtype=np.uint64)
    for at in range(width):  # each word is stirred in on its own, so that the order counts
        runs = _mixed(runs * np.uint64(0x9E3779B97F4A7C15) + each[at : at + len(runs)])
    return runs


def _crc(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _mixed(numbers: Numbers) -> Numbers:
    """Return the numbers with every bit depending on every other (the finaliser of SplitMix64)."""
    import numpy as np

    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


@cache
def _permutations() -> tuple[Numbers, Numbers]:
    """Return the factors, odd, and the addends of the permutations, 64 bits each; fixed for ever."""
    import numpy as np

    blocks = b"".join(hashlib.sha256(f"likeness {at}".encode()).digest()[:16] for at in range(HASHES))
    pairs = np.frombuffer(blocks, dtype="<u8").reshape(HASHES, 2).astype(np.uint64)
    return pairs[:, :1] | np.uint64(1), pairs[:, 1:]


def _minima(hashes: Numbers) -> Numbers:
    """Return the smallest value that each permutation gives to any of the shingles, its upper 32 bits."""
    import numpy as np

    factors, addends = _permutations()
    least = np.full(HASHES, np.iinfo(np.uint64).max, dtype=np.uint64)
    for at in range(0, len(hashes), 1024):  # in pieces that stay in the processor's cache
        part = (factors * hashes[at : at + 1024] + addends).min(axis=1)
        least = np.minimum(least, part)
    return least >> np.uint64(32)


def _bands(minima: Numbers) -> Iterator[str]:
    """Yield one key for each band of three minima: its number and eight hex digits."""
    import numpy as np

    keys = np.zeros(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        keys = _mixed(keys * np.uint64(0x9E3779B97F4A7C15) + minima[row::ROWS])
    for number, key in enumerate(keys):
        yield f"{number:02d}:{int(key) >> 32:08x}"


def agrees(a: str, b: str) -> bool:
    """Say whether the texts of one act at two addresses are the same text.

    Case, punctuation, spacing, the breaking of lines and the script of Chinese do not count, nor does what the page
    adds: furniture, lines such as "发布时间：2025-04-04", up to four headings above the text and up to four labels
    without figures below it. Everything else does: another number or date, a paragraph missing, two paragraphs in
    another order. Linear in the length of the texts.
    """
    mine, theirs = _own_lines(a), _own_lines(b)
    if not mine or not theirs:
        return tokens(a) == tokens(b)
    wanted: dict[int, list[tuple[list[str], list[str]]]] = {}
    for head, core in _cores(theirs):
        wanted.setdefault(len(core), []).append((head, core))
    return any(
        core == other and _one_has_all(head, above)
        for head, core in _cores(mine)
        for above, other in wanted.get(len(core), ())
    )


def _own_lines(text: str) -> list[tuple[Line, list[str]]]:
    taken = furniture(text)
    own = (
        (line, tokens(line.text))
        for line in lines_of(text)
        if not any(start <= line.start < end for start, end in taken) and not _PAGE_MATTER.fullmatch(line.text)
    )
    return [(line, words) for line, words in own if words]


def _cores(lines: Sequence[tuple[Line, list[str]]]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield what may be the act's own text, with the headings above that are then the page's, fewest dropped first."""
    heads = _run(line.heads for line, _ in lines)
    tails = _run(line.heads and not any(word[0].isdecimal() for word in words) for line, words in reversed(lines))
    for above in range(min(heads, len(lines) - 1) + 1):
        head = [word for _, words in lines[:above] for word in words]
        for below in range(min(tails, len(lines) - 1 - above) + 1):
            yield head, [word for _, words in lines[above : len(lines) - below] for word in words]


def _run(fits: Iterable[bool]) -> int:
    return sum(1 for _ in takewhile(bool, islice(fits, _MOST_LOOSE)))


def _one_has_all(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether the figures of one heading are among the other's: "No. 18" above one and "No. 19" above the other."""
    mine, theirs = ({word for word in words if word[0].isdecimal()} for words in (a, b))
    return mine <= theirs or theirs <= mine
