"""The codebook's examples, tagged and coded for real: each comes out as the book says, or stands in the pending list.

An example that the coder of today does not get right is named in ``tests/data/claims/codebook_pending.txt`` with what
comes out instead. Sentences are not bent to the coder; once one passes, it has to be taken off the list.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from tracker.claims import code
from tracker.mentions import Tagger
from tracker.model import Article, Claim, content_id
from tracker.vocab import Example, examples, load

PENDING = Path(__file__).parents[1] / "data" / "claims" / "codebook_pending.txt"
PUBLISHERS = {"en": "GB", "zh": "CN"}
ROLES = ("actors", "targets", "via", "minerals")


def pending() -> dict[str, str]:
    """Return the ids that are known to fail, each with its reason."""
    rows = [line for line in PENDING.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {name.strip(): reason.strip() for name, _, reason in (row.partition(" | ") for row in rows)}


@cache
def tagger() -> Tagger:
    return Tagger(load())


def article(example: Example) -> Article:
    told = datetime.fromisoformat(example.told).replace(hour=10, tzinfo=UTC)
    return Article(
        id=content_id("example", example.id),
        url=f"https://example.org/{example.id}",
        title="",
        text=example.text,
        language=example.lang,
        kind="news",
        publisher="Paper",
        country=PUBLISHERS[example.lang],
        tier="press",
        publish="evidence",
        published=told,
        fetched=told,
        sha256="0" * 64,
    )


@cache
def coded(example: Example) -> tuple[Claim, ...]:
    page = article(example)
    return code(page, tagger().tag(page), load())


def wrong(example: Example) -> str:
    """Say what is not as the book has it; empty if all is."""
    claims = coded(example)
    if {claim.action for claim in claims} != {example.action, *example.also} - {""}:
        return f"comes out as {', '.join(sorted({claim.action for claim in claims})) or 'nothing'}"
    return min((differences(example, claim) for claim in claims if claim.action == example.action), key=len, default="")


def differences(example: Example, claim: Claim) -> str:
    said = [
        f"{field} {getattr(claim, field)}"
        for field in ("stage", "certainty")
        if getattr(claim, field) != getattr(example, field)
    ]
    said += [
        f"{role} {' '.join(sorted(getattr(claim, role))) or 'none'}"
        for role in ROLES
        if getattr(example, role) and set(getattr(claim, role)) != set(getattr(example, role))
    ]
    return ", ".join(said)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.id)
def test_an_example_is_coded_as_the_book_has_it(example: Example) -> None:
    if example.id in pending():
        assert wrong(example), "this example comes out right now: take it off codebook_pending.txt"
    else:
        assert not wrong(example), example.text


def test_the_pending_list_names_examples_once_with_a_reason() -> None:
    named = [line.partition(" | ")[0] for line in PENDING.read_text("utf-8").splitlines() if line[:1] not in {"", "#"}]
    assert len(named) == len(set(named))
    assert set(named) <= {example.id for example in examples()}
    assert all(pending().values())


def test_most_of_the_book_is_coded_right() -> None:
    assert len(pending()) < len(examples()) / 2
