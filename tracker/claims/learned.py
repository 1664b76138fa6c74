"""The learned half of the coder: what a sentence most likely tells, and how far it says that the act has come.

Makes hits where the rules are silent, drops weak ones, settles which action of a family is meant, and settles stage and
certainty where it is surer than the rules. The weights are packaged, made by ``tracker/training/claims.py``; roles,
instruments and dates stay with the rules. It must not know any word or cue of its own.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import resources
from io import BytesIO
from math import exp
from typing import TYPE_CHECKING, Any

from tracker.claims import stages, views
from tracker.claims.cues import GIVES_WAY, Cue, Hit
from tracker.claims.dates import When
from tracker.claims.grounds import Ground
from tracker.claims.passages import Passage
from tracker.claims.scene import Scene
from tracker.model import Certainty, Stage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

RULE = "learned"
"""How the name of every hit begins that the rules did not make."""

LAW = "trade control"
"""The family in which legal states live. In an authority's own text only the rules read it, by its form: what the model
hears there would be an official word, and a false "in force" is worse than a gap."""
RESIDUE = "law_or_strategy"
"""The action of what no other describes: what the rules read as something more gives no way to it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How sure the model must be, as probabilities: to add a claim, to add one to a sentence that names no mineral,
    beside a likelier reading of the sentence, or to an authority's own text, which the rules read by its form; and to
    leave a hit of the rules standing. Then by how many logits to be surer than the rules of action, stage, certainty,
    and by how many more of a stage for which the rules have read a word.
    """

    add: float = 0.5
    bare: float = 0.7
    beside: float = 0.7
    notice: float = 0.8
    keep: float = 0.1
    action: float = 1.0
    stage: float = 2.0
    read: float = 2.0
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Heard(Hit):
    """A hit together with what the model made of its sentence: one score for each of its outputs."""

    scores: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Judge:
    """The weights of one language: `rows` says which row of `weights` a feature has, `outputs` names the columns.

    A column is named by its sort and value: ``family:diplomacy``, ``action:talks``, ``stage:ended``,
    ``certainty:denied``. `families` has the family of each action, `corpus` the hash of what was learned from.
    """

    rows: Mapping[str, int]
    weights: Scores
    outputs: Mapping[str, int]
    families: Mapping[str, str]
    limits: Limits = Limits()
    corpus: str = ""
    figures: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """What was measured when it was made: ``check rules``, ``test both`` and so on, each with its scores."""

    @cached_property
    def sorts(self) -> Mapping[str, tuple[int, tuple[str, ...]]]:
        """Return for each sort of output its first column and the values of its columns, which stand together."""
        found: dict[str, tuple[int, tuple[str, ...]]] = {}
        for at, name in enumerate(self.outputs):
            sort, _, value = name.partition(":")
            first, values = found.get(sort, (at, ()))
            found[sort] = first, (*values, value)
        return found

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Return the column of each family, in the order of the actions."""
        return {family: self.outputs[f"family:{family}"] for family in dict.fromkeys(self.families.values())}

    def scores(self, seen: Sequence[views.View]) -> Scores:
        """Return one logit for each output; features never learned count only for how many there are."""
        import numpy as np

        found: list[int] = []
        shares: list[float] = []
        for view in seen:
            known = [row for row in map(self.rows.get, view.features) if row is not None]
            found += known
            share = view.scale / len(view.features) ** 0.5 if view.even and view.features else view.scale
            shares += [share] * len(known)
        told: Scores = np.asarray(shares, dtype=np.float32) @ self.weights.take(found, axis=0)
        return told

    def family(self, scores: Scores, name: str) -> float:
        """Return the probability that the sentence makes a claim of this family."""
        return _probable(float(scores[self.columns[name]]))

    def action(self, scores: Scores, name: str) -> float:
        """Return the logit of an action, to be compared within its family."""
        return float(scores[self.outputs[f"action:{name}"]])

    def best(self, scores: Scores, family: str) -> str:
        """Return the likeliest action of a family."""
        return max((a for a, f in self.families.items() if f == family), key=lambda each: self.action(scores, each))


def _probable(logit: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, logit))))


@cache
def judge(language: str) -> Judge | None:
    """Return the judge of a language (``en`` or ``zh``); None where none has been trained."""
    packaged = resources.files(__package__).joinpath("weights", f"claims-{language}.npz")
    return unpacked(packaged.read_bytes()) if packaged.is_file() else None


def unpacked(packed: bytes) -> Judge:
    """Read packed weights: half-precision numbers, the names of their rows, and a page that tells all else."""
    import numpy as np

    with np.load(BytesIO(packed), allow_pickle=False) as parts:
        page = json.loads(bytes(parts["page"]).decode())
        features = bytes(parts["features"]).decode().split("\n")
        weights = parts["weights"].astype(np.float32)
    return Judge(
        {feature: row for row, feature in enumerate(features)},
        weights,
        {name: column for column, name in enumerate(page["outputs"])},
        page["families"],
        Limits(**page["limits"]),
        page["corpus"],
        page.get("figures", {}),
    )


