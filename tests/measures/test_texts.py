"""The nine chains from texts alone, through the real tagger, coder and linker, without the register.

Each file of ``tests/data/measures/chains`` holds texts in our own words as notices and newspapers write them, and what
must be answered: ``[act, scope, on, known, state]``, where scope ``*`` means every scope and state ``none`` nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.making import article
from tracker import config, pipeline, vocab
from tracker.measures import measure_id
from tracker.measures.links import MIRRORS
from tracker.model import Article, Event, content_id
from tracker.pipeline import register
from tracker.pipeline.keep import keep_article
from tracker.store import Store

CHAINS = Path(__file__).parents[1] / "data" / "measures" / "chains"
DATES = ("announced", "effective")
FETCHED = datetime(2026, 11, 22, 12, tzinfo=UTC)
WIDE = timedelta(days=1)

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Chain:
    """A home that has read the texts of one chain and nothing else."""

    store: Store
    told: Mapping[str, Any]

    def states(self, act: str, scope: str, on: date, known: date) -> set[str]:
        rows = [row for row in self.store.measures.on(on, known) if row["measure_id"] == measure_id(act)]
        return {row["state"] for row in rows if scope in {"*", row["scope_id"]}}

    def wrong(self) -> list[tuple[str, ...]]:
        """Return the questions that are answered wrongly, each with the answer."""
        asked = [(*each[:4], set() if each[4] == "none" else {*each[4].split()}) for each in self.told["asks"]]
        given = [(*each, self.states(*each[:4])) for each in asked]
        return [tuple(map(str, each)) for each in given if not each[5] <= each[4] or bool(each[5]) != bool(each[4])]


@pytest.fixture(scope="module")
def reader() -> pipeline.Reader:
    return pipeline.Reader(vocab.load(), config.english_model({}))


def files(key: str) -> list[Path]:
    """Return the chains that have something under a key."""
    return [path for path in sorted(CHAINS.glob("*.yaml")) if yaml.safe_load(path.read_text("utf-8")).get(key)]


@pytest.fixture(scope="module")
def read(reader: pipeline.Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Chain]]:
    """Read the texts of a chain into a home of their own; each chain once."""
    with ExitStack() as homes, pytest.MonkeyPatch.context() as patch:
        patch.setattr(register, "shipped", dict)

        @cache
        def chain(path: Path) -> Chain:
            told = yaml.safe_load(path.read_text("utf-8"))
            store = homes.enter_context(Store(tmp_path_factory.mktemp(path.stem)))
            for number, text in enumerate(told["texts"]):
                keep_article(store, reader, _article(f"{path.stem}-{number}", told, text))
            pipeline.link(store, reader.vocab)
            return Chain(store, told)

        yield chain


def _article(name: str, told: Mapping[str, Any], text: Mapping[str, Any]) -> Article:
    facts = {"language": "zh", "publisher": "商务部", "country": "CN"} | {**told} | {**text}
    news = bool(text.get("news"))
    published = facts["published"]
    return article(
        text=facts["text"].strip(),
        id=content_id("chain", name),
        url=f"http://127.0.0.1:9/{name}",
        title=facts["title"],
        language=facts["language"],
        kind="news" if news else "notice",
        publisher=facts["publisher"],
        country=facts["country"],
        tier="press" if news else "official",
        publish="full",
        published=published.replace(tzinfo=UTC) if published.tzinfo is None else published.astimezone(UTC),
        fetched=FETCHED,
        sha256=content_id(name).ljust(64, "0"),
        instrument=facts.get("number"),
    )


@pytest.mark.parametrize("path", files("asks"), ids=lambda path: path.stem)
def test_the_states_are_right_on_every_date(path: Path, read: Callable[[Path], Chain]) -> None:
    assert not read(path).wrong()


@pytest.mark.parametrize("path", files("links"), ids=lambda path: path.stem)
def test_the_links_are_told_by_both_acts(path: Path, read: Callable[[Path], Chain]) -> None:
    chain = read(path)
    links = {(row["measure_id"], row["kind"], row["other_id"]) for row in chain.store.measures.links()}
    for act, kind, other in chain.told["links"]:
        assert (measure_id(act), kind, measure_id(other)) in links
        assert (measure_id(other), MIRRORS[kind], measure_id(act)) in links


@pytest.mark.parametrize("path", files("events"), ids=lambda path: path.stem)
def test_what_bears_no_number_is_an_event(path: Path, read: Callable[[Path], Chain]) -> None:
    chain = read(path)
    events = [line.event for line in chain.store.shelves.lines(FETCHED - WIDE, FETCHED + WIDE)]
    for wanted in chain.told["events"]:
        assert [event for event in events if _fits(event, wanted)], wanted


def _fits(event: Event, wanted: Mapping[str, Any]) -> bool:
    named = {*event.minerals, *event.targets}
    if wanted["action"] != event.action or wanted["actor"] not in event.actors:
        return False
    dates = [str(wanted.get(name, getattr(event, name))) == str(getattr(event, name)) for name in DATES]
    return all(dates) and all(wanted[key] in named for key in ("minerals", "target") if key in wanted)


@pytest.mark.parametrize("path", files("nothing_in_force"), ids=lambda path: path.stem)
def test_nothing_is_in_force_that_was_not_imposed(path: Path, read: Callable[[Path], Chain]) -> None:
    chain, told = read(path), yaml.safe_load(path.read_text("utf-8"))["nothing_in_force"]
    rows = chain.store.measures.on(told["day"], told["day"])
    assert chain.store.counts()["events"] > 0
    assert not [row for row in rows if row["state"] == "in_force" and row["action"] == told["action"]]
