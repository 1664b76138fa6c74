"""Issues: nothing is swallowed, the same trouble is counted, what works again is resolved."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.making import NOON
from tracker.model import Issue
from tracker.store import Store


def test_the_same_issue_again_is_counted_and_a_success_resolves_it(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.issues.add(Issue("web", "wire", "timeout", "no answer in 30 s", NOON))
        store.issues.add(Issue("web", "wire", "timeout", "no answer in 20 s", NOON + timedelta(hours=1)))
        store.issues.add(Issue("web", "other", "timeout", "no answer", NOON))
        found = {row["subject"]: row for row in store.issues.open()}
        assert found["wire"]["times"] == 2
        assert found["wire"]["reason"] == "no answer in 20 s"
        store.issues.resolve("wire", NOON)
        assert [row["subject"] for row in store.issues.open()] == ["other"]
        store.issues.add(Issue("web", "wire", "timeout", "again", NOON))
        assert {row["subject"] for row in store.issues.open()} == {"wire", "other"}
