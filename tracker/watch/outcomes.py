"""Makes one outcome of all that happened in one poll. Knows the kinds of issues, not the reasons within them."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import Issue, Outcome

KINDS: dict[str, Outcome] = {
    "challenge": "challenge",
    "mojibake": "mojibake",
    "wrong_shape": "wrong_shape",
    "refused": "refused",
    "robots": "refused",  # we were asked not to look
    "busy": "refused",  # 429 and 503: not now is no answer either
    "timeout": "timeout",
    "not_found": "error",
    "gone": "error",
    "too_large": "error",
    "private_address": "error",
    "bad_url": "error",
    "error": "error",
    "empty": "empty",
}
"""What each kind of issue makes of a poll that it spoils; a kind that nobody thought of is an ``error``."""

HARMLESS = frozenset({"bad_date", "bad_row"})
"""Trouble with single rows: the list itself was seen."""

SPOILS: tuple[Outcome, ...] = ("challenge", "mojibake", "wrong_shape")
"""Outcomes that stand although entries were found, the worst first."""

_ORDER: tuple[Outcome, ...] = (*SPOILS, "refused", "timeout", "error", "empty")


def outcome(page_unchanged: bool, entries: int, issues: Sequence[Issue]) -> Outcome:
    """Return what one poll came to, given whether its first page was as before, how many entries it gave, and issues.

    `page_unchanged` is a 304 or the same bytes as last time; `entries` counts all that the answers held, known or not.

    An answer whose content is not to be trusted is told as such even if it gave entries: titles of question marks, a
    list shorter than it says of itself, or a browser check in place of the second page look like news but are half a
    view, and ``new`` would hide that for as long as the source keeps trickling. The rows are kept all the same. What
    befell a further page on the wire (timeout, refusal) does not undo the first page, which holds the newest entries:
    that poll is ``new``, and the issue stands beside it. Without entries the worst issue is the outcome. Nothing found
    and nothing wrong, as in a source that may be empty, is ``unchanged``: we looked, and nothing was there.
    """
    found = {KINDS.get(issue.kind, "error") for issue in issues if issue.kind not in HARMLESS}
    spoilt = next((each for each in SPOILS if each in found), None)
    if spoilt:
        return spoilt
    if entries:
        return "new"
    if page_unchanged and found <= {"empty"}:
        return "unchanged"
    return next((each for each in _ORDER if each in found), "unchanged")
