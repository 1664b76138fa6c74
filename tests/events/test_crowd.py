"""Events that are told too often to read it all: who tells is counted exactly, and the order makes no difference."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from tests.making import NOON, article, claim
from tracker.events import crowd
from tracker.events.fold import tell
from tracker.events.origins import independent
from tracker.model import Source, Telling
from tracker.vocab import load

WORDS = load()
TOLD = [
    Telling(
        claim(replace(article(), id=f"a{number:03}")),
        Source(
            f"a{number:03}",
            f"Paper {number % 70}",
            "official" if number % 90 == 5 else "press",
            "zh" if number == 150 else "en",
            NOON + timedelta(minutes=number),
            NOON + timedelta(minutes=-number),
            f"a{number - 1:03}" if number % 10 == 3 else "",
        ),
    )
    for number in range(300)
]


def heard(told: Telling) -> crowd.Heard:
    source = told.source
    times = (source.told.isoformat(), source.seen.isoformat())
    official = int(source.tier == "official")
    names = (told.claim.id, source.article_id, source.publisher)
    return crowd.Heard(times[0], *names, official, source.language, times[1], source.origin)


def test_a_crowd_is_counted_as_the_fold_counts() -> None:
    told = [heard(each) for each in TOLD]
    names = crowd.deciding(told)
    assert len(names) == 2 * crowd.HEARD + 4
    few = tell("e", [each for each in TOLD if each.claim.id in set(names)], WORDS)
    assert few.sources < independent(TOLD)
    whole = tell("e", TOLD, WORDS)
    assert replace(crowd.counted(few, told, WORDS), claims=()) == replace(whole, claims=())


def test_in_any_order_the_same_tellings_decide() -> None:
    told = [heard(each) for each in TOLD]
    random.Random(4).shuffle(told)
    assert crowd.deciding(told) == crowd.deciding(sorted(told))


def test_of_few_tellings_all_decide() -> None:
    told = [heard(each) for each in TOLD[:80]]
    assert sorted(crowd.deciding(told)) == sorted(each.claim_id for each in told)
