"""Measures what claims, events and measures cost an article, as a share of tagging it, on one core in one run.

Run by hand: ``PYTHONPATH=. .venv/bin/python tests/bench/coding.py [GOLD.jsonl ...]``. The articles are those of the
packaged sample world and, where given, gold cases. Each stage takes its turn on each article, and the best of
:data:`ROUNDS` counts; linking is done once in a fresh home a round, as a run does it, transactions and writes included.
With ``--profile`` the functions that cost most follow, tagging aside.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tracker import claims, config, vocab
from tracker.model import Article, Tier, content_id
from tracker.pipeline.keep import Examined, Reader
from tracker.pipeline.link import link
from tracker.pipeline.register import bring_in
from tracker.pipeline.score import article_of, read_cases
from tracker.sample import content
from tracker.store import Store

ROUNDS = 3
BAR = 0.25


@dataclass(frozen=True)
class Stages:
    """Seconds of each stage over all articles."""

    tagging: float
    coding: float
    linking: float
    articles: int
    claims: int

    def lines(self) -> Sequence[str]:
        def line(name: str, seconds: float) -> str:
            return f"{name:<24} {1000 * seconds / self.articles:7.2f} ms an article, {seconds / self.tagging:6.1%}"

        both = self.coding + self.linking
        return (
            f"{self.articles} articles, {self.claims} claims",
            line("tagging", self.tagging),
            line("claims", self.coding),
            line("events and measures", self.linking),
            f"{line('claims, events, measures', both)} of tagging (aim {BAR:.0%})",
        )


def gold(paths: Sequence[str]) -> list[Article]:
    """Return the cases as articles, in the order they were published."""
    return [article_of(case) for case in read_cases([Path(each) for each in paths])[0]]


def sample() -> list[Article]:
    """Return the texts of the sample world as articles, without their page furniture."""
    return [_page(outlet, page) for outlet in content.load() for page in outlet.pages]


def _page(outlet: content.Outlet, page: content.Page) -> Article:
    url = f"http://sample.example/{outlet.id}{page.path}"
    notice = outlet.tier == "official"
    tier: Tier = "official" if notice else "press"
    return Article(
        content_id(url), url, page.title, "\n".join(page.paragraphs), outlet.language, "notice" if notice else "news",
        outlet.name, outlet.country, tier, "evidence", page.published, page.published, "0",
    )  # fmt: skip


def best(run: Callable[[], object]) -> float:
    """Return the best time in seconds."""
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        run()
        times.append(perf_counter() - begun)
    return min(times)


def measured(reader: Reader, articles: Sequence[Article]) -> Stages:
    """Run every stage over the articles that the gate lets in."""
    told = [each for each in articles if reader.matters(each)]
    tagged = [(each, reader.tagger.tag(each)) for each in told]
    coded = [(a, m, claims.code(a, m, reader.vocab, reader.known)) for a, m in tagged]
    return Stages(
        tagging=best(lambda: [reader.tagger.tag(each) for each in told]),
        coding=best(lambda: [claims.code(a, m, reader.vocab, reader.known) for a, m in tagged]),
        linking=min(linked(reader, [Examined(a, m, c, (), ()) for a, m, c in coded]) for _ in range(ROUNDS)),
        articles=len(told),
        claims=sum(len(found) for *_, found in coded),
    )


def linked(reader: Reader, coded: Sequence[Examined]) -> float:
    """Keep the articles in a fresh home and return the seconds of linking them."""
    with TemporaryDirectory(prefix="tracker-bench-") as folder, Store(Path(folder)) as store:
        bring_in(store, reader.vocab)
        with store.together():
            for each in coded:
                store.reading.keep(each.article, each.mentions, each.claims, in_scope=True, coder="bench")
        begun = perf_counter()
        link(store, reader.vocab)
        return perf_counter() - begun


def main() -> None:
    """Print the table, and with ``--profile`` what costs most."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    reader = Reader(vocab.load(), config.english_model({}))
    files = [each for each in sys.argv[1:] if each != "--profile"]
    articles = sample() + gold(files)
    for name, some in {"sample world": sample(), **({"gold": gold(files)} if files else {})}.items():
        print("\n".join((f"{name}:", *measured(reader, some).lines())))
    if "--profile" in sys.argv:
        told = [(each, reader.tagger.tag(each)) for each in articles if reader.matters(each)]
        profile = cProfile.Profile()
        profile.enable()
        linked(reader, [Examined(a, m, claims.code(a, m, reader.vocab, reader.known), (), ()) for a, m in told])
        profile.disable()
        pstats.Stats(profile).sort_stats("cumtime").print_stats(45)


if __name__ == "__main__":
    main()
