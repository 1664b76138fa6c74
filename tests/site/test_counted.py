"""Tables are counted as far as a look goes, in one question."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.site.conftest import Get
from tracker.site import counted


def test_small_tables_are_counted_and_of_large_ones_it_is_said(
    site: Any, loop: asyncio.AbstractEventLoop, get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = site.get_database("tracker")
    found = loop.run_until_complete(database.table_counts())
    assert set(found) == set(loop.run_until_complete(database.table_names()))
    assert found["feeds"] == len(get("/tracker/feeds.json?_shape=array").json())
    assert found["search_data"] is None, "what is hidden is not counted"
    monkeypatch.setattr(counted, "MOST", found["feeds"])
    assert loop.run_until_complete(database.table_counts())["feeds"] == found["feeds"]
    monkeypatch.setattr(counted, "MOST", found["feeds"] - 1)
    assert loop.run_until_complete(database.table_counts())["feeds"] is None


def test_a_file_without_tables_counts_none(loop: asyncio.AbstractEventLoop, tmp_path: Path) -> None:
    from tracker.site import app

    path = tmp_path / "empty.db"
    path.touch()

    async def asked() -> Any:
        return await app(path).get_database("tracker").table_counts()

    assert loop.run_until_complete(asked()) == {}
