"""Which act a clause is by, and which acts and paragraphs it touches.

Knows numbers of acts and the words around them; knows neither dates nor countries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.claims import layout, notices
from tracker.claims.passages import Passage
from tracker.claims.scene import Memory, Scene, distinct
from tracker.model import Mention

_THAT_ACT = re.compile(
    (
        r"该(?:第.款|公告|款)|^第.款|\bthe (?:first|second|third) paragraph\b|\bthat (?:announcement"
        r"|paragraph)\b"
    ),
    re.IGNORECASE,
)

OFFICIAL = re.compile(r"^(?!US-CFR)(?:.*\d{4}/\w+|.*\b(?:EO|PROC|SC|FR|SI) ?\d)")
"""Numbers of acts, as against titles of laws and places in a code of regulations."""

_OWN_ACT = re.compile(
    r"本(?:公告|办法|规定|决定|令|条例)(?!.{0,4}(?:施行|实施|生效|公布|发布)之日)"
    r"|\bthis (?:announcement|notice|decision|order|regulation|decree|rule)\b",
    re.IGNORECASE,
)
_CHANGES = frozenset({"suspended", "ended", "amended", "eased"})

_BY = {
    "en": re.compile(r"\b(?:by|under|through|in)\s+(?:the\s+)?(?:[\w.']+\s+){0,3}$", re.IGNORECASE),
    "zh": re.compile(r"(?:以|依据?|据|由|发布的?|公布|发出)(?:商务部|海关总署|\s|[^。；、，号]{0,10})$"),
}

_MADE_BY = re.compile(
    r"\b(?:imposed|introduced|established|created|brought in|put in place|laid down)\s+(?:by|under|in|through)\s+"
    r"(?:the\s+)?(?:[\w.']+\s+){0,3}$",
    re.IGNORECASE,
)
"""What made the rule that is changed, not what changes it."""


def instrument_of(
    scene: Scene, passage: Passage, clause: tuple[int, int], stage: str, memory: Memory
) -> tuple[str | None, tuple[str, ...]]:
    """Return the act the clause is by, and the acts it touches.

    In "Announcement 70 suspended Announcement 61" the first is the act and the second is touched; in a notice's own
    clause of suspension the notice is the act and every number in it, and in the list it points at, is touched.
    """
    basis = notices.basis_end(scene.language, passage.plain, passage.opens)
    here = scene.inside(passage, "instrument", *clause) or _beside(scene, passage, clause, basis)
    here = [each for each in here if OFFICIAL.search(each.term)] or ([] if scene.own else here)
    if not here and memory.touched and _THAT_ACT.search(passage.plain):
        return memory.touched, ()
    if stage not in _CHANGES:
        return (here[0].term if here else None), ()
    own = scene.own.instrument if scene.own else None
    terms = [mention.term for mention in here]
    by = _by(scene, passage, [(m.start - passage.start, m.term) for m in here])
    if own and own not in terms and not by:
        if not terms and stage == "ended" and not _OWN_ACT.search(passage.plain[clause[0] : clause[1]]):
            return None, ()  # an older rule without number; no act ends itself
        return (own, _touched(scene, passage, own)) if terms or stage == "suspended" else (own, ())
    by = by or _subject(passage, clause, here)
    act = by or (terms[0] if terms and (len(terms) > 1 or own == terms[0]) else None)
    if act is None and terms and scene.language == "zh" and stage == "suspended":
        act = (
            None if re.search(r"第\d+号公告?.{0,20}暂停|暂停.{0,12}第", passage.plain) and len(terms) == 1 else terms[0]
        )
    if act in _made_by(scene, passage):
        act = None
    return act, _touched(scene, passage, act)


_CHANGING = re.compile(
    r"(?:,[^,]{3,60}(?:, \d{4})?,)?\s+(?:also |then |thus |now )?(?:ends?|closes?|lifts?|repeals?|revokes?|terminates?"
    r"|amends?|extends?|prolongs?|suspends?|pauses?|widens?|replaces?|exempts?|eases?|cuts?|raises?)\s+(?!on\b|in\b)"
)


def _subject(passage: Passage, clause: tuple[int, int], here: Sequence[Mention]) -> str | None:
    """Return the act that itself does the change: "Proclamation 11001, signed on Wednesday, ends the inquiry"."""
    first = next((each for each in here if clause[0] <= each.start - passage.start <= clause[0] + 5), None)
    return first.term if first and _CHANGING.match(passage.plain, first.end - passage.start) else None


def _beside(scene: Scene, passage: Passage, clause: tuple[int, int], basis: int) -> list[Mention]:
    """Return the acts named elsewhere in the sentence, but for those of a clause with a date where ours has its own.

    "Decree 785 has applied since October, and seven rare earths have needed licences since April": two acts.
    """
    plain, found = passage.plain, scene.inside(passage, "instrument", basis)
    if not _DATED.search(plain[clause[0] : clause[1]]):
        return found
    other = [part for part in passage.clauses if part != clause and _DATED.search(plain[part[0] : part[1]])]
    places = [(mention, mention.start - passage.start) for mention in found]
    return [mention for mention, place in places if not any(a <= place < b for a, b in other)]


_DATED = re.compile(
    r"\b(?:since|from|on|until|in)\s+(?:\d{1,2}\s+)?(?:the\s)?(?:last\s|next\s|this\s)?(?:[A-Z][a-z]+|(?:19|20)\d\d\b)|\d{1,2}月"
)


def _by(scene: Scene, passage: Passage, numbered: list[tuple[int, str]]) -> str | None:
    made = _made_by(scene, passage)
    for place, term in numbered:
        if _BY[scene.language].search(passage.plain[max(0, place - 45) : place]) and term not in made:
            return term
    return None


def _made_by(scene: Scene, passage: Passage) -> set[str]:
    """Return the acts that the sentence names only as the origin of what it changes ("imposed by Decision No. 1")."""
    places = [(mention.start - passage.start, mention.term) for mention in scene.inside(passage, "instrument")]
    return {term for place, term in places if _MADE_BY.search(passage.plain[max(0, place - 60) : place])}


def _touched(scene: Scene, passage: Passage, act: str | None) -> tuple[str, ...]:
    """Return every act that the sentence and the list it points at name, each with its paragraphs where it has any."""
    found: list[str] = []
    for sentence in (passage, *scene.below(passage)):
        basis = notices.basis_end(scene.language, sentence.plain, sentence.opens)
        for mention in scene.inside(sentence, "instrument"):
            begin, end = mention.start - sentence.start, mention.end - sentence.start
            if end <= basis or (scene.own and not OFFICIAL.search(mention.term)):
                continue  # what an act rests on is not what it changes
            numbers = _paragraphs(sentence.plain, begin, end)
            found += _between(found[-1:], sentence.plain[:begin], mention.term)
            here = [f"{mention.term}#{number}" for number in numbers] or [mention.term]
            found += [each for each in here if mention.term != act]
            if scene.own and mention.term != act:
                found += _run(sentence.plain, end, mention.term)
    return distinct(found)


_TO = re.compile(
    r"(?:号(?:公告)?)?\s?(?:至|到|to|through|[-–—])\s?(?:第|(?:Announcements? )?(?:Nos?\.? ?)?)?$", re.IGNORECASE
)
MOST_BETWEEN = 12


def _between(before: Sequence[str], plain: str, term: str) -> list[str]:
    """Return the acts between the two ends of a range: "Nos. 55 to 58" names four."""
    series, slash, last = term.rpartition("/")
    left, _, first = (before[0] if before else "").rpartition("/")
    if not (slash and left == series and first.isdigit() and last.isdigit() and _TO.search(plain)):
        return []
    numbers = range(int(first) + 1, int(last))
    return [f"{series}/{number}" for number in numbers] if len(numbers) <= MOST_BETWEEN else []


def _run(plain: str, end: int, term: str) -> Iterator[str]:
    """Yield the acts of a run that gives issuer and year once: "第5号（…）、第6号（…）", "No. 5 (…) and No. 6 (…)"."""
    series, slash, first = term.partition("/")
    while slash and first.isdigit() and (more := _NEXT.match(plain, end)):
        yield f"{series}/{more['zh'] or more['en']}"
        end = more.end()


_ORDINAL = {word: str(number) for number, word in enumerate(("first", "second", "third", "fourth", "fifth"), 1)}
_ORDINAL |= {word: str(number) for number, word in enumerate(("one", "two", "three", "four", "five"), 1)}

_N_EN = r"(?:\d{1,2}|one|two|three|four|five)"
_PART_EN = r"(?:paragraph|article|section|item|point|clause)"
_PARAGRAPH_EN = re.compile(
    rf"\b(?:(?P<a>first|second|third|fourth|fifth)(?: and (?P<b>first|second|third|fourth|fifth))? {_PART_EN}s?"
    rf"|{_PART_EN}s? (?P<c>{_N_EN})(?:\(\w\))?(?:(?: and |, | to )(?P<d>{_N_EN}))?)(?![\d-])",
    re.IGNORECASE,
)
_OF = re.compile(r"^\s*(?:of|in|under)\s+(?:(?:the|its|this|that)\s+)?[^.;,]{0,60}$", re.IGNORECASE)
_TITLED = r"(?:\s?[（(《【][^）)》】]{1,80}[）)》】])?"
_N_ZH = "[一二三四五六七八九十\\d]{1,3}"
_PARAGRAPH_ZH = re.compile(
    rf"{_TITLED}[的中之]?(?P<all>第{_N_ZH}[款条项](?:（{_N_ZH}）项?)?(?:[、和及与]第{_N_ZH}[款条项])*)"
)


_NEXT = re.compile(
    r"\s?(?:[（(][^）)]{1,80}[）)])?(?:(?:[、，,和及与]|以及)\s?第?(?P<zh>\d{1,3})号"
    r"|(?:,| and|, and|;|; and)\s(?:Announcement |Notice )?No\. ?(?P<en>\d{1,3})\b)"
    r"(?!\s?(?:of (?:19|20)|[（(]?(?:19|20)\d\d))"
)


def _paragraphs(plain: str, start: int, end: int) -> tuple[str, ...]:
    """Return the paragraphs of a cited act: before it or behind it in English, behind it in Chinese.

    The title that often stands in brackets between a Chinese number and its paragraph is stepped over.
    """
    chinese = _PARAGRAPH_ZH.match(plain[end : end + 120])
    if chinese:
        return tuple(layout.number(each) for each in re.findall(rf"第({_N_ZH})[款条项]", chinese["all"]))
    before = list(_PARAGRAPH_EN.finditer(plain, max(0, start - 90), start))
    near = [each for each in before if _OF.match(plain[each.end() : start])]
    english = near[-1] if near else _PARAGRAPH_EN.match(plain[end : end + 40].lstrip(" ,("))
    if not english:
        return ()
    named = [word.lower() for word in english.groups() if word]
    return tuple(_ORDINAL.get(word, word) for word in named)


_OPENS_PART = re.compile(r"^\s*(?:The|Its) (first|second|third|fourth) paragraph\b")


def own_paragraph(passage: Passage) -> str | None:
    """Return the paragraph that a sentence or an item opens with: 第二款规定……, "The first paragraph bars …"."""
    if told := _OPENS_PART.match(passage.plain):
        return _ORDINAL.get(told.group(1), told.group(1))
    match = re.match(r"^第([一二三四五六七八九])款", passage.plain) or re.match(
        r"^\s*第([一二三四五六七八九])款", passage.item
    )
    return layout.number(match.group(1)) if match else None
