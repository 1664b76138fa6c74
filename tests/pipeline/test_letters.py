"""Letters of a period: made once, after all that was read is linked, and kept while no server takes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.making import NOON, article, claim, subscription
from tracker import config, pipeline, vocab
from tracker.store import Store

WORDS = vocab.load()


def test_what_was_read_and_not_linked_before_midnight_is_in_the_letter(tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("feeds: []\n")
    settings = config.load(tmp_path / "feeds.yaml", {}, home=tmp_path)
    given = replace(article(), fetched=NOON)
    with Store(tmp_path) as store:
        store.letters.subscribe(subscription())
        store.reading.keep_text(given)
        store.reading.keep(given, [], [claim(given)], in_scope=True, coder="test")
        sent, issues = pipeline.send_letters(store, settings, WORDS, NOON + timedelta(hours=18))
        (letter,) = store.letters.waiting()
        assert "antimony" in letter.subject
        assert (sent, [issue.kind for issue in issues]) == (0, ["no_server"])
        pipeline.send_letters(store, settings, WORDS, NOON + timedelta(hours=19))
        assert store.letters.waiting() == [letter]
