"""Whose a rule is by grammar, and which offices stay with a claim."""

from __future__ import annotations

import pytest

from tests.claims.marks import VOCAB, article
from tracker.claims import code, holders, passages


def named(text: str, which: int = 0) -> bool | tuple[bool, ...]:
    """Return what is said of one name of a sentence: owns, did, suffers, opens speech."""
    made, mentions = article(text)
    passage = passages.split(made)[0]
    name, cue = mentions[which], passage.plain.find("ban")
    return (
        holders.owns(passage, name, cue),
        holders.did(passage, name),
        holders.suffers(passage, name),
        holders.opens_speech(passage, name),
    )


CHINA, JAPAN, CHINESE = "[[China|country:CN]]", "[[Japan|country:JP]]", "[[Chinese|country:CN]]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{CHINA}'s 2010 export ban is remembered.", (True, False, False, False)),
        (f"A {CHINESE} ban on exports hurts.", (True, False, False, False)),
        (f"A ban by the mines of {CHINA} hurts.", (False, False, False, False)),
        (f"{CHINESE} magnets fell under a ban.", (False, False, False, False)),
        (f"Exports were stopped by {CHINA} with a ban.", (False, True, False, False)),
        (f"A ban was urged by some on {CHINA}.", (False, False, False, False)),
        (f"They asked {CHINA} to drop the ban.", (False, True, False, False)),
        (f"{JAPAN} was hit by the ban.", (False, False, True, False)),
        (f"{JAPAN} has hit back at the ban.", (False, False, False, False)),
        (f"{JAPAN} said the ban had come.", (False, False, False, True)),
        (f"{JAPAN} said it would ban exports.", (False, False, False, False)),
    ],
)
def test_the_place_of_a_name_in_the_sentence(text: str, found: tuple[bool, ...]) -> None:
    assert named(text) == found


def offices(text: str) -> list[tuple[str, ...]]:
    made, mentions = article(text)
    return [claim.agencies for claim in code(made, mentions, VOCAB)]


def test_an_office_of_another_state_is_none_of_the_act() -> None:
    told = (
        "[[China|country:CN]] requires a licence for exports of [[gallium|mineral:gallium]], "
        "[[USGS|agency:us-usgs]] data show."
    )
    assert offices(told) == [()]
    own = "The [[commerce ministry|agency:cn-mofcom]] requires a licence for exports of [[gallium|mineral:gallium]]."
    assert offices(own) == [("cn-mofcom",)]
