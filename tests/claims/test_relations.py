"""What an act does to the acts that it names: read in both languages, and not where no act is named."""

from __future__ import annotations

import pytest

from tests.claims.marks import VOCAB, article
from tracker.claims import code
from tracker.model import Claim

OLD = "[[Announcement No. 46 of 2024|instrument:CN-MOFCOM 2024/46]]"
OLD_ZH = "[[2024年第46号公告|instrument:CN-MOFCOM 2024/46]]"


def first(text: str, kind: str = "news") -> Claim:
    made, mentions = article(text, kind=kind)  # type: ignore[arg-type]
    return code(made, mentions, VOCAB)[0]


RELATIONS = [
    (
        f"[[China|country:CN]] resumes from 28 November 2026 the application of {OLD} on [[gallium|mineral:gallium]] "
        "exports.",
        "resumes",
    ),
    (
        f"[[商务部|agency:cn-mofcom]]决定自2026年11月28日起恢复实施{OLD_ZH}对[[镓|mineral:gallium]]出口的管制。",
        "resumes",
    ),
    (
        "[[Decision 5|instrument:CD-ARECOMS 2025/005]] extends until 31 March 2026 the [[cobalt|mineral:cobalt]] "
        "export ban of [[Decision 1|instrument:CD-ARECOMS 2025/001]].",
        "extends",
    ),
    (
        "[[Announcement No. 72|instrument:CN-MOFCOM 2025/72]] suspends the export rules on [[gallium|mineral:gallium]] "
        f"of {OLD} until 27 November 2026.",
        "suspends",
    ),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS, ids=[relation for _, relation in RELATIONS])
def test_the_words_say_what_one_act_does_to_another(text: str, relation: str) -> None:
    claim = first(text, "notice" if "决定" in text else "news")
    assert claim.relation == relation
    assert claim.affects


def test_what_is_brought_back_is_in_force_and_not_eased() -> None:
    claim = first(RELATIONS[1][0], "notice")
    assert claim.stage in {"in_force", "announced"}
    assert claim.effective == "2026-11-28"


def test_to_resume_exports_brings_no_act_back() -> None:
    claim = first(
        f"[[China|country:CN]] resumed exports of [[gallium|mineral:gallium]], which {OLD} had barred since 2024."
    )
    assert claim.relation != "resumes"
    assert claim.stage != "suspended"
