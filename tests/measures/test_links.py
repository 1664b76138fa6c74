"""Typed links, told on both acts: by what a text says, else by what it does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.measures.making import VOCAB, act, event, states, step
from tracker.measures import build
from tracker.measures.links import MIRRORS
from tracker.model import Event

NEW, OLD = "CN-X 2026/2", "CN-X 2025/1"
FACTS: dict[str, Any] = {"instrument": NEW, "announced": "2026-01-05", "effective": "2026-01-05"}
OLD_ACT = event(
    "export_licensing", "in_force", "2025-01-05", instrument=OLD, effective="2025-01-05", minerals=("gallium",)
)


def links(name: str, *events: Event, **more: Any) -> set[tuple[str, str]]:
    built = build(name, events, VOCAB, **more)
    return set(built.links) if built else set()


def both(*events: Event) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    return links("cn-x-2026-2", *events), links("cn-x-2025-1", OLD_ACT, *events)


@pytest.mark.parametrize(
    ("stage", "relation", "until", "kind"),
    [
        ("suspended", None, "2026-12-31", "suspends"),
        ("ended", None, None, "ends"),
        ("amended", None, None, "amends"),
        ("amended", None, "2027-01-01", "extends"),
        ("eased", None, None, "eases"),
        ("in_force", "implements", None, "implements"),
        ("in_force", "replaces", None, "replaces"),
        ("amended", "extends", "2027-01-01", "extends"),
        ("ended", "ends", None, "ends"),
    ],
)
def test_a_link_is_told_on_both_acts(stage: Any, relation: Any, until: str | None, kind: str) -> None:
    change = event("export_licensing", stage, "2026-01-05", affects=(OLD,), relation=relation, until=until, **FACTS)
    new, old = both(change)
    assert (kind, "cn-x-2025-1") in new
    assert (MIRRORS[kind], "cn-x-2026-2") in old


def test_who_ends_an_act_and_rules_its_subject_replaces_it() -> None:
    end = event("export_licensing", "ended", "2026-01-05", affects=(OLD,), minerals=("gallium",), **FACTS)
    rule = event("export_licensing", "in_force", "2026-01-05", minerals=("gallium", "germanium"), **FACTS)
    new, old = both(end, rule)
    assert new == {("replaces", "cn-x-2025-1")}
    assert old == {("replaced_by", "cn-x-2026-2")}


def test_a_text_that_resumes_says_so_on_both_acts() -> None:
    pause = event(
        "export_licensing", "suspended", "2025-06-01", instrument="CN-X 2025/9", affects=(OLD,), effective="2025-06-01"
    )
    back = event("export_licensing", "in_force", "2026-01-05", affects=(OLD,), relation="resumes", **FACTS)
    built = build("cn-x-2025-1", [OLD_ACT, pause, back], VOCAB)
    assert states(built, "2026-01-04") == {"export_licensing": "suspended"}
    assert states(built, "2026-01-05") == {"export_licensing": "in_force"}
    assert built is not None
    assert ("resumed_by", "cn-x-2026-2") in built.links
    assert ("resumes", "cn-x-2025-1") in links("cn-x-2026-2", back)


def test_an_act_that_implements_another_moves_nothing() -> None:
    pause = event(
        "export_licensing", "suspended", "2025-06-01", instrument="CN-X 2025/9", affects=(OLD,), effective="2025-06-01"
    )
    rules = event("export_licensing", "in_force", "2026-01-05", affects=(OLD,), relation="implements", **FACTS)
    assert states(build("cn-x-2025-1", [OLD_ACT, pause, rules], VOCAB), "2026-02-01") == {
        "export_licensing": "suspended"
    }


def test_a_text_that_replaces_ends_what_it_replaces() -> None:
    rule = event("export_licensing", "in_force", "2026-01-05", affects=(OLD,), relation="replaces", **FACTS)
    assert states(build("cn-x-2025-1", [OLD_ACT, rule], VOCAB), "2026-01-05") == {"export_licensing": "ended"}


def test_the_registers_links_stay_beside_learned_ones() -> None:
    ground = act(OLD, [step("announced", "2025-01-05")], links=(("amended_by", "cn-x-2025-7"),))
    change = event("export_licensing", "suspended", "2026-01-05", affects=(OLD,), **FACTS)
    assert links("cn-x-2025-1", change, baseline=ground) == {
        ("amended_by", "cn-x-2025-7"),
        ("suspended_by", "cn-x-2026-2"),
    }


def test_a_mirror_of_a_mirror_is_the_link() -> None:
    assert all(MIRRORS[MIRRORS[kind]] == kind for kind in MIRRORS)