def revised(
    scene: Scene, passage: Passage, hits: Sequence[Hit] | None, fired: Sequence[Hit], told: Collection[str] | None
) -> list[Hit]:
    """Return the hits of a sentence as rules and model see it together.

    `hits` are the rules' own, None where they do not read the sentence; `fired` are all cues whose words stand in it;
    `told` is None where the sentence means a mineral; else the actions that the article has told before, which it may
    only say again.
    """
    known = judge(scene.language)
    if known is None:
        return list(hits or ())
    scores = known.scores(views.read(scene, passage, fired, hits))
    own = hits or ()
    formal = LAW if scene.article.kind == "notice" else ""
    kept: list[Hit] = [_settled(known, scores, hit, own, formal) for hit in own if _stands(known, scores, hit)]
    return [*kept, *added(known, scores, scene, passage, fired, own, told)]


def added(
    known: Judge,
    scores: Scores,
    scene: Scene,
    passage: Passage,
    fired: Sequence[Hit],
    own: Sequence[Hit],
    told: Collection[str] | None,
) -> list[Hit]:
    """Return a hit for each family that is likely enough and of which the rules have no hit."""
    limits = known.limits
    notice = scene.article.kind == "notice"
    least = max(limits.add if told is None else limits.bare, limits.notice if notice else 0.0)
    read = {known.families.get(hit.cue.action) for hit in own} | ({LAW} if notice else set())
    likely = {family: known.family(scores, family) for family in known.columns}
    first = max(likely.values())
    if notice and likely.get(LAW) == first:
        return []  # what sounds like law first is nothing less
    actions = [
        known.best(scores, family)
        for family, share in likely.items()
        if family not in read and share >= (least if share == first else max(least, limits.beside))
    ]
    beaten = {loser for hit in own if notice for loser in GIVES_WAY.get(hit.cue.action, ())}
    return [_added(action, scores, passage, fired) for action in actions if action not in {*(told or ()), *beaten}]


def _stands(known: Judge, scores: Scores, hit: Hit) -> bool:
    family = known.families.get(hit.cue.action)
    return family is None or known.family(scores, family) >= known.limits.keep


def _settled(known: Judge, scores: Scores, hit: Hit, hits: Sequence[Hit], formal: str) -> Heard:
    """Return a hit of the rules, with another action of its family where the model is much surer of that.

    `formal` is a family that is left as the rules read it.
    """
    cue = hit.cue
    family = known.families.get(cue.action)
    if family and family != formal and sum(known.families.get(each.cue.action) == family for each in hits) == 1:
        best = known.best(scores, family)
        surer = known.action(scores, best) - known.action(scores, cue.action) > known.limits.action
        if surer and best != RESIDUE:
            cue = Cue(f"{RULE}:{best}", best, (), stage=cue.stage)
    return Heard(cue, hit.start, hit.end, hit.clause, scores)


def _added(action: str, scores: Scores, passage: Passage, fired: Sequence[Hit]) -> Heard:
    """Make a hit of the words that the rules have for the action, where they stand there, else of the sentence."""
    cue = Cue(f"{RULE}:{action}", action, ())
    for hit in fired:
        if hit.cue.action == action:
            clause = next((each for each in passage.clauses if each[0] <= hit.start and hit.end <= each[1]), hit.clause)
            return Heard(replace(cue, stage=hit.cue.stage), hit.start, hit.end, clause, scores)
    return Heard(cue, passage.opens, passage.opens, (passage.opens, len(passage.plain)), scores)


def certain(hit: Hit, own: Ground[Certainty], scene: Scene, dates: Sequence[When]) -> Ground[Certainty]:
    """Return how certain the claim of a hit is: by the rules, or by the model where it is much surer."""
    known = judge(scene.language)
    if known is None or not isinstance(hit, Heard) or own.rule == stages.REQUEST:
        return own
    seen = views.read_stage(hit.cue.action, None, own, dates, scene.told, scene.own is not None)
    best: Certainty = _surer(known, hit.scores + known.scores(seen), "certainty", own.value, known.limits.certainty)
    return own if best == own.value else Ground(best, RULE)


def come(
    hit: Hit, own: Ground[Stage], certainty: Ground[Certainty], scene: Scene, dates: Sequence[When]
) -> Ground[Stage]:
    """Return how far the act of a hit has come: by the rules, or by the model where it is much surer."""
    known = judge(scene.language)
    if known is None or not isinstance(hit, Heard):
        return own
    seen = views.read_stage(hit.cue.action, own, certainty, dates, scene.told, scene.own is not None)
    margin = known.limits.stage + (0.0 if own.rule.startswith("default") else known.limits.read)
    best: Stage = _surer(known, hit.scores + known.scores(seen), "stage", own.value, margin)
    official = scene.article.kind == "notice" and known.families.get(hit.cue.action) == LAW
    if best == own.value or (official and best == "in_force"):
        return own  # no model says that an act is in force
    return Ground(best, RULE)


def _surer(known: Judge, scores: Scores, sort: str, own: str, margin: float) -> Any:
    """Return the likeliest value of a sort if it beats the rules' own by the margin, else that."""
    first, names = known.sorts[sort]
    logits = scores[first : first + len(names)]
    best = int(logits.argmax())
    return names[best] if logits[best] - logits[names.index(own)] > margin else own
