"""Calls the rooms in order and stores what they give; decides nothing.

::

    poll     due feeds ──web──▶ entries                        one transaction a feed
    read     new entries ──web──▶ article ▶ gate ▶ mentions ▶ claims       one an article
    link     new claims ──▶ events ──▶ measures                one an article
    letters  due subscriptions ──▶ digest ──▶ letter ──mail──▶

Each stage commits on its own and may be killed and run again. The clock comes from above as an argument.
"""

from __future__ import annotations

from tracker.pipeline.gather import PollResult, Progress, peek, poll
from tracker.pipeline.letters import due_digests, preview, send_letters
from tracker.pipeline.link import link
from tracker.pipeline.read import Reader, add_file, add_url, code_again, read
from tracker.pipeline.score import score_files
from tracker.pipeline.shelve import shelve

__all__ = [
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
    "read",
    "score_files",
    "send_letters",
    "shelve",
]
