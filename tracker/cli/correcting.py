"""The command with which people correct: set, merge, split, reject, confirm; list what was said, and take it back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.desk import JSON, Desk, now, one_line, say, show_json

if TYPE_CHECKING:
    from tracker.pipeline.correct import Stepped, Word
    from tracker.store import Filed, Store
    from tracker.vocab import Vocab

WHOLE = "the event"
VERBS = ("assign", "merge", "split", "reject", "confirm", "step", "undo", "listing")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of ``tracker correct`` say is to be done; their names there, but for set, ``assign``."""

    assign: tuple[str, ...]
    claim: str
    merge: str | None
    split: tuple[str, ...]
    reject: str | None
    confirm: bool
    step: str | None
    scope: str
    until: str
    known: datetime | None
    undo: str | None
    listing: bool

    def verb(self, subject: str | None) -> str:
        """Return the one thing to do. Raises :class:`click.UsageError` if the options do not go together."""
        given = [verb for verb in VERBS if getattr(self, verb)]
        if self.step and "confirm" in given:
            given.remove("confirm")
        if len(given) != 1:
            raise click.UsageError("say one of --set, --merge, --split, --reject, --confirm, --undo, --list")
        if self.step and not self.confirm:
            raise click.UsageError("--step goes with --confirm")
        if not subject and given[0] not in {"undo", "listing"}:
            raise click.UsageError("name the event, or the measure for --step")
        if self.claim and given[0] not in {"assign", "confirm"}:
            raise click.UsageError("--claim goes with --set or --confirm; --reject and --split name claims themselves")
        if (self.scope or self.until or self.known) and given[0] != "step":
            raise click.UsageError("--scope, --until and --known go with --step; a field is cleared with --set until=")
        return given[0]


@click.command()
@click.argument("subject", required=False, metavar="[EVENT|MEASURE]")
@click.option("--set", "assign", multiple=True, metavar="FIELD=VALUE", help="Set a field; lists by commas; may repeat.")
@click.option("--claim", default="", metavar="CLAIM", help="With --set or --confirm: this one claim of the event.")
@click.option("--merge", metavar="OTHER", help="Join the other event into this one.")
@click.option("--split", multiple=True, metavar="CLAIM…", help="Make an event of its own of these claims.")
@click.option(
    "--reject", is_flag=False, flag_value=WHOLE, metavar="[CLAIM]", help="The event, or the claim, is not so."
)
@click.option("--confirm", is_flag=True, help="It is so, whatever the coder will say.")
@click.option("--step", metavar="KIND=DATE", help="With --confirm: a step that the measure has taken.")
@click.option("--scope", default="", metavar="SCOPE", help="With --step: its scope, such as 2:export_licensing.")
@click.option("--until", default="", metavar="DATE", help="With --step: the last day of a pause.")
@click.option(
    "--known", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="With --step: since when it could be known."
)
@click.option("--list", "listing", is_flag=True, help="Show what was said of the event or measure, or of all.")
@click.option("--undo", metavar="CORRECTION", help="Take a correction back.")
@click.option("--author", envvar="TRACKER_AUTHOR", default="", help="Who says it. Also TRACKER_AUTHOR. Needed.")
@click.option("--reason", default="", help="Why. Needed.")
@click.option("--quote", default="", help="The passage that shows it; needed for a date, stage or instrument.")
@click.option("--source", default="", metavar="ADDRESS", help="Where the passage stands, if in no text of the event.")
@JSON
@click.pass_obj
def correct(
    desk: Desk,
    /,
    subject: str | None,
    author: str,
    reason: str,
    quote: str,
    source: str,
    as_json: bool,
    **options: object,
) -> None:
    """Say over the coder what is so: of an event, or of a step of a measure.

    Ids may be cut short as long as one thing has them. What is said stays over every later coding, stands on the
    event's page with author and reason, and edits no claim; it can be taken back.
    """
    from tracker.pipeline.correct import CorrectionError, Word

    asked = Asked(**options)  # type: ignore[arg-type]  # click hands over what the options above declare
    verb = asked.verb(subject)
    with one_line(CorrectionError):
        if verb == "listing":
            filed = _listed(desk, subject)
        else:
            filed = _corrected(desk, subject or "", verb, asked, Word(author, reason, now(), quote, source))
    if as_json:
        show_json([_told(each) for each in filed])
        return
    for each in filed:
        say(_line(each))
    if not filed:
        say("Nothing was corrected")


