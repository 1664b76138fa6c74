"""Which act of the register a change without a number is of: the only one that fits, or none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.measures.making import VOCAB, act, event, states, step
from tracker.measures import build, meant_in
from tracker.model import Measure, Scope

SCOPE = Scope("export_prohibition", "export_prohibition", None, ("antimony", "gallium"), ("*",))


def ban(name: str, **fields: Any) -> Measure:
    steps = [step("announced", "2026-02-25", SCOPE.id), step("effective", "2026-02-25", SCOPE.id)]
    return act(name, steps, [SCOPE], **({"actors": ("ZW",)} | fields))


LIFTED: dict[str, Any] = {"actors": ("ZW",), "minerals": ("gallium",), "agencies": ("zw-mines",)}
THE_BAN = ban("zw-2026-ban")


def test_the_only_act_that_fits_is_meant_and_moved() -> None:
    lifted = event("export_prohibition", "ended", "2026-09-01", effective="2026-09-01", **LIFTED)
    assert meant_in([THE_BAN], lifted) == ("zw-2026-ban",)
    named = replace(lifted, affects=("zw-2026-ban",))
    assert states(build("zw-2026-ban", [named], VOCAB, THE_BAN), "2026-09-01") == {SCOPE.id: "ended"}


@pytest.mark.parametrize(
    "changes",
    [
        {"official": False},
        {"actors": ("CN",)},
        {"minerals": ("graphite",)},
        {"minerals": ()},
        {"minerals": ("gallium", "graphite")},
        {"affects": ("ZW-SI 2022/213",)},
        {"instrument": "ZW-SI 2026/9"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_does_not_fit_is_not_meant(changes: dict[str, Any]) -> None:
    assert meant_in([THE_BAN], event("export_prohibition", "ended", "2026-09-01", **(LIFTED | changes))) == ()


def test_of_two_that_fit_none_is_meant() -> None:
    lifted = event("export_prohibition", "ended", "2026-09-01", **LIFTED)
    assert meant_in([THE_BAN, ban("zw-2026-other")], lifted) == ()


@pytest.mark.parametrize("stage", ["proposed", "announced", "in_force"])
def test_an_act_is_no_change_of_another(stage: str) -> None:
    assert meant_in([THE_BAN], event("export_prohibition", stage, "2026-09-01", **LIFTED)) == ()


def test_an_act_that_is_over_or_came_later_is_not_meant() -> None:
    lifted = event("export_prohibition", "ended", "2026-02-20", **LIFTED)
    assert meant_in([THE_BAN], lifted) == ()
    over = replace(THE_BAN, steps=(*THE_BAN.steps, step("ended", "2026-06-01", SCOPE.id)))
    assert meant_in([over], event("export_prohibition", "ended", "2026-09-01", **LIFTED)) == ()
