"""Where something happens: the state of a mine or a plant, and of a raid, a permit or a law.

Makes states out of places. Knows prepositions of both languages and the countries of firms; it must not know who acts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.claims.passages import Passage
from tracker.claims.scene import Scene, distinct
from tracker.model import Mention
from tracker.vocab import Vocab

OF_FIRM = "country of the firm"
OWN_COUNTRY = "the source's own country"
TOPIC = "the state that the article is about"

DOMESTIC = frozenset(
    {
        "enforcement_case",
        "enforcement_campaign",
        "permitting",
        "ownership_action",
        "production_quota",
        "law_or_strategy",
    }
)
"""What a state does at home: the place names the state."""


def happened(scene: Scene, passage: Passage, targets: tuple[str, ...]) -> tuple[str, ...]:
    """Return the state of the first place where something happens, not one where goods or people come from or go."""
    for mention in scene.states(passage):
        before = passage.plain[max(0, mention.start - passage.start - 12) : mention.start - passage.start]
        away = re.search(r"\b(?:from|to|for|via|through)\s+(?:the\s+)?$|(?:往|到|向|自|从|经)$", before)
        if mention.place and mention.term not in targets and not away:
            return (mention.term,)
    return ()


def of(scene: Scene, passage: Passage, firms: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the country of the mine or plant where it is stated, else that of the firm, and the rule that found it."""
    zh = scene.language == "zh"
    named = scene.states(passage)
    sited = []
    for mention in named:
        begin = mention.start - passage.start
        before = passage.plain[max(0, begin - 30) : begin]
        if re.search(r"\b(?:in|at|near|of|outside)\s+(?:the\s+)?(?:\w+,\s+)?(?:[A-Z]\w+,\s+)*$", before) or (
            zh and mention.place
        ):
            sited.append(mention.term)
    plain = [mention.term for mention in named if not mention.place and not _away(passage, mention)]
    if sited:
        return distinct(sited[:2] if zh else sited[:1]), "place of the site"
    if plain:
        return distinct(plain[:1]), "only country of the sentence"
    if of_firm := homes(scene, firms)[:1]:
        return of_firm, OF_FIRM
    if scene.home:
        return (scene.home,), OWN_COUNTRY
    return scene.topic[:1], TOPIC


def homes(scene: Scene, firms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the states of the firms that the vocabulary knows."""
    known = _homes(scene.vocab)
    return distinct(country for firm in firms if (country := known.get(firm)))


@lru_cache(maxsize=4)
def _homes(vocab: Vocab) -> dict[str, str | None]:
    """Return the country of each known firm by its name."""
    return {term.name: term.country for term in vocab.firms.values()}


_AWAY = re.compile(
    r"\b(?:to|for|with|from|over the border (?:in)?to|by)\s+(?:the\s+)?(?:[A-Z]\w+['’]s\s)?$"
    r"|(?:向|对|供|运往|发往|卖给|抵达?|与|和)$"
)


def _away(passage: Passage, mention: Mention) -> bool:
    """Say whether a country is only where the goods go or a partner comes from."""
    begin = mention.start - passage.start
    return bool(_AWAY.search(passage.plain[max(0, begin - 30) : begin]))
