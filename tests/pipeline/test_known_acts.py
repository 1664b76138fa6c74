"""A reader knows the shipped register, or what it is given instead."""

from __future__ import annotations

from tracker import pipeline, vocab


def test_a_reader_knows_the_register_unless_it_is_given_other_acts() -> None:
    by_itself = pipeline.Reader(vocab.load(), "en_core_web_sm")
    assert "CN-MOFCOM 2024/46" in by_itself.known
    given = pipeline.Reader(vocab.load(), "en_core_web_sm", acts=())
    assert dict(given.known) == {}
