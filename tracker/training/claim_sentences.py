"""Makes what the coder's learned half is taught from: sentences of the corpus as the coder itself sees them.

Runs the coder up to the place where the model is asked, and lays what the corpus marks beside it. Must not know how
anything is learned from that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import numpy as np

from tracker import scorecard
from tracker.claims import code, learned, views
from tracker.claims.cues import Cue, Hit
from tracker.claims.grounds import Ground
from tracker.claims.learned import Heard, Judge
from tracker.claims.passages import Passage as Sentence
from tracker.claims.scene import Scene
from tracker.mentions import Tagger
from tracker.model import Article, Certainty, Claim, Mention, Stage
from tracker.training.corpus import Part, Passage, read
from tracker.training.minerals import article_of
from tracker.vocab import Vocab

THIN = "zh-firms-"
"""How the ids of passages begin whose claims are not all marked."""

ASKED = Judge({}, np.zeros((0, 0), np.float32), {}, {})
"""A judge that knows nothing: there must be one for the coder to ask, and its answers are not used."""

Seen = tuple[views.View, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One passage of the corpus as an article, with its mentions and with its claims as a gold case has them."""

    passage: Passage
    article: Article
    mentions: tuple[Mention, ...]
    case: scorecard.Case


@dataclass(slots=True)
class Example:
    """One sentence: what is seen of it, the actions that it tells, and those of which nothing is known."""

    group: str
    seen: Seen
    told: set[str]
    open: set[str]


@dataclass(frozen=True, slots=True)
class Coming:
    """One claim: what is seen where its stage or certainty is settled, and the value that is right."""

    group: str
    seen: Seen
    sort: str
    value: str


def told(tagger: Tagger, language: str, part: Part) -> list[Told]:
    """Return the passages of a language's part that the gate lets in, without those whose claims are thin."""
    found = []
    for passage in read(language, part):
        if passage.id.startswith(THIN):
            continue
        article = article_of(passage)
        case = scorecard.read_case(json.dumps(passage.case()))
        kept = tagger.gate(f"{article.title}\n{article.text}")
        found.append(Told(passage, article, tagger.tag(article) if kept else (), case))
    return found


def examples(one: Told, vocab: Vocab) -> list[Example]:
    """Return the sentences of a passage as the coder reads them, with the actions that the corpus gives to them."""
    read_as: dict[tuple[str, int], tuple[Sentence, Seen]] = {}

    def record(
        scene: Scene, sentence: Sentence, hits: Sequence[Hit] | None, fired: Sequence[Hit], told: object
    ) -> list[Hit]:
        read_as[sentence.field, sentence.start] = sentence, views.read(scene, sentence, fired, hits)
        return list(hits or ())

    with patch.object(learned, "judge", lambda language: ASKED), patch.object(learned, "revised", record):
        code(one.article, one.mentions, vocab)
    made = {key: Example(one.passage.id, seen, set(), set()) for key, (_, seen) in read_as.items()}
    for claim, key, others in _placed(one.case, [sentence for sentence, _ in read_as.values()]):
        made[key].told.add(claim.action)
        for other in others:
            made[other].open.add(claim.action)
    _open_titles(made, vocab)
    return list(made.values())


def _placed(
    case: scorecard.Case, sentences: Sequence[Sentence]
) -> Iterator[tuple[Claim, tuple[str, int], list[tuple[str, int]]]]:
    """Yield each claim with the sentence that holds most of its evidence, and the other sentences that hold some."""
    for claim in case.claims:
        field, start, end = case.places(claim)[0]
        shared = [
            (min(end, each.end) - max(start, each.start), (each.field, each.start))
            for each in sentences
            if each.field == field and min(end, each.end) - max(start, each.start) > 0
        ]
        if shared:
            best = max(shared, key=lambda pair: pair[0])[1]
            yield claim, best, [key for _, key in shared if key != best]


def _open_titles(made: Mapping[tuple[str, int], Example], vocab: Vocab) -> None:
    """Leave open what a title tells of the families that its text tells: the corpus marks them in the text only."""
    families = {vocab.actions[a].family for (field, _), one in made.items() if field == "text" for a in one.told}
    for (field, _), one in made.items():
        if field == "title":
            one.open |= {action.id for action in vocab.actions.values() if action.family in families}
        one.open -= one.told


def comings(one: Told, vocab: Vocab) -> list[Coming]:
    """Return what the coder sees of stage and certainty where it is given the right action of each sentence."""
    found: list[Coming] = []

    def right(
        scene: Scene, sentence: Sentence, hits: Sequence[Hit] | None, fired: Sequence[Hit], told: object
    ) -> list[Hit]:
        placed = _placed(one.case, [sentence])
        claims = {claim.action: claim for claim, _, _ in placed}
        seen = views.read(scene, sentence, fired, hits)
        return [_right(claim, sentence, [*(hits or ()), *fired], seen) for claim in claims.values()]

    def certain(hit: Hit, own: Ground[Certainty], scene: Scene, dates: Sequence[Any]) -> Ground[Certainty]:
        claim, seen = hit.scores  # type: ignore[attr-defined] # every hit is one of ours
        more = views.read_stage(hit.cue.action, None, own, dates, scene.told, scene.own is not None)
        found.append(Coming(one.passage.id, (*seen, *more), "certainty", claim.certainty))
        return own

    def come(
        hit: Hit, own: Ground[Stage], certainty: Ground[Certainty], scene: Scene, dates: Sequence[Any]
    ) -> Ground[Stage]:
        claim, seen = hit.scores  # type: ignore[attr-defined] # every hit is one of ours
        more = views.read_stage(hit.cue.action, own, certainty, dates, scene.told, scene.own is not None)
        found.append(Coming(one.passage.id, (*seen, *more), "stage", claim.stage))
        return own

    with (
        patch.object(learned, "judge", lambda language: ASKED),
        patch.object(learned, "revised", right),
        patch.object(learned, "certain", certain),
        patch.object(learned, "come", come),
    ):
        code(one.article, one.mentions, vocab)
    return found


def _right(claim: Claim, sentence: Sentence, hits: Sequence[Hit], seen: Seen) -> Heard:
    """Return the hit that the rules have for a claim's action, else one of the whole sentence."""
    whole = (sentence.opens, len(sentence.plain))
    own = Hit(Cue(f"{learned.RULE}:{claim.action}", claim.action, ()), whole[0], whole[0], whole)
    hit = next((each for each in hits if each.cue.action == claim.action), own)
    return Heard(hit.cue, hit.start, hit.end, hit.clause, (claim, seen))
