"""Firms in English texts: capitalised names as candidates, a judge over what they bear and what stands around them.

Makes firm spans; an opinion of the statistical model is one piece of evidence and is asked for only where the rest
leaves doubt. Knows the vocabulary only through the spans that were found with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from tracker.mentions.firm_words import (
    ADJECTIVES,
    COMMON_FIRST,
    FIRST_HEADS,
    HEADS,
    LEADING,
    LEGAL,
    NEVER,
    TRADES,
    WEAK_HEADS,
)
from tracker.mentions.spans import Found, Reading, Row
from tracker.vocab import slug

Opinion = Callable[[int, int], dict[tuple[int, int], str]]
"""Asks the statistical model about a range of the text: its entities by span, with their labels."""

ENOUGH = 2.5
_WORD = r"[A-ZÀ-ÞĀ-Ž][\wÀ-ÿ'’]*(?:[-/][\wÀ-ÿ'’]+)*"
_LEGAL_TAIL = rf"(?:,? (?:{LEGAL})(?:\.(?=\W|$)|(?![\w/])))"
_NAME = re.compile(
    rf"(?<![\w@#.-]){_WORD}(?:(?: & | (?:de|du|del|da|di|des|van|von|y) | |, (?={_WORD} & )){_WORD})*?"
    rf"(?:(?: \({_WORD}\))?{_LEGAL_TAIL}+|(?! ?(?:(?:&|de|du|del|da|di|des|van|von|y) )?{_WORD}))"
)
_PIECE = re.compile(rf"{_LEGAL_TAIL}+$")
_ADJECTIVE = re.compile(r"(?:al|ar|ic|ive|ary|ed|ing|ous|ern)$")
_LOWER = re.compile(r"(?<![\w-])[a-zà-ÿ][\wà-ÿ]*(?![\w-])")
_SURNAME = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr)\.? ([A-Z][\w-]+)|\b([A-Z][\w-]+), \d\d[,.]"
    r"|\b(?!(?:After|And|As|At|But|By|For|From|In|Of|On|The|When|With)\b)[A-Z][a-z]+ ([A-Z][\w-]+)['’]s [a-z]"
)
"""Somebody's last name: "Mr Novak", "Novak, 61,", "Ed Novak's bench"."""
_POSSESSIVE = re.compile(r"(?:'s|’s|'|’)$")

