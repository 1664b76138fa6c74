"""Makes the words of a measure's page: how it is known, what is unsure, its steps and their causes, ties, warnings.

Pure; knows no query and no template. Rows come as the named queries ``measure*`` give them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from tracker.site.reading import Row, opened
from tracker.site.timeline import states_on
from tracker.site.wording import ACTIONS, HAN, LINKS, cited, day, prose, state, stepped, web, words

CONFIDENCE = {
    "high": ("high confidence", "several sources, or an official text, say the same"),
    "medium": ("medium confidence", "few sources, most of them second-hand: check before you rely on it"),
    "low": ("low confidence", "one weak source or an unconfirmed report: do not rely on it without looking"),
}
"""The register's confidence in an act: in two words, and what a reader should make of it."""

TIES = LINKS | {
    "replaces": "replaces",
    "replaced_by": "is replaced by",
    "extends": "extends",
    "extended_by": "is extended by",
    "implements": "implements",
    "implemented_by": "is implemented by",
}
"""How one act is tied to another, in both directions."""

MORE_EXACT = {
    "amends": ("extends", "eases"),
    "amended_by": ("extended_by", "eased_by"),
    "ends": ("replaces",),
    "ended_by": ("replaced_by",),
}
"""An extension is an amendment, and a replacement an end: of such a pair only the more exact tie is told."""

WARNINGS = {
    "contradiction": "Sources contradict each other",
    "retraction": "A source takes back what it told",
    "double_number": "Another act bears the same number",
    "implausible_date": "A date cannot be right",
}
"""Kinds of open conflicts, as people say them."""

FIELDS = {
    "instrument": "the number",
    "official_title": "the official title",
    "action": "what kind of act it is",
    "minerals": "the minerals it covers",
    "targets": "whom it is aimed at",
    "announced": "the day it was announced",
    "effective": "the day it took effect",
    "until": "its last day",
    "ended": "its end",
}
"""Fields that the register's sources may leave open, as people say them."""

UNSURE_STEPS = {"announced": "announced", "effective": "effective", "ended": "ended"}

TURNS = {
    "in_force": "by its text it is in force from then on",
    "suspended": "it is suspended from then on",
    "pause_ended_unconfirmed": "the pause will have run out, and no text says yet what follows",
    "ended": "by its text it is over then",
    "announced": "it is announced, and not yet in force",
}
"""What the next state means for somebody who waits for it."""

TONGUES = {"BR": "pt", "CD": "fr", "CL": "es", "GA": "fr", "GN": "fr", "ID": "id", "ML": "fr", "NE": "fr", "VN": "vi"}
"""The language in which an issuer's Latin titles are written, where it is not English."""

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")


PARTS = ("scopes", "steps", "ties", "caused", "events", "corrections", "warnings")
"""The named queries ``measure_*`` that :func:`laid_out` is given the rows of."""


def laid_out(measure: Row, spans: Sequence[Row], rows: Mapping[str, list[Row]], on: str, known: str) -> Row:
    """Return what the page of a measure says of a day, as known on a day; `rows` holds the rows of :data:`PARTS`."""
    act = measure | {"unsure": opened(measure["unsure"]), "sources": sources(opened(measure["sources"]))}
    scopes = {scope["scope_id"]: scope for scope in rows["scopes"]}
    tied = ties(rows["ties"], rows["steps"], rows["caused"])
    told = known_steps(rows["steps"], act, rows["corrections"], tied, known)
    told = [step | {"idle": _idle(step, spans)} for step in told]
    verdicts = _verdicts(scopes.values(), spans, on, tied)
    doubtful = {step["step_id"]: step["open"] for step in told}
    return {
        "measure": act,
        "titled": titled(act),
        "titles": {tie["measure_id"]: tie["shown"] for tie in tied if not numbered(tie["instrument"] or "")},
        "labels": {scope_id: label(scope) for scope_id, scope in scopes.items()},
        "basis": basis(act),
        "confidence": CONFIDENCE.get(measure["confidence"] or ""),
        "unsure_fields": [FIELDS.get(name, words(name)) for name in act["unsure"]],
        "scopes": scopes,
        "verdicts": verdicts,
        "doubtful": {
            each["scope_id"]: doubtful.get(each["state"]["step_id"], []) for each in verdicts if each["state"]
        },
        "look": [each for each in verdicts if each["state"] and each["state"]["state"] == "pause_ended_unconfirmed"],
        "table": as_table(spans, scopes, tied),
        "told": told,
        "moving": by_passage(step for step in told if step["tier"] == "official"),
        "beside": by_passage(step for step in told if step["tier"] != "official"),
        "later": len(rows["steps"]) - len(told),
        "ties": [tie for tie in tied if _is_known(tie, known)],
        "later_ties": sum(not _is_known(tie, known) for tie in tied),
        "turning": turning_days(spans),
        "warnings": warnings(rows["warnings"], scopes, tied),
        "confirmed": confirmations(rows["corrections"], scopes),
        "events": rows["events"],
    }