def _listed(desk: Desk, subject: str | None) -> list[Filed]:
    from tracker.pipeline import correct as correcting

    with desk.store() as store:
        return store.corrections.listed(correcting.anything_named(store, subject) if subject else None)


def _corrected(desk: Desk, subject: str, verb: str, asked: Asked, word: Word) -> list[Filed]:
    """Do what is asked in one transaction; several fields are set all or none."""
    from tracker import vocab
    from tracker.pipeline import correct as correcting

    with desk.work() as store, store.together():
        words = vocab.load()
        if verb == "assign":
            return [_assigned(store, words, subject, each, asked.claim, word) for each in asked.assign]
        if verb == "merge":
            return [correcting.merge(store, words, subject, asked.merge or "", word)]
        if verb == "split":
            claims = [part for each in asked.split for part in each.split(",") if part]
            return [correcting.split(store, words, subject, claims, word)]
        if verb == "reject":
            claim = "" if asked.reject == WHOLE else asked.reject or ""
            return [correcting.reject(store, words, subject, word, claim=claim)]
        if verb == "confirm":
            return [correcting.confirm(store, words, subject, word, claim=asked.claim)]
        if verb == "step":
            return [correcting.step(store, words, subject, _stepped(asked), word)]
        return [correcting.undo(store, words, asked.undo or "", word)]


def _assigned(store: Store, words: Vocab, subject: str, pair: str, claim: str, word: Word) -> Filed:
    from tracker.pipeline import correct as correcting

    name, mark, value = pair.partition("=")
    if not mark:
        raise click.UsageError(f"--set {pair}: write FIELD=VALUE, and FIELD= to clear it")
    return correcting.set_field(store, words, subject, name.strip(), value, word, claim=claim)


def _stepped(asked: Asked) -> Stepped:
    from tracker.pipeline import correct as correcting

    kind, mark, day = (asked.step or "").partition("=")
    if not mark:
        raise click.UsageError(f"--step {kind}: write KIND=DATE, such as resumed=2026-11-28")
    known = asked.known.date() if asked.known else None
    return correcting.Stepped(kind.strip(), day.strip(), asked.until, asked.scope, known)


def _told(filed: Filed) -> dict[str, object]:
    return asdict(filed.correction) | {
        "id": filed.id, "before": filed.before, "undone_at": filed.undone_at, "undone_by": filed.undone_by
    }  # fmt: skip


def _line(filed: Filed) -> str:
    said = filed.correction
    done = {
        "set": f"{said.field}: {_plain(filed.before)} → {_plain(said.value)}",
        "merge": f"merged into {said.value}",
        "split": f"{_plain(said.value)} made event {said.field}",
        "reject": "rejected",
        "confirm": f"{said.field} {_plain(said.value)}" if said.field else "confirmed",
    }[said.kind]
    lines = [f"{filed.id}  {said.subject} {said.subject_id}: {done}"]
    lines.append(f"    {said.at:%Y-%m-%d %H:%M} {said.author}: {said.reason}")
    if said.quote:
        lines.append(f"    “{said.quote}” {said.source}".rstrip())
    if filed.undone_at:
        lines.append(f"    taken back {filed.undone_at:%Y-%m-%d %H:%M} by {filed.undone_by}")
    return "\n".join(lines)


def _plain(value: str | None) -> str:
    """Return a stored value as people read it."""
    if not value:
        return "nothing"
    if value[0] not in "[{":
        return value
    held = json.loads(value)
    if isinstance(held, list):
        return ", ".join(held) or "nothing"
    return " ".join(f"{name} {each}" for name, each in held.items() if each)


COMMANDS = (correct,)