_TRADE_BEFORE = re.compile(
    rf"(?i:\b(?:{TRADES})(?:,? (?:named|called))?\s$|\b(?:shares (?:in|of)|stakes? in|units? of|owned by|(?:analysts?|"
    r"traders?|buyers?|brokers?|economists?|strategists?|lawyers?|partners?|consultants?|managers?|advisers?|counsel|"
    r"researchers?|directors?|dealers?|chemists?|geologists?) (?:at|with|for)|(?:CEO|chief executive|chairman|"
    r"chairwoman|founder|chief financial officer|finance director|managing director|CFO|subsidiary|parent|spokesman|"
    r"spokeswoman|spokesperson|shareholders?|owners?|bought|majority) (?:of|for|at)|now (?:at|with)|acquired? (?:by )?|"
    r"takeover of|controlled by|merger with|supplied by|made by|built by|contract with|offtake with|subsidiaries of|"
    r"invest(?:ed|ing)? in|loan to|lend(?:ing)? to|fined|bid for|venture with|petition (?:by|from|of)|operated by|"
    r"run by|backed by|sold by|volunteers from|to buy)\s$)"
    r"|\bsaid (?:[A-ZÀ-Þ][\w'’-]+ ){1,4}(?:of|at|from)(?: the (?:law firm|consultancy|brokerage|research house))?\s$",
)
_TRADE_AFTER = re.compile(
    rf"(?:, | \(| – )(?:a|an|the|one of|another|which is|once|now|"
    rf"part of)\s(?:[\w'’-]+[ ,]{{1,2}}){{0,6}}?(?:{TRADES})\b"
    r"|, which (?:makes|owns|buys|sells|draws|grows|runs|operates|mines|produces|supplies|employs|plans|holds|refines|"
    r"builds|imports|exports|trades|processes|recycles|develops|ships|uses|manages|advises|has (?:room|stakes?|"
    r"bought|mines))\b"
    r"|, whose (?:shares|plant|mine|chief|owner|refinery|smelter)\b"
    r"|, (?:who|which) act for\b"
    r"|(?:'s|’s) (?:shares?|stock|chief executive|CEO|chairman|plants?|smelters?|mines?|furnaces?|buyers?|"
    r"refiner(?:y|ies)|board"
    r"|managing director|finance director|profits?|share price|factory|factories|customers?|subsidiary|lawyers?|"
    r"workers|first furnace|mill)\b"
)
_ACTS_AFTER = re.compile(
    r" (?:said (?:it|its)\b|says (?:it|its)\b|did not (?:reply|answer|respond|wait)|declined to comment|"
    r"declared force majeure|has appealed|"
    r"could not be reached|denie[sd]\b|raised (?:its|their)|shares|announced (?:a|its|plans)|reported (?:a|its)|"
    r"to buy\b|"
    r"will (?:build|supply|open|mine|ship|bring|use)|plans to|agreed to|has been offered|posted|called the|owns|"
    r"sells\b|hopes to|welcomed|"
    r"also (?:holds|announced|owns)|gets|got\b|may export|is due to open|thanked its|had hired|is studying|"
    r"was studying|declared)"
)
_LISTED_BEFORE = re.compile(
    r"\b(?:entities|companies|firms|producers|miners|suppliers|makers|groups|traders|refiners|smelters|bidders|"
    r"exporters|importers|partners"
    r"|manufacturers|contractors|subsidiaries)(?:,|:)?\s(?:(?:among them|including|such as|like|namely|are|were|"
    r"from [A-Z]\w+)[ :,]\s?)?$"
)
_PERSON_AROUND = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Judge|Senator|Professor|President|Minister|Premier|Captain|said|says|manager|director|"
    r"executive)\.?\s$"
)
_PERSON_AFTER = re.compile(
    r" (?:of|at|from) (?:the (?:law firm|consultancy) )?[A-Z]|, (?:an? |the |its |their )?(?:\w+ ){0,2}(?:analyst|"
    r"trader|director|executive|chief|minister|"
    r"secretary|president|spokes\w+|lawyer|professor|owner|manager|founder|partner|who)\b|, \d\d,| (?:told|said he|"
    r"said she|who)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A capitalised name and what speaks for it being a firm's."""

    start: int
    end: int
    weight: float
    alone: bool
    """Whether it is a single word, which needs more than its form."""
    method: str = "rule"


def find(reading: Reading, taken: Sequence[Found], opinion: Opinion, title: bool) -> list[Found]:
    """Return the firms of one text; `taken` are the spans of the gazetteers, numbers and quantities."""
    row = Row(taken)
    common = frozenset(_LOWER.findall(reading.text)) | _surnames(reading.text)
    candidates = [_weighed(reading, start, end, row, title, common) for start, end in _names(reading, row)]
    candidates = _in_lists(reading, candidates, taken)
    sure = [one for one in candidates if one.weight >= ENOUGH]
    doubtful = [one for one in candidates if 0.5 <= one.weight < ENOUGH]
    sure += _asked(reading, doubtful, opinion)
    return [_firm(reading, one) for one in sure]


def _firm(reading: Reading, one: Candidate) -> Found:
    name = bare(reading.text[one.start : one.end])
    score = min(0.95, 0.5 + 0.1 * one.weight)
    return Found(one.start, one.end, "firm", slug(name), one.method, round(score, 2), name=name)


def bare(name: str) -> str:
    """Return a firm's name without its legal form."""
    return _PIECE.sub("", name).rstrip(" ,") or name


def _names(reading: Reading, taken: Row) -> Iterator[tuple[int, int]]:
    """Yield capitalised names, cut free of leading words and of whatever a longer span has taken."""
    for match in _NAME.finditer(reading.text):
        start, end = _trimmed(reading.text, match.start(), match.end())
        around = taken.touching(start, end)
        fixed = [each for each in around if each.kind in {"instrument", "quantity", "agency"} or each.blocks]
        if fixed and fixed[0].start > start:  # "… fined Hengda Metals RMB 870,000"
            end = start + len(reading.text[start : fixed[0].start].rstrip(" ,"))
        elif fixed:
            continue
        if end - start > 1 and not any(each.start <= start and end <= each.end for each in around):
            yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = list(re.finditer(r"\S+", text[start:end]))
    first = 0
    while first < len(words) - 1 and (
        words[first][0].lower().rstrip(",'’s") in LEADING
        or words[first][0].lower() in LEADING
        or words[first][0] in ADJECTIVES
        or (words[first][0].endswith(("'s", "’s")) and first < len(words) - 1)
    ):
        first += 1
    begin = start + words[first].start()
    if tail := _POSSESSIVE.search(text[begin:end]):
        end = begin + tail.start()
    return begin, end


def _weighed(reading: Reading, start: int, end: int, taken: Row, title: bool, common: frozenset[str]) -> Candidate:
    text = reading.text
    name = text[start:end]
    words = [word.strip("(),.") for word in bare(name).split() if word.strip("(),.&")]
    heading = title or _is_heading(reading, start, end)
    inside = taken.touching(start, end)
    state = any(each.kind == "country" and each.end == end and each.start > start for each in inside)
    weight = _form(name, words, heading, _covered(start, end, inside), state)
    alone = len(words) == 1
    known = any(each.kind == "firm" and each.start == start for each in inside)
    if known and words and words[-1].split("-")[-1] in HEADS:
        weight += 2.5  # "JL Mag Rare-Earth": the list has the shorter name
    if NEVER & set(words) and not _PIECE.search(name):
        return Candidate(start, end, -5.0, alone)
    before = text[max(reading.line(start), start - 90) : start]
    after = text[end : end + 90].split("\n")[0]
    if re.search(
        r"\b(?:Ministry|Minister|Ministers|Department|Secretary|Bureau|Institute|Committee)(?: (?:of|for|"
        r"on))? (?:the )?(?:[A-Z]\w+,? and )?$",
        before,
    ):
        return Candidate(start, end, -5.0, alone)
    within = (
        re.search(r"[\w.)] (?:of|in|from|near) $", before)
        and alone
        and re.search(r"[A-Z][\w.&]* (?:of|in|from|near) $", before)
    )
    if within and not _TRADE_BEFORE.search(before):
        return Candidate(start, end, -1.0, alone)  # "Anaconda Tube of Waterbury, which draws pipe"
    if not heading or not title:
        weight += 2.5 * bool(_TRADE_BEFORE.search(before)) + 2.0 * bool(_TRADE_AFTER.match(after))
        weight += 1.0 * bool(_ACTS_AFTER.match(after))
    if weight < ENOUGH + 2 and len(words) in {2, 3} and not set(words) & HEADS and "&" not in name:
        weight -= 2.5 * bool(_PERSON_AROUND.search(before) or _PERSON_AFTER.match(after))
    if alone:
        weight -= _alone(reading, start, name, common)
    return Candidate(start, end, weight, alone)


def _form(name: str, words: Sequence[str], heading: bool, covered: bool, state: bool) -> float:
    """Weigh what the name itself bears: a legal form, a last word, an ampersand."""
    if _PIECE.search(name) and words:
        return 4.0
    if len(words) < 2:
        return 1.0 if words and (words[0].isupper() or re.search(r"[a-z][A-Z]", words[0])) else 0.6
    if covered:
        return -2.0
    weight = 0.8
    last = words[-1]
    if (
        last in HEADS
        and not (heading and last in WEAK_HEADS)
        and (last not in WEAK_HEADS or not set(words[:-1]) <= HEADS)
    ):
        common = words[0] in COMMON_FIRST or _ADJECTIVE.search(words[0])
        weight += 2.2 if last not in WEAK_HEADS or len(words) > 2 or not common else 0.6
    elif words[0] in FIRST_HEADS or (state and len(words) > 2 and words[-2] in HEADS):
        weight += 2.2
    if " & " in name and not heading:
        weight += 2.2
    return weight - (1.5 if heading else 0.0)


def _covered(start: int, end: int, taken: Sequence[Found]) -> bool:
    """Say whether minerals and countries alone make up the name ("China Rare Earths" of a heading)."""
    left = end - start
    for each in taken:
        if each.kind in {"mineral", "country"} and start <= each.start and each.end <= end:
            left -= each.end - each.start + 1
    return left <= 0


def _surnames(text: str) -> frozenset[str]:
    """Return the last names of people in a text, in small letters as the common words are."""
    return frozenset(str(match[match.lastindex or 0]).lower() for match in _SURNAME.finditer(text))


def _alone(reading: Reading, start: int, name: str, common: frozenset[str]) -> float:
    """Return how much a single word loses: for heading a sentence, for being a common word or a surname elsewhere."""
    begin, _ = reading.sentence(start, start + 1)
    opens = not reading.text[begin:start].strip(" \n\"“'(")
    return (
        3.0 * (name.lower() in common) + (1.0 if opens and not name.isupper() else 0.0) + 2.0 * (name in COMMON_FIRST)
    )


def _line_of(reading: Reading, start: int, end: int) -> str:
    begin = reading.line(start)
    return (reading.text[begin:end] + reading.text[end : end + 200].split("\n")[0]).strip()


def _is_heading(reading: Reading, start: int, end: int) -> bool:
    """Say whether a line is written like a headline: short, without a full stop, nearly all words capitalised."""
    line = _line_of(reading, start, end)
    words = [word for word in re.findall(r"[A-Za-z][\w'’-]*", line) if len(word) > 3]
    if len(words) > 16 or line.endswith((".", "”", '"')) or len(words) < 2:
        return False
    capitals: int = sum(word[0].isupper() for word in words)
    return capitals >= 0.8 * len(words)


_JOINT = re.compile(r"(?:,? and |, and the |; |, |/| or )")


def _in_lists(reading: Reading, candidates: list[Candidate], taken: Sequence[Found]) -> list[Candidate]:
    """Let firms in a row vouch for each other: "A, B, C and D" with one sure member or after "entities, among them"."""
    longer = {one.start for one in candidates}
    firms = [
        Candidate(each.start, each.end, 5.0, False)
        for each in taken
        if each.kind == "firm" and not each.blocks and each.start not in longer
    ]
    ordered = sorted([*candidates, *firms], key=lambda one: one.start)
    rows: list[list[Candidate]] = []
    for one in ordered:
        if rows and one.start >= rows[-1][-1].end and _JOINT.fullmatch(reading.text[rows[-1][-1].end : one.start]):
            rows[-1].append(one)
        else:
            rows.append([one])
    raised: list[Candidate] = []
    for row in rows:
        opened = _LISTED_BEFORE.search(reading.text[max(0, row[0].start - 60) : row[0].start])
        sure = sum(one.weight >= ENOUGH for one in row)
        vouched = opened or (len(row) >= 3 and sure >= 1) or (len(row) == 2 and sure == 1)
        bonus = 2.5 if opened or len(row) >= 3 else 1.5
        for one in row:
            fit = vouched and -1.0 < one.weight < ENOUGH
            raised.append(Candidate(one.start, one.end, one.weight + bonus, one.alone) if fit else one)
    known = {(each.start, each.end) for each in firms}
    return [one for one in raised if (one.start, one.end) not in known]


def _asked(reading: Reading, doubtful: Sequence[Candidate], opinion: Opinion) -> Iterator[Candidate]:
    """Ask the model about what form and context leave open; it decides by its label of the very words."""
    for one in doubtful:
        begin, end = reading.sentence(one.start, one.end)
        labels = opinion(begin, end)
        label = next((each for (start, stop), each in labels.items() if start <= one.start + 4 and one.end <= stop), "")
        label = label or next(
            (each for (start, stop), each in labels.items() if start < one.end and one.start < stop), ""
        )
        weight = one.weight + {"ORG": 1.2, "PERSON": -0.8, "GPE": -1.0, "LOC": -1.5, "NORP": -0.5}.get(label, -0.3)
        if weight >= ENOUGH:
            yield Candidate(one.start, one.end, weight, one.alone, "model")


def short_forms(name: str, places: Collection[str]) -> list[str]:
    """Return the forms by which a text goes on to call a firm, longest first: Lehigh Crystal, Thai Unichem, Hengda.

    `places` are words (in lower case) that name a place: the word behind a leading place stands for the firm.
    """
    words = [word for word in bare(name).split() if word != "&"]
    forms: list[str] = []
    plain = bare(name).split(" & ")[0].split(" (")[0].split()
    for size in range(len(plain) - (1 if len(plain) == len(words) else 0), 0, -1):
        head = plain[:size]
        if size == 1 and (head[0] in COMMON_FIRST or head[0].lower() in places or head[0].lower() in LEADING):
            continue
        if size > 1 and (" ".join(head).lower() in places or head[-1] in {"de", "du", "of"}):
            continue
        if len(head[0]) > 1 and " ".join(head) != bare(name):
            forms.append(" ".join(head))
    if len(words) > 2 and words[0].lower() in places and words[1] not in HEADS and words[1].lower() not in places:
        forms.append(words[1])
    return forms


def echoes(readings: Sequence[Reading], taken: Sequence[Sequence[Found]], places: Collection[str]) -> list[list[Found]]:
    """Find again, in every part of the article, the firms named in any part: in full and by their short forms."""
    forms: dict[str, tuple[str, str]] = {}
    for reading, found in zip(readings, taken, strict=True):
        for firm in found:
            if firm.kind == "firm" and not firm.blocks:
                surface = reading.text[firm.start : firm.end]
                forms.setdefault(bare(surface), (firm.term, firm.name))
                for form in short_forms(surface, places) if surface.isascii() or surface[0].isupper() else ():
                    forms.setdefault(form, (firm.term, firm.name))
    return [list(_echoed(reading, found, forms)) for reading, found in zip(readings, taken, strict=True)]


def _echoed(reading: Reading, found: Sequence[Found], forms: dict[str, tuple[str, str]]) -> Iterator[Found]:
    if not forms:
        return
    either = re.compile(
        r"(?<![\w&-])(?:"
        + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
        + r")(?![\w-]| & [A-Z])"
    )
    substances = {(each.start, each.end) for each in found if each.kind == "mineral"}
    for match in either.finditer(reading.text):
        term, name = forms[match[0]]
        if (match.start(), match.end()) in substances and re.search(rf"\b{match[0].lower()}\b", reading.text):
            continue  # the article also speaks of the substance
        if not _inside_longer_name(reading.text, match):
            yield Found(match.start(), match.end(), "firm", term, "rule", 0.8, name=name)


def _inside_longer_name(text: str, match: re.Match[str]) -> bool:
    """Say whether another name goes on from here: "Yahe" is not to be found in "Yahe Logistics"."""
    after = re.match(r" ([A-Z][a-z]+)\b", text[match.end() : match.end() + 30])
    before = re.search(r"\b([A-Z][a-z]+) $", text[max(0, match.start() - 30) : match.start()])
    joined_after = bool(after and after[1] in HEADS and " " not in match[0])
    return joined_after or bool(
        before and " " not in match[0] and len(match[0]) > 3 and _mid_sentence(text, match.start(), before)
    )


def _mid_sentence(text: str, start: int, before: re.Match[str]) -> bool:
    """Say whether the capitalised word before is a name's part and not just the head of a sentence."""
    at = max(0, start - 30) + before.start()
    return before[1].lower() not in LEADING and not re.search(r"(?:^|[.!?\n:;“\"])\s*$", text[:at])
