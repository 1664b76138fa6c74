"""Claims: what the passages of one article say was done, by whom, to whom, and how far it has come.

Makes :class:`tracker.model.Claim` from an article and its mentions, by rules. One claim for each passage and act, with
the passage as evidence. Pure: no clock, no file, no randomness; knows the words of the model and the vocabulary.

The road through the room::

    passages ─▶ cues ─▶ coder (dates · stages · roles · notices) ─▶ join ─▶ claims
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from tracker.claims import coder, deadlines, join, layout, notices, passages
from tracker.claims.dates import local_day
from tracker.claims.numbers import own_instrument
from tracker.claims.scene import Acts, Scene, ordered
from tracker.claims.writing import CODER
from tracker.model import Article, Claim, Mention
from tracker.vocab import Vocab, fold

_CONTROLLED = re.compile(
    r"dual-use|export control|entity list|listed entit|end-user control|export administration"
    r"|两用物项|两用品|出口管制|管控名单",
    re.IGNORECASE,
)
"""What makes an article one of this field that names no mineral: the rules that minerals are controlled under."""
_READ = 20_000
__all__ = ["CODER", "code", "own_instrument"]


def code(
    article: Article, mentions: Sequence[Mention], vocab: Vocab, acts: Acts = MappingProxyType({})
) -> tuple[Claim, ...]:
    """Return the claims of an article in order of their evidence; none for one that is out of scope.

    `mentions` are those of this article and revision. Expected and denied claims are returned with that certainty;
    only asserted ones may make events. `acts` are measures known beforehand, by their instrument: what their numbers
    stand for.
    """
    named = any(mention.kind == "mineral" for mention in mentions)
    known = any(mention.term in acts for mention in mentions if mention.kind == "instrument")
    if not named and not known and not _CONTROLLED.search(fold(article.title + article.text[:_READ])):
        return ()
    told = local_day(article.published, article.country)
    scene = Scene(article, vocab, passages.language_of(article), told, ordered(mentions), acts=acts)
    sentences = passages.split(article)
    tops = {start: top for start, (_, top) in layout.levels(sentences).items()}
    scene = replace(scene, own=notices.read(scene, sentences), lists=layout.lists(sentences), paragraphs=tops)
    found = join.settle(scene, sentences, deadlines.lend(scene, sentences, coder.drafts(scene, sentences)))
    return tuple(sorted(found, key=lambda claim: (claim.evidence.field == "title", claim.evidence.start)))
