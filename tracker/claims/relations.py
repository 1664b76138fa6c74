"""What an act does to the acts that it names: pauses, resumes, replaces, extends, implements them.

Makes one relation for a claim out of the words around the numbers. Knows the verbs of both languages; which acts are
named is the business of :mod:`tracker.claims.acts`.
"""

from __future__ import annotations

import re

from tracker.claims.anchors import Words
from tracker.claims.passages import Passage
from tracker.claims.scene import Scene
from tracker.model import Relation, Stage

_NO_GOODS = (
    r"(?:(?!\b(?:exports?(?! (?:controls?|bans?|rules?|restrictions?))|shipments?|sales|production"
    r"|output|supplies|supply"
    r"|mining|deliver\w+|trade|work|talks)\b)[^;])"
)
_RESUMES = {
    "en": Words(
        r"\b(?:resum(?:e|es|ed|ing)|reinstat(?:e|es|ed|ing)|restor(?:e|es|ed|ing)|reactivat(?:e|es|ed|ing)"
        rf"|re-?impos(?:e|es|ed|ing))\b{_NO_GOODS}{{0,60}}\b(?:application|implementation|enforcement|effect|force"
        r"|(?:announcement|paragraph|regulation|decision|order|measure|rule|control|restriction|ban)s?)\b"
        r"|\b(?:shall|will|is|are) (?:again )?(?:be )?(?:in force|applied|apply|enforced) again\b"
        r"|\bpause\b[^;]{0,40}\b(?:is|was) (?:ended|lifted)\b",
        re.IGNORECASE,
    ),
    "zh": Words(r"恢复(?:实施|执行|施行|适用)|重新(?:实施|执行|施行|生效)|(?:终止|结束|取消)[^。；]{0,16}暂停"),
}
"""To bring an act back, as against to resume exports."""
_REPLACES = {
    "en": Words(r"\b(?:replac|supersed)\w*|\bgave way to\b|\bin place of\b|\btakes? the place of\b", re.IGNORECASE),
    "zh": Words(r"取代|代替|替代|同时废止"),
}
_EXTENDS = {
    "en": Words(
        r"\b(?:extend|prolong|renew)\w*\b|\bcontinu(?:es|ed|ing) (?:the|its) (?:pause|suspension)\b", re.IGNORECASE
    ),
    "zh": Words(r"延长|延期|展期|续期|继续暂停|顺延"),
}
_IMPLEMENTS = {
    "en": Words(
        r"\b(?:implement(?:s|ing|ed)?|lays? down detailed rules|gives? effect to|pursuant to which)\b", re.IGNORECASE
    ),
    "zh": Words(r"实施细则|(?:为)?(?:贯彻)?(?:落实|执行)(?=[《商国财海])|配套"),
}
_STANDING: frozenset[Stage] = frozenset({"announced", "in_force"})


def resumes(scene: Scene, passage: Passage, clause: tuple[int, int]) -> tuple[int, int] | None:
    """Return where the words stand by which the clause brings back an act that it cites; None where it does not."""
    words = _RESUMES[scene.language].search(passage.plain[clause[0] : clause[1]])
    if not words or not scene.inside(passage, "instrument"):
        return None
    return clause[0] + words.start(), clause[0] + words.end()


def of(scene: Scene, passage: Passage, clause: tuple[int, int], stage: Stage, *, back: bool) -> Relation | None:
    """Return what the claim's act does to those it affects; None where the text only says what the stage says.

    `back` is what :func:`resumes` said of the clause.
    """
    text = passage.plain[clause[0] : clause[1]]
    if back:
        return "resumes"
    if stage == "ended" and _REPLACES[scene.language].search(text):
        return "replaces"
    if stage in {"amended", "suspended"} and _EXTENDS[scene.language].search(text):
        return "extends" if stage == "amended" else "suspends"
    if stage in _STANDING and _IMPLEMENTS[scene.language].search(text):
        return "implements"
    named: dict[Stage, Relation] = {"suspended": "suspends", "eased": "eases", "amended": "amends", "ended": "ends"}
    return named.get(stage)
