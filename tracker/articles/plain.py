"""Makes paragraphs and a headline of plain text. Knows lines, not mark-up; drops blank lines and nothing else."""

from __future__ import annotations

import re

from tracker.articles.furniture import Line, furniture, lines_of, ranges

LONGEST_TITLE = 200
_SPACES = re.compile(r"[^\S\n]+")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_RULE = re.compile(r"[-=_*~. ]{5,}")
_PAGE_MARK = re.compile(r"\[\[Page [A-Z]?\d+\]\]")
"""Where the printed Federal Register turns the page, in mid-sentence as it comes."""
_COLUMNS = re.compile(r"\S {3,}\S|\.{4,}")
_WIDEST, _FULL = 90, 50
"""Columns: no line of a text set for printing is longer, and one that its sentence runs on from is nearly full."""
_SENTENCE = re.compile(r".{20,}?[.!?。！？](?=\s|$|[\u3400-\u9fff])")


def lines_joined(text: str) -> str:
    """Return the text with each line trimmed and single-spaced, blank lines dropped, lines joined by a newline."""
    sound = text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    lines = (_SPACES.sub(" ", _UNSEEN.sub("", line)).strip() for line in sound.split("\n"))
    return "\n".join(line for line in lines if line)


def unwrapped(text: str) -> str:
    """Return a text set in lines of print with its paragraphs on single lines; any other text as it is.

    A line goes on the one above it if that is nearly full and this one is not indented. Rules, columns and what stands
    behind a blank line begin anew, but a paragraph that is cut by a page mark is made whole, the mark behind it.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs().split("\n")
    if max(map(len, lines)) > _WIDEST or sum(map(_runs_on, lines, lines[1:])) < 2:
        return text
    blocks: list[str] = []
    above, marks = "", list[str]()
    for line in lines:
        if _PAGE_MARK.fullmatch(line.strip()):
            marks.append(line.strip())
        elif not line.strip():
            above = ""
        elif blocks and (_runs_on(above, line) or (marks and _is_cut(blocks[-1], line))):
            blocks[-1] = f"{blocks[-1]} {line.strip()}"
            above = line
        else:
            blocks += [*marks, line.strip()]
            marks.clear()
            above = line
    return "\n".join((*blocks, *marks))


def _runs_on(above: str, line: str) -> bool:
    return (
        len(above) >= _FULL
        and line[:1].strip() != ""
        and not (above.endswith("]") and line.startswith("["))
        and not any(_RULE.fullmatch(each) or _COLUMNS.search(each.strip()) for each in (above, line))
    )


def _is_cut(block: str, line: str) -> bool:
    """Say whether a paragraph goes on behind a page mark: it ends in no full stop, and the line is not indented."""
    return line[:1].strip() != "" and len(block) >= _FULL and not block.endswith((".", ":", ";", "?", "!", ")"))


def headline(text: str) -> str:
    """Return the title of a text without a stated one: its first line that is no furniture.

    Two short title-case lines at the head are one title broken in two. Where the text begins with a paragraph, its
    first sentence serves, cut if need be.
    """
    taken = furniture(text)
    lines = [line for line in lines_of(text) if not any(start <= line.start < end for start, end in taken)]
    if not lines:
        return ""
    first = lines[0].text
    if len(lines) > 1 and _is_half(lines[0]) and _is_half(lines[1]):
        return f"{first} {lines[1].text}"
    if len(first) <= LONGEST_TITLE:
        return first
    sentence = _SENTENCE.match(first)
    return _cut(sentence[0] if sentence else first)


def _is_half(line: Line) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", line.text) if len(word) > 3]
    return len(line.text) <= 48 and line.heads and len(words) >= 2 and all(word[0].isupper() for word in words)


def _cut(text: str) -> str:
    if len(text) <= LONGEST_TITLE:
        return text
    return text[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def with_title_marked(title: str, text: str, taken: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return the furniture with the lines added that only repeat the title, which stands in its own field."""
    lines = lines_of(text)
    numbers = {n for n, line in enumerate(lines) if any(start <= line.start < end for start, end in taken)}
    wanted = title.casefold().strip()
    for number, line in enumerate(lines):
        if line.text.casefold() == wanted:
            numbers.add(number)
    if len(lines) > 1 and f"{lines[0].text} {lines[1].text}".casefold() == wanted:
        numbers |= {0, 1}
    if len(numbers) == len(lines):
        return taken  # a text that is its title and no more keeps it: something must be left to read
    return ranges(lines, numbers)
