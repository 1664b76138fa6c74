"""Makes controlled goods of the numbered paragraphs and code lines of an act.

An entry of a list is an item if it bears a code, or if its neighbours in the same list do; a sentence is one only where
it names a mineral directly before the codes. A heading whose entries are items is none itself: its control codes are
theirs. Tables are read elsewhere; knows no firm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tracker.annexes import codes
from tracker.annexes.lines import Block, nested
from tracker.annexes.naming import named
from tracker.annexes.substances import Substances

LONGEST_QUOTE = 1_500
_LONGEST_ENTRY = 160
_MOST_ABSORBED = 15
_LAW = re.compile(
    r"应当|不得|可以|必须|本公告|本办法|本通知|本决定|经营者|许可证|依照|按照|根据|依据|规定|报关|申报|申请|海关监管|处罚|审查|施行|执行"
    r"|联系|电话|传真|邮编|地址|附件|《"
    r"|\b(?:shall|must|may|will|should|is|are|was|were|has|have|pursuant|accordance|applicants?|applies|apply|telephone"
    r"|address|e-?mail)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(r"下列|以下|如下|之一|following|any of|as follows|[:：]\s*$", re.IGNORECASE)
_STOP = re.compile(
    r"[。！？!?\n]+|(?<!\bNo)(?<!\bNos)(?<!\bCo)(?<!\bLtd)(?<!\bInc)(?<!\bDoc)(?<!\bArt)\.(?=\s+[A-Z(\"“])"
)
_BREAK = re.compile(r"[；;。]")
_CLAUSE = re.compile(
    r".*[，,。；;：:、]|.*(?:包括|原产于|进口|出口|和|及|与)"
    r"|.*\b(?:of|for|on|and|under|to|the|is|are|covers?|certain|such as)\b",
    re.DOTALL,
)
_OPENERS, _CLOSERS = "（(【[", "）)】]"
_ONLY_SIGNS = re.compile(r"[\s（）()【】\[\]、，,；;。.：:]*")


@dataclass(frozen=True, slots=True)
class Draft:
    """An item before it has its place: offsets into the article's text."""

    start: int
    end: int
    number: str = ""
    name: str = ""
    name_zh: str = ""
    control_codes: tuple[str, ...] = ()
    hs_codes: tuple[str, ...] = ()
    threshold: str = ""
    minerals: tuple[str, ...] = ()


@dataclass(slots=True)
class _Entry:
    """One block of a list while its neighbours are looked at."""

    block: Block
    depth: int
    found: list[Draft] = field(default_factory=list)
    parent: int | None = None
    children: bool = False

    @property
    def law(self) -> bool:
        return bool(_LAW.search(self.block.said))


def items(blocks: Sequence[Block], text: str, substances: Substances) -> list[Draft]:
    """Return the items of the paragraphs of an act, in text order; `text` is the article's whole text."""
    about_codes = codes.names_codes(text)
    entries = [_Entry(block, depth) for block, depth in nested(_with_codes_below(blocks))]
    _relate(entries)
    for entry in entries:
        entry.found = _of_block(entry, substances, about_codes)
    for entry in entries:
        if entry.parent is not None and entry.found:
            entries[entry.parent].children = True
    _uncoded(entries, substances)
    _absorb(entries, text)
    return [_with_heading(draft, entry, entries, substances) for entry in entries for draft in _kept(entry)]


