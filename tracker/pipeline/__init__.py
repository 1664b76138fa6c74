"""Calls the rooms in order and stores what they give; decides nothing.

::

    poll     due feeds ──web──▶ entries                        one transaction a feed
    read     new entries ──web──▶ article ▶ gate ▶ mentions, annexes, claims    one an article
    revisit  official pages ──web──▶ the same again if the text has changed     one a page
    link     new claims ──▶ events ──▶ measures                one an article
    review   counts and numbers ──▶ what we did not see
    letters  due subscriptions ──▶ digest ──▶ letter ──mail──▶

Each stage commits on its own and may be killed and run again. The clock comes from above as an argument.
"""

from __future__ import annotations

from tracker.pipeline.gather import PollResult, Progress, poll
from tracker.pipeline.keep import Reader
from tracker.pipeline.letters import due_digests, preview, send_letters
from tracker.pipeline.link import link
from tracker.pipeline.peek import Peek, peek, probe
from tracker.pipeline.read import add_file, add_url, code_again, read
from tracker.pipeline.review import review
from tracker.pipeline.revisit import revisit
from tracker.pipeline.score import score_files
from tracker.pipeline.shelve import shelve

__all__ = [
    "Peek",
    "PollResult",
    "Progress",
    "Reader",
    "add_file",
    "add_url",
    "code_again",
    "due_digests",
    "link",
    "peek",
    "poll",
    "preview",
    "probe",
    "read",
    "review",
    "revisit",
    "score_files",
    "send_letters",
    "shelve",
]