def _is_known(tie: Row, known: str) -> bool:
    """What another act does to this one is known once that act is."""
    return not tie["kind"].endswith("_by") or not tie["first_known"] or bool(tie["first_known"] <= known)


def titled(measure: Mapping[str, Any]) -> Row:
    """Return how the page calls an act: `number` if it bears one, `name`, and its official title with its language.

    A title that says no more than the name is left out.
    """
    name, title = measure["name"] or measure["title"], measure["official_title"]
    official = title if title not in {name, measure["instrument"], cited(measure["instrument"])} else ""
    return {
        "number": measure["instrument"] if numbered(measure["instrument"]) else "",
        "name": name if name != measure["instrument"] else "",
        "official": official,
        "language": tongue(official, measure["actors"]),
    }


def sources(addresses: Iterable[str]) -> list[tuple[str, str]]:
    """Return the outside addresses that a browser may be sent to, each with its host."""
    return [(each, host(each)) for each in addresses if host(each)]


def numbered(instrument: str) -> bool:
    """Say whether an act bears an official number; others go by a name of ours, such as ``cn-2026-scinv``."""
    return " " in instrument and any(each.isdigit() for each in instrument)


def tongue(title: str, actors: Sequence[str]) -> str:
    """Return the language of an official title: by its script, else by its issuer."""
    scripts = ((_KANA, "ja"), (_HANGUL, "ko"), (HAN, "zh"), (_CYRILLIC, "ru"))
    found = next((code for pattern, code in scripts if pattern.search(title)), "")
    return found or TONGUES.get(actors[0] if actors else "", "en")


