"""The difference of two revisions: counts that match the diff, long lines cut to the change, no hostile text slow."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.articles.difference import LONGEST_DIFF, LONGEST_LINE, MOST_LINES, difference

LINES = st.lists(st.sampled_from(["a", "b", "c", "dd", "", "e e"]), max_size=14).map("\n".join)


def marked(diff: str, sign: str) -> list[str]:
    return [line for line in diff.split("\n") if line.startswith(sign)]


def test_a_difference_reads_as_a_unified_diff() -> None:
    before = "title\nfirst\nsecond\nthird\nfourth\nfifth\nsixth\nseventh"
    after = "title\nfirst\nsecond, amended\nthird\nfourth\nfifth\nsixth\nseventh\nadded"
    found = difference(before, after)
    assert (found.added, found.removed) == (2, 1)
    assert found.diff.split("\n") == [
        "@@ -2,3 +2,3 @@",
        " first",
        "-second",
        "+second, amended",
        " third",
        "@@ -8,1 +8,2 @@",
        " seventh",
        "+added",
    ]


@given(LINES, LINES)
def test_a_diff_is_empty_only_for_equal_texts_and_its_lines_are_counted(before: str, after: str) -> None:
    found = difference(before, after)
    assert (found.diff == "") == (before == after)
    assert (found.added == found.removed == 0) == (before == after)
    assert len(marked(found.diff, "+")) == found.added
    assert len(marked(found.diff, "-")) == found.removed
    assert len(after.split("\n")) - len(before.split("\n")) == found.added - found.removed
    assert difference(before, after) == found


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_have_a_difference(before: str, after: str) -> None:
    found = difference(before, after)
    assert (found.diff == "") == (before == after)
    assert difference(after, before).added == found.removed


def patched(before: str, diff: str) -> str:
    """Apply a unified diff the plain way."""
    old, made, at = before.split("\n"), list[str](), 0
    for line in diff.split("\n"):
        if hunk := re.fullmatch(r"@@ -(\d+),(\d+) \+\d+,\d+ @@", line):
            start = int(hunk[1]) - (1 if int(hunk[2]) else 0)
            made += old[at:start]
            at = start
        elif line.startswith("+"):
            made.append(line[1:])
        else:
            assert old[at] == line[1:]
            made += [line[1:]] if line.startswith(" ") else []
            at += 1
    return "\n".join([*made, *old[at:]])


@given(LINES, LINES)
def test_the_diff_makes_the_new_text_of_the_old(before: str, after: str) -> None:
    if before != after:
        assert patched(before, difference(before, after).diff) == after


def test_a_long_line_is_shown_around_its_change() -> None:
    words = " ".join(f"word{n}" for n in range(2_000))
    found = difference(f"head\n{words}\nfoot", f"head\n{words.replace('word1000', 'changed')}\nfoot")
    gone, come = marked(found.diff, "-")[0], marked(found.diff, "+")[0]
    assert "word1000" in gone
    assert "changed" in come
    assert gone.startswith("-…")
    assert gone.endswith("…")
    assert len(gone) < LONGEST_LINE
    assert (found.added, found.removed) == (1, 1)


@given(st.text("ab", max_size=30), st.text("cd", min_size=1, max_size=900), st.text("ef", max_size=900))
def test_two_long_lines_never_look_the_same(head: str, mine: str, theirs: str) -> None:
    found = difference(head * 40 + mine + head * 40, head * 40 + theirs + head * 40)
    assert marked(found.diff, "-")[0][1:] != marked(found.diff, "+")[0][1:]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x\n" * 5_000, "x\n" * 5_001 + "y"),
        ("\n".join("ab" * 2_000), "\n".join("ba" * 2_000)),
        ("\n".join(map(str, range(20_000))), "\n".join(map(str, range(20_000, 0, -1)))),
        ("z" * 400_000, "z" * 200_000 + "y" + "z" * 200_000),
    ],
    ids=["repeats", "alternating", "reversed", "one long line"],
)
def test_a_hostile_text_is_told_briefly(before: str, after: str) -> None:
    found = difference(before, after)
    assert found.diff
    assert len(found.diff.split("\n")) <= LONGEST_DIFF + 1
    assert len(found.diff) < 200_000


def test_what_is_too_long_to_align_is_told_as_sets() -> None:
    old = [f"line {n}" for n in range(MOST_LINES)]
    found = difference("\n".join([*old, "gone", "end"]), "\n".join(["new", *old[::-1], "come", "end"]))
    assert (found.added, found.removed) == (2, 1)
    assert found.diff.split("\n") == [
        "@@ too long to align: lines gone, then lines that came @@",
        "-gone",
        "+new",
        "+come",
    ]


def test_lines_that_only_moved_are_mentioned() -> None:
    old = [f"line {n}" for n in range(MOST_LINES)]
    found = difference("\n".join(old), "\n".join(old[::-1]))
    assert (found.added, found.removed) == (0, 0)
    assert "another order" in found.diff


def test_a_long_diff_ends_in_a_note() -> None:
    found = difference("\n".join(f"a{n}" for n in range(500)), "\n".join(f"b{n}" for n in range(500)))
    assert (found.added, found.removed) == (500, 500)
    assert found.diff.split("\n")[-1] == "… 601 more lines of difference"
