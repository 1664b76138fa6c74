"""A loopback web, a store in an empty home and one reader, for tests of the pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web import Web, serving
from tracker import config, pipeline, vocab
from tracker.store import Store


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "home") as opened:
        yield opened


@pytest.fixture(scope="session")
def reader() -> pipeline.Reader:
    return pipeline.Reader(vocab.load(), config.english_model({}))
