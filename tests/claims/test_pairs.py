"""Every action in both languages, and the roles, stages and dates of each: passages beside what they claim."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.claims.marks import VOCAB, article
from tracker.claims import code

PAIRS = Path(__file__).parents[1] / "data" / "claims" / "pairs.txt"


@dataclass(frozen=True)
class Pair:
    """One line of pairs.txt."""

    language: str
    action: str
    stage: str
    certainty: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    via: tuple[str, ...]
    minerals: tuple[str, ...]
    dates: tuple[str | None, ...]
    text: str


def words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split() if word != "-")


def read() -> list[Pair]:
    pairs = []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        language, what, roles, minerals, dates, text = (part.strip() for part in line.split(" | ", 5))
        actors, _, rest = roles.partition(">")
        targets, _, via = rest.partition("via")
        parts = tuple(None if date == "-" else date for date in dates.split())
        action, stage, certainty = what.split()
        pairs.append(
            Pair(
                language,
                action,
                stage,
                certainty,
                words(actors),
                words(targets),
                words(via),
                words(minerals),
                parts,
                text,
            )
        )
    return pairs


PAIRS_READ = read()


@pytest.mark.parametrize(
    "pair", PAIRS_READ, ids=lambda pair: f"{pair.language}-{pair.action}-{pair.stage}-{pair.certainty}"
)
def test_a_passage_makes_the_claim_beside_it(pair: Pair) -> None:
    made, mentions = article(pair.text, language=pair.language)
    claims = code(made, mentions, VOCAB)
    assert [claim.action for claim in claims] == [pair.action]
    claim = claims[0]
    assert (claim.stage, claim.certainty) == (pair.stage, pair.certainty)
    assert (set(claim.actors), set(claim.targets), set(claim.via)) == (
        set(pair.actors),
        set(pair.targets),
        set(pair.via),
    )
    assert set(pair.minerals) <= set(claim.minerals)
    if pair.minerals:
        assert set(claim.minerals) == set(pair.minerals)
    assert (claim.announced, claim.effective, claim.until) == pair.dates
    assert claim.evidence.quote in made.text


def test_all_actions_are_covered_in_both_languages() -> None:
    from tracker.vocab import load

    actions = set(load().actions)
    for language in ("en", "zh"):
        assert {pair.action for pair in PAIRS_READ if pair.language == language} >= actions
