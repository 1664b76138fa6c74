"""One poll has one outcome, and what is not to be trusted is never called new."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Issue, Outcome
from tracker.watch import outcome
from tracker.watch.outcomes import HARMLESS, KINDS, SPOILS

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PACKAGE = Path(__file__).parents[2] / "tracker"
SEEN = {"new", "unchanged"}


def issues(*kinds: str) -> list[Issue]:
    return [Issue("web", "a", kind, "why", NOW) for kind in kinds]


@pytest.mark.parametrize(
    ("unchanged", "entries", "kinds", "expected"),
    [
        (False, 15, "", "new"),
        (False, 15, "bad_date bad_row", "new"),
        (True, 0, "", "unchanged"),
        (True, 15, "", "new"),
        (False, 0, "", "unchanged"),
        (False, 0, "bad_row", "unchanged"),
        (False, 0, "empty", "empty"),
        (False, 0, "empty bad_date", "empty"),
        (False, 3, "wrong_shape", "wrong_shape"),
        (False, 15, "mojibake", "mojibake"),
        (False, 15, "challenge", "challenge"),
        (False, 15, "wrong_shape challenge", "challenge"),
        (False, 15, "timeout", "new"),
        (False, 15, "busy", "new"),
        (True, 0, "timeout", "timeout"),
        (False, 0, "busy", "refused"),
        (False, 0, "robots", "refused"),
        (False, 0, "refused", "refused"),
        (False, 0, "timeout", "timeout"),
        (False, 0, "not_found", "error"),
        (False, 0, "gone", "error"),
        (False, 0, "too_large", "error"),
        (False, 0, "private_address", "error"),
        (False, 0, "bad_url", "error"),
        (False, 0, "error", "error"),
        (False, 0, "never heard of", "error"),
        (False, 0, "timeout empty", "timeout"),
    ],
)
def test_what_happened_comes_to_one_outcome(unchanged: bool, entries: int, kinds: str, expected: Outcome) -> None:
    words = ["never heard of"] if kinds == "never heard of" else kinds.split()
    assert outcome(unchanged, entries, issues(*words)) == expected


@given(st.booleans(), st.integers(0, 50), st.lists(st.sampled_from([*KINDS, *HARMLESS, "?"])))
def test_the_order_of_issues_does_not_matter_and_faults_are_not_hidden(
    unchanged: bool, entries: int, kinds: list[str]
) -> None:
    found = outcome(unchanged, entries, issues(*kinds))
    assert found in get_args(Outcome)
    assert found == outcome(unchanged, entries, issues(*reversed(kinds)))
    if set(kinds) & set(SPOILS):
        assert found not in SEEN
    if not entries and not unchanged and set(kinds) - HARMLESS:
        assert found not in SEEN
    if not kinds:
        assert found in SEEN


def test_every_kind_that_polling_can_yield_is_judged() -> None:
    kinds: set[str] = set()
    for path in (*PACKAGE.glob("web*"), PACKAGE / "web", PACKAGE / "entries"):
        for file in [path] if path.is_file() else path.glob("*.py"):
            text = file.read_text("utf-8")
            kinds |= set(re.findall(r'Issue\("(?:web|entries)",\s[^,]+,\s"(\w+)"', text))
            kinds |= set(re.findall(r'^ +\d{3}: "(\w+)"', text, re.MULTILINE))
            kinds |= set(re.findall(r'_issue\([\w.]+, "(\w+)"', text))
    assert {"empty", "wrong_shape"} <= kinds
    assert kinds <= {*KINDS, *HARMLESS}