def _with_codes_below(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with lines that hold nothing but codes joined to the entry above them."""
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if above and above.kind and not block.kind and not above.row and _codes_only(block.text):
            gap = "\n" * max(block.start - above.end, 1)
            joined[-1] = replace(above, end=block.end, text=f"{above.text}{gap}{block.text}")
        else:
            joined.append(block)
    return joined


def _codes_only(text: str) -> bool:
    rest, found = text, False
    for group in reversed(list(codes.groups(text))):
        rest, found = rest[: group.start] + rest[group.end :], True
    return found and bool(_ONLY_SIGNS.fullmatch(rest))


def _relate(entries: Sequence[_Entry]) -> None:
    """Tell each numbered entry the one that it stands under."""
    above: list[int] = []
    for number, entry in enumerate(entries):
        if not entry.depth:
            continue
        while above and entries[above[-1]].depth >= entry.depth:
            above.pop()
        entry.parent = above[-1] if above else None
        above.append(number)


def _of_block(entry: _Entry, substances: Substances, about_codes: bool) -> list[Draft]:
    block = entry.block
    if block.row:
        return []
    if not block.kind and about_codes and (first := codes.head(block.text)):
        return _drafts(block, [(0, len(block.text))], first.codes, substances)
    if block.kind and about_codes and (first := codes.head(block.said)):
        return _drafts(block, [(block.body, len(block.text))], first.codes, substances)
    if entry.law or not (block.kind or codes.ALL_CONTROL.match(block.text)):
        return _of_sentences(block, substances)
    return _drafts(block, _pieces(block), (), substances)


def _drafts(
    block: Block, pieces: Sequence[tuple[int, int]], hs: tuple[str, ...], substances: Substances
) -> list[Draft]:
    """Return an item for each piece of an entry that has a name and a code, or a mineral between two with codes."""
    made = []
    for count, (start, end) in enumerate(pieces):
        said = block.text[start:end]
        customs = hs or tuple(dict.fromkeys(code for group in codes.groups(said) for code in group.codes))
        control = codes.controls(said)
        name, name_zh = named(said)
        whole = len(pieces) == 1
        between = not whole and len(said) <= _LONGEST_ENTRY and bool(substances.of(name_zh or name, said))
        if not (customs or control or between) or not (name or name_zh):
            continue
        span = (block.start, block.end) if whole else (block.start + start, block.start + end)
        number = block.number if whole or not count else ""
        made.append(Draft(*span, number, name, name_zh, control, customs, codes.threshold(said)))
    return made


def _pieces(block: Block) -> list[tuple[int, int]]:
    """Return where the goods of one entry stand in its text: one piece, or one for each that has customs codes.

    Goods are divided by semicolons, or by codes in brackets of their own ("甲（编号：…）、乙（编号：…）").
    """
    text, begin = block.text, block.body
    ends = _bracket_ends(text)
    cuts = []
    for group in codes.groups(text[begin:]):
        stop = ends.get(begin + group.start, begin + group.end)
        cuts.append(max(stop, begin + group.end))
    if len(cuts) < 2:
        return [(begin, len(text))]
    pieces = []
    start = begin
    for cut in cuts:
        breaks = (m.end() for m in _BREAK.finditer(text, start, cut) if m.start() not in ends)
        for middle in (*breaks, cut):
            piece = _trimmed(text, start, middle)
            start = middle
            if piece[0] < piece[1]:
                pieces.append(piece)
    return pieces


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " 、，,；;。.和及与":
        start += 1
    while end > start and text[end - 1] in " 、，,；;。":
        end -= 1
    return start, end


def _bracket_ends(text: str) -> dict[int, int]:
    """Return for each position within brackets where the outermost of them closes."""
    ends: dict[int, int] = {}
    depth = start = 0
    for at, char in enumerate(text):
        if char in _OPENERS:
            start = at if not depth else start
            depth += 1
        elif char in _CLOSERS and depth:
            depth -= 1
            if not depth:
                ends.update(dict.fromkeys(range(start, at), at + 1))
    return ends


def _of_sentences(block: Block, substances: Substances) -> list[Draft]:
    """Return the items of running text: codes with a mineral named in the clause before them.

    One such item has its sentence for evidence; of several in one sentence each has its name and codes.
    """
    made: list[Draft] = []
    stops = [stop.end() for stop in _STOP.finditer(block.text)]
    for first, last in pairwise([0, *stops, len(block.text)]):
        said, begin = block.text[first:last], block.start + first
        found = _told(said, begin, substances)
        if len(found) == 1:
            blank = len(said) - len(said.lstrip())
            found = [replace(found[0], start=begin + blank, end=begin + len(said.rstrip()))]
        made += found
    return made


def _told(said: str, begin: int, substances: Substances) -> list[Draft]:
    """Return an item for each mineral that a sentence names before codes; further codes are the last one's."""
    ends = _bracket_ends(said)
    made: list[Draft] = []
    last = 0
    for group in codes.groups(said):
        before = said[last : group.start].rstrip(" （(,，")
        name, minerals = _named_last(before, said, substances)
        start = begin + last + len(before) - len(name)
        last = max(group.end, ends.get(group.start, 0))
        if minerals:
            han = any("\u3400" <= char <= "\u9fff" for char in name)
            names = ("", name) if han else (name, "")
            made.append(Draft(start, begin + last, "", *names, (), group.codes, "", minerals))
        elif made:
            more = tuple(dict.fromkeys((*made[-1].hs_codes, *group.codes)))
            made[-1] = replace(made[-1], end=begin + last, hs_codes=more)
    return made


def _named_last(before: str, said: str, substances: Substances) -> tuple[str, tuple[str, ...]]:
    """Return the goods named at the end of a clause, and their minerals; nothing where it names none."""
    found = re.search(r"[A-Za-z][A-Za-z \-]{1,60}$|[\u3040-\u30ff\u3400-\u9fff]{1,30}$", before[-200:])
    if not found:
        return "", ()
    name = found[0]
    if shorter := _CLAUSE.match(name):
        name = name[shorter.end() :] or name
    name = name.lstrip()
    return name, substances.of(name, said)


def _uncoded(entries: Sequence[_Entry], substances: Substances) -> None:
    """Make items of entries without a code whose neighbours in the same list bear codes."""
    lists: dict[tuple[int | None, str], list[_Entry]] = {}
    for entry in entries:
        if entry.depth:
            lists.setdefault((entry.parent, entry.block.kind), []).append(entry)
    for members in lists.values():
        coded = sum(1 for entry in members if entry.found)
        if not coded:
            continue
        for entry in members:
            said = entry.block.said
            if entry.found or entry.children or entry.law or len(said) > _LONGEST_ENTRY:
                continue
            if _LISTS.search(said) or codes.has_form(said):
                continue
            name, name_zh = named(said)
            minerals = substances.of(name_zh or name, said)
            if minerals or ((name or name_zh) and coded * 2 > len(members)):
                limit = codes.threshold(said)
                entry.found = [
                    Draft(entry.block.start, entry.block.end, entry.block.number, name, name_zh, (), (), limit)
                ]


def _absorb(entries: Sequence[_Entry], text: str) -> None:
    """Let an item that announces conditions take the lines in which they stand: its limits are often among them."""
    for number, entry in enumerate(entries):
        if len(entry.found) != 1 or entry.children or not _LISTS.search(entry.block.said):
            continue
        draft = entry.found[0]
        for below in entries[number + 1 : number + 1 + _MOST_ABSORBED]:
            fits = below.block.end - draft.start <= LONGEST_QUOTE
            if below.depth <= entry.depth or below.found or below.law or not fits:
                break
            draft = replace(draft, end=below.block.end)
        if draft.end > entry.block.end:
            limit = codes.threshold(text[draft.start : draft.end].replace("\n", " "))
            entry.found = [replace(draft, threshold=limit)]


def _kept(entry: _Entry) -> list[Draft]:
    """Return the items of an entry; a heading over items that has no customs code of its own is none."""
    if entry.children and entry.block.kind:
        return [draft for draft in entry.found if draft.hs_codes]
    return entry.found


def _with_heading(draft: Draft, entry: _Entry, entries: Sequence[_Entry], substances: Substances) -> Draft:
    """Return an item with its minerals, and with the control codes of the heading that it stands under."""
    said = entry.block.said
    named_so = (*substances.of(draft.name_zh, said), *substances.of(draft.name, said))
    minerals = draft.minerals or tuple(dict.fromkeys(named_so))
    control, parent = draft.control_codes, entry.parent
    while parent is not None and not (control and minerals):
        heading = entries[parent].block.said
        if len(heading) <= _LONGEST_ENTRY and not entries[parent].law:
            control = control or codes.controls(heading)
            minerals = minerals or substances.of(heading)
        parent = entries[parent].parent
    return replace(draft, control_codes=control, minerals=minerals or substances.of_codes(draft.hs_codes))
