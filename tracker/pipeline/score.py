"""Runs the real road over gold cases, in a home that lives as long as the run; the scorecard judges what comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tracker import articles, scorecard
from tracker.model import Article, content_id
from tracker.pipeline.gather import Clock, Progress, quiet
from tracker.pipeline.keep import Reader, keep_article
from tracker.pipeline.link import link
from tracker.scorecard import Case, Prediction
from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Scored:
    """The report of a run, and what is needed to show its misses."""

    card: Mapping[str, Any]
    by_kind: Sequence[Mapping[str, Any]]
    cases: Sequence[Case]
    predictions: Mapping[str, Prediction]
    families: Mapping[str, str]

    def misses(self, limit: int) -> list[str]:
        """Return up to `limit` misses with their text."""
        return scorecard.misses(self.cases, self.predictions, self.families, limit=limit)


def score_files(files: Sequence[Path], reader: Reader, clock: Clock, *, progress: Progress = quiet) -> Scored:
    """Code all cases of the files together, as one stream in the order they were published, and score them.

    Raises ValueError, with file and line, where a line is no gold case.
    """
    started = clock()
    cases, sha256 = read_cases(files)
    predictions = _predict(cases, reader, clock, progress)
    families = {action.id: action.family for action in reader.vocab.actions.values()}
    seconds = (clock() - started).total_seconds()
    card = scorecard.score(cases, predictions, families, gold_sha256=sha256, seconds=round(seconds, 2))
    return Scored(card, scorecard.by_kind(cases, predictions, families), cases, predictions, families)


def read_cases(files: Sequence[Path]) -> tuple[list[Case], str]:
    """Return the cases in the order they were published, and the SHA-256 over the files' bytes."""
    digest = hashlib.sha256()
    cases = []
    for path in files:
        body = path.read_bytes()
        digest.update(body)
        for number, line in enumerate(body.decode("utf-8").split("\n"), 1):
            if line.strip():
                try:
                    cases.append(scorecard.read_case(line))
                except (ValueError, TypeError) as error:
                    raise ValueError(f"{path.name}:{number}: {error}") from error
    return sorted(cases, key=lambda case: (case.published, case.id)), digest.hexdigest()


def article_of(case: Case) -> Article:
    """Return a case as the article that its feed would have given: no gold mark-up, furniture found by ourselves."""
    official = case.kind == "notice"
    return Article(
        id=content_id("gold", case.id),
        url=case.url,
        title=case.title,
        text=case.text,
        language=case.lang,
        kind="notice" if official else "news",
        publisher=case.publisher,
        country=case.country,
        tier="official" if official else "press",
        publish="evidence",
        published=case.published,
        fetched=case.published,
        sha256=hashlib.sha256(case.text.encode("utf-8", "surrogatepass")).hexdigest(),
        furniture=articles.furniture(case.text),
    )


def _predict(cases: Sequence[Case], reader: Reader, clock: Clock, progress: Progress) -> dict[str, Prediction]:
    with TemporaryDirectory(prefix="tracker-score-") as folder, Store(Path(folder)) as store:
        for done, case in enumerate(cases, 1):
            article = article_of(case)
            if reader.matters(article):
                with store.together():
                    keep_article(store, reader, article)
            progress(done, len(cases))
        link(store, reader.vocab)
        return {case.id: _prediction(store, case) for case in cases}


def _prediction(store: Store, case: Case) -> Prediction:
    article_id = content_id("gold", case.id)
    tellings = store.reading.tellings_of_article(article_id, linked=True)
    events = {telling.claim.id: event for telling, event in tellings if event}
    mentions = store.reading.mentions_of_article(article_id)
    return Prediction(tuple(mentions), tuple(telling.claim for telling, _ in tellings), events)