def host(url: str) -> str:
    """Return the host of an outside address as readers know it, without ``www.``; nothing if it is no such address."""
    try:
        return (urlsplit(web(url)).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def label(scope: Mapping[str, Any], *, brief: bool = False) -> str:
    """Return what people call a scope: ``Paragraph 2: export ban``; ``export ban, paragraph 2`` if `brief`."""
    name = ACTIONS[scope["action"]][0] if scope["action"] in ACTIONS else words(scope["action"]).capitalize()
    if brief:
        return name.lower() + (f", paragraph {scope['paragraph']}" if scope["paragraph"] else "")
    return f"Paragraph {scope['paragraph']}: {name.lower()}" if scope["paragraph"] else name


def basis(measure: Mapping[str, Any]) -> str:
    """Say where an act is known from."""
    said = {
        "register": "Known from the shipped register alone; no text that was read here tells of it yet",
        "learned": "Known only from texts that were read here; it is not in the shipped register",
        "both": "Known from the shipped register and from texts that were read here",
    }
    return said.get(measure["basis"], words(measure["basis"]))


def by_name(text: str, ties: Iterable[Mapping[str, Any]]) -> str:
    """Say an act without number, in a sentence, by its name instead of by our own id of it."""
    for tie in ties:
        name, instrument = tie["name"] or tie["title"], tie["instrument"]
        if name and instrument and instrument in text and not numbered(instrument):
            text = re.sub(rf"(?<![\w-]){re.escape(instrument)}(?![\w-])", f"“{name}”".replace("\\", ""), text)
    return prose(text)


def _verdicts(scopes: Iterable[Row], spans: Sequence[Row], on: str, others: Sequence[Row]) -> list[Row]:
    """Return for each scope its state on the day, if any, with the sentence why and what comes next."""
    states = states_on(spans, date.fromisoformat(on))
    found = []
    for scope in scopes:
        span = states.get(scope["scope_id"])
        why = by_name(span["why"], others) if span else ""
        found.append(scope | {"state": span, "why": why, "label": label(scope), "turn": _turn(span, spans)})
    return found


def _turn(span: Mapping[str, Any] | None, spans: Iterable[Mapping[str, Any]]) -> str:
    """Say what the next change brings, in words."""
    if not span or not span["next_change"]:
        return ""
    here = (each for each in spans if each["scope_id"] == span["scope_id"])
    after = next((each["state"] for each in here if each["since"] == span["next_change"]), "")
    return TURNS.get(after, state(after).word if after else "")


def as_table(spans: Iterable[Row], scopes: Mapping[str, Row], ties: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Return what the drawing shows as rows, by scope; the reason said as on the rest of the page."""
    found: dict[str, list[Row]] = {}
    for span in spans:
        scope = scopes.get(span["scope_id"])
        name = label(scope) if scope else span["scope_id"]
        found.setdefault(name, []).append(span | {"why": by_name(span["why"], ties)})
    return list(found.items())


def by_passage(steps: Iterable[Row]) -> list[Row]:
    """Tell the steps of one day that one source carries together: first by scope, each with what happened to it."""
    found: dict[tuple[str, ...], Row] = {}
    for step in steps:
        said = step["hand"]["id"] if step["hand"] else ""
        key = (step["date"], step["article_id"] or "", step["quote"] or "", step["source"], said)
        first = found.setdefault(key, step | {"lines": {}})
        line = first["lines"].setdefault((step["scope_id"], step["by"]), step | {"kinds": [], "brief": ""})
        line["brief"] = label(step, brief=True)
        line["until"] = line["until"] or step["until"]
        line["idle"] = line["idle"] or step["idle"]
        line["open"] = list(dict.fromkeys([*line["open"], *step["open"]]))
        if step["kind"] not in line["kinds"]:
            line["kinds"].append(step["kind"])
    return list(found.values())


def known_steps(steps: Iterable[Row], measure: Row, said: Iterable[Row], ties: Iterable[Row], known: str) -> list[Row]:
    """Return the steps that were known by a day, each with the act behind it, who vouches for it, and what is unsure.

    ``hand`` is the correction that made the step, or None; ``cause`` the act that caused it, or None if it is the
    measure itself; ``open`` the parts of it that no source settles.
    """
    standing = [each for each in said if each["kind"] == "confirm" and not each["undone_at"]]
    acts = {tie["instrument"]: tie for tie in ties if tie["instrument"]}
    found = []
    for step in steps:
        if step["known"] > known:
            continue
        by = step["by"] if step["by"] and step["by"].partition("#")[0] != measure["instrument"] else None
        cause = acts.get(by.partition("#")[0], {"measure_id": "", "instrument": by}) if by else None
        told = {
            "hand": _hand(step, standing),
            "cause": cause,
            "open": _open(step, measure),
            "host": host(step["source"]),
        }
        found.append(step | told)
    return found


def _idle(step: Mapping[str, Any], spans: Iterable[Row]) -> str:
    """Return the state that held on the day on which a part was to begin or to return, if it did not do so."""
    if step["kind"] not in {"effective", "resumed"} or len(step["date"]) != len("YYYY-MM-DD"):
        return ""
    here = states_on(spans, date.fromisoformat(step["date"])).get(step["scope_id"])
    return state(here["state"]).brief if here and here["state"] in {"suspended", "ended"} else ""


def _hand(step: Mapping[str, Any], said: Iterable[Row]) -> Row | None:
    """Return what a person said that is this step; a step with an event or a claim is a text's."""
    if step["event_id"] or step["claim_id"]:
        return None
    for each in reversed(list(said)):
        told = _packed(each["value"])
        same = (each["field"], told.get("date"), each["source"]) == (step["kind"], step["date"], step["source"])
        if same and told.get("scope") in {None, "", step["scope_id"]}:
            return each
    return None


def _packed(value: str) -> dict[str, Any]:
    try:
        found = json.loads(value)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _open(step: Mapping[str, Any], measure: Row) -> list[str]:
    """Return what the register's sources leave open of one of its own steps."""
    if step["event_id"] or step["claim_id"]:
        return []
    dated = [step["kind"]] if UNSURE_STEPS.get(step["kind"]) in measure["unsure"] else []
    return dated + (
        ["until"] if "until" in measure["unsure"] and (step["until"] or step["kind"] == "suspended") else []
    )


def confirmations(said: Iterable[Row], scopes: Mapping[str, Row]) -> list[Row]:
    """Return what people confirmed of a measure, each with its date, its last day and the part it is about."""
    found = []
    for each in said:
        told = _packed(each["value"])
        scope = scopes.get(told.get("scope") or "")
        part = label(scope, brief=True) if scope else "every part"
        found.append(
            each | {"date": told.get("date"), "until": told.get("until"), "part": part, "host": host(each["source"])}
        )
    return found


def ties(rows: Iterable[Row], own: Iterable[Row], caused: Iterable[Row]) -> list[Row]:
    """Return the ties to other acts, each once, with the other's states today and the steps that bear the tie out.

    `own` are this act's steps, `caused` the steps of other acts that this one caused.
    """
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        tie = found.setdefault(
            (row["kind"], row["measure_id"]), row | {"states": {}, "shown": row["name"] or row["title"]}
        )
        if row["state"]:
            tie["states"][row["state"], row["until"] if row["state"] == "suspended" else None] = row
    kept = [tie for key, tie in found.items() if not _is_less_exact(key, found)]
    steps = (list(own), list(caused))
    return [
        tie
        | {
            "said": TIES.get(tie["kind"], words(tie["kind"])),
            "pauses": _pauses(tie, *steps),
            "is_done_to": tie["kind"].endswith("_by"),
        }
        for tie in kept
    ]


def _is_less_exact(key: tuple[str, str], found: Iterable[tuple[str, str]]) -> bool:
    kind, other = key
    return any((better, other) in found for better in MORE_EXACT.get(kind, ()))


def _pauses(tie: Row, own: Iterable[Row], caused: Iterable[Row]) -> list[str]:
    """Say from when until when one act pauses the other: the word alone could also mean a stop of exports."""
    if tie["kind"] == "suspended_by":
        steps = [each for each in own if each["by"] and each["by"].partition("#")[0] == tie["instrument"]]
    elif tie["kind"] == "suspends":
        steps = [each for each in caused if each["measure_id"] == tie["measure_id"]]
    else:
        steps = []
    told = dict.fromkeys((each["date"], each["until"]) for each in steps if each["kind"] == "suspended")
    return [f"a pause from {day(since)}" + (f" until {day(until)}" if until else ", without a stated end")
            for since, until in told]  # fmt: skip


def warnings(issues: Iterable[Row], scopes: Mapping[str, Row], others: Sequence[Row]) -> list[Row]:
    """Return the open conflicts in words: scopes by their names, acts as people cite them."""
    found = []
    for issue in issues:
        reason = issue["reason"]
        for scope_id in sorted(scopes, key=len, reverse=True):
            reason = reason.replace(f"{scope_id}: ", f"{label(scopes[scope_id], brief=True)}: ")
        title = WARNINGS.get(issue["kind"], words(issue["kind"]).capitalize())
        found.append(issue | {"title": title, "reason": by_name(reason, others)})
    return found


def turning_days(spans: Sequence[Row]) -> list[str]:
    """Return the days on which some scope's state changes, and the first day after a last one, in order."""
    days = {span["since"] for span in spans} | {stepped(span["until"], 1) for span in spans if span["until"]}
    return sorted(days)
