"""Makes listed firms and bodies of an act's annex: numbered names in Chinese and English, names under a state, tables.

Only in acts that speak of such a list. A line is an entry if it is nothing but a name, with an address behind it; a
sentence, a contact, an authority or a law is none. Persons are not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.annexes.lines import Block
from tracker.annexes.places import Places
from tracker.annexes.tables import Row
from tracker.vocab import Vocab, fold

LISTS = re.compile(
    r"管控名单|关注名单|不可靠实体|实体清单|实体名单|反制清单|制裁清单|制裁名单|被列入|列入.{0,12}(?:名单|清单)"
    r"|Entity List|Unverified List|Military End[ -]User|End User List|unreliable entit|export control (?:control )?list"
    r"|restrictive measures|Specially Designated|list of (?:entities|companies|legal persons|natural or legal persons)"
    r"|list of .{0,40}(?:entities|companies|bodies)|entities (?:added|listed|subject)",
    re.IGNORECASE,
)
"""What an act that lists firms says of itself."""
_ORG = re.compile(
    r"(?:公司|集团|企业|研究所|研究院|研究中心|大学|学院|实验室|工厂|船厂|银行|商社|株式会社|基金会|协会|联盟|智库|事务所|工业|系统"
    r"|科技|技术|航空|造船|重工|控股|国际|厂|局|中心|所)$"
    r"|\b(?:Inc|Incorporated|Corp|Corporation|Co|Company|Companies|Ltd|Limited|LLC|LLP|LP|L\.P|PLC|AG|SA|S\.A|SE|NV|BV|GmbH|KG"
    r"|AB|AS|ASA|Oy|Oyj|SpA|S\.p\.A|Srl|JSC|PJSC|OJSC|OOO|AO|FGUP|FSUE|Pte|Pty|Bhd|Sdn|Group|Holdings?|Industries|Industry"
    r"|Technolog(?:y|ies)|Systems?|Laborator(?:y|ies)|Institute|University|Academy|Enterprises?|Foundation|Association"
    r"|Partners(?:hip)?|Aerospace|Aviation|Dynamics|Defen[cs]e|Electronics|Engineering|Manufacturing|Solutions|International"
    r"|Shipyards?|Works|Plant|Factory|Cent(?:er|re)|Bureau|Trading|Bank|Airlines?|Mining|Metals|Materials|Minerals)\b"
)
_LEGAL_TAIL = re.compile(
    r",? ?(?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|LLP|LP|L\.P|L\.L\.C|PLC|AG|S\.A|S\.p\.A|GmbH"
    r"|N\.V|B\.V|Limited Partnership|Pte|Pty)\b\.?"
)
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|shall|will|must|may|should|pursuant|under|amended|added|removed|revis\w+|consists?)\b"
    r"|应当|不得|本公告|依照|按照|根据|规定|经营者|列入|《|联系|电话|传真|。.",
)
_CONTACT = re.compile(
    r"联系|电话|传真|邮箱|telephone|phone|e-?mail|@|contact|docket|RIN\b|AGENCY|ACTION", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"^(?:[,，;；。\s]*(?:注册|办公)?地\s*址\s*[:：]|[,，;；\s]*address(?:es)?\s*[:：])\s*", re.IGNORECASE
)
_POST = re.compile(r"[,，;；。\s]*邮\s*(?:政)?编\s*(?:码)?\s*[:：]?\s*[\w -]{0,12}.*$")
_ALIAS = re.compile(
    r"[,;，；]?\s*(?:[（(]\s*)?(?:also known as|a\.?k\.?a\.?|including|别名|又名|f/k/a|formerly known)\b.*$"
    r"|[,;，；]\s*(?:and)?\s*(?:以下|其).{0,6}别名.*$",
    re.IGNORECASE | re.DOTALL,
)
_LATIN = re.compile(r"[A-Z0-9][^\u3400-\u9fff\u3040-\u30ff]{2,160}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ZH_NAME = re.compile(r"[^，。；：！？,;:?!\n]{2,60}")
_PAIR = re.compile(
    r"(?:^|[、，,；;]|以?及|和|将|对|把)(?P<zh>[^、，。；;：\n（(]{2,40})[（(](?P<en>[A-Z0-9][^（）()\u3400-\u9fff]{2,120})[)）]"
)
_LISTING = re.compile(r"列入[^。]{0,40}(?:名单|清单)")
_DELISTING = re.compile(r"移出|移除|撤销|取消|停止|暂停|终止")
_LEAD = re.compile(r"^(?:决定|将|对|把|以及|及|和|下列|美国|以下)+")
_SECTION = re.compile(r"附\s*件|附\s*录|附\s*表|ANNEX|Annex|名单|清单|List\b|[:：]$")
_ALIASES_BELOW = re.compile(r"(?:alias(?:es)?|also known as|别名|又名)\s?[:：]?$", re.IGNORECASE)
_LONGEST_HEADING = 300
_NEAR = 4
"""Lines within which an entry stands below the heading of its list or the entry before it."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A firm before it has its place: offsets into the article's text."""

    start: int
    end: int
    number: str = ""
    name: str = ""
    name_zh: str = ""
    country: str | None = None
    address: str = ""


class Firms:
    """What reads the firms of one article; `blocks` and `rows` are its two doors."""

    def __init__(self, vocab: Vocab) -> None:
        """Take the vocabulary: names of states, and of authorities, which are no listed firms."""
        self._places = Places(vocab)
        self._authorities = {fold(alias.text).casefold() for term in vocab.agencies.values() for alias in term.aliases}

    def of_blocks(self, blocks: Sequence[Block]) -> list[Entity]:
        """Return the firms of the paragraphs of an act that lists firms: below a heading of a list, or one another."""
        found: list[Entity] = []
        country: str | None = None
        opened = -_NEAR
        aliases = False
        for number, block in enumerate(blocks):
            if aliases and block.kind == "bullet":
                opened = number
                continue
            aliases = bool(_ALIASES_BELOW.search(block.text))
            entity = None if block.row else self._entry(block, country)
            if entity and number - opened < _NEAR and (block.kind or self._among_names(blocks, number)):
                found.append(entity)
                opened = number
            elif block.row:
                continue
            elif heading := self._places.of_heading(block.text):
                country, opened = heading, number
            elif found and opened == number - 1 and (more := self._gone_on(found[-1], block)):
                found[-1], opened = more, number
            else:
                found.extend(self._of_sentence(block))
                if len(block.text) < _LONGEST_HEADING and _SECTION.search(block.text):
                    country, opened = None, number
        return _listed(found)

    def _entry(self, block: Block, country: str | None) -> Entity | None:
        """Return the firm that a line names and does nothing else."""
        said = block.said.strip()
        if len(said) > 600 or _CONTACT.search(said) or not (_ORG.search(said[:200]) or "（" in said or "(" in said):
            return None
        parts = _both_names(said) or _latin(said) or (_han(said) if block.kind else None)
        if parts is None:
            return None
        name, name_zh, rest = parts
        address = _address(rest)
        if address is None or not self._is_firm(name, name_zh):
            return None
        where = self._places.of_address(address) if address else None
        return Entity(block.start, block.end, block.number, name, name_zh, where or country, address)

    def _is_firm(self, name: str, name_zh: str) -> bool:
        if not (_ORG.search(name) or _ORG.search(name_zh)) or _SENTENCE.search(f"{name}\n{name_zh}"):
            return False
        return not {fold(name).casefold(), fold(name_zh).casefold()} & self._authorities

    def _among_names(self, blocks: Sequence[Block], number: int) -> bool:
        """Say whether a line without a number stands beside another name, for one name alone may be anything."""
        beside = [blocks[at] for at in (number - 1, number + 1) if 0 <= at < len(blocks)]
        return any(not each.row and _both_names(each.said) and self._entry(each, None) for each in beside)

    def _gone_on(self, entity: Entity, block: Block) -> Entity | None:
        """Return a firm with the address that stands on the line below it."""
        if block.kind or not (_ADDRESS.match(block.text) or _POST.match(block.text)):
            return None
        address = entity.address or _address(block.text) or ""
        where = self._places.of_address(address) if address else None
        return replace(entity, end=block.end, address=address, country=where or entity.country)

    def _of_sentence(self, block: Block) -> Iterator[Entity]:
        """Yield the firms that a sentence puts on a list, each with its Chinese and its English name."""
        for sentence in re.finditer(r"[^。\n]+", block.text[:3_000]):
            if not _LISTING.search(sentence[0]) or _DELISTING.search(sentence[0]):
                continue
            for pair in _PAIR.finditer(sentence[0]):
                name_zh, name = _LEAD.sub("", pair["zh"]).strip(), pair["en"].strip()
                start = block.start + sentence.start() + pair.end("zh") - len(name_zh)
                if name_zh and self._is_firm(name, name_zh) and pair["zh"].strip().endswith(name_zh):
                    yield Entity(start, block.start + sentence.start() + pair.end(), "", name, name_zh)

    def of_rows(self, rows: Sequence[Row], context: bool) -> list[Entity]:
        """Return the firms of one table; `context` says whether the act speaks of a list of firms."""
        if not rows or rows[0].codes:
            return []
        found = []
        for row in rows:
            cells = row.cells
            plain = cells.get("firm") or cells.get("name") or ""
            if "goods" in cells or not (context or "firm" in cells) or not row.whole:
                continue
            name, name_zh = cells.get("en", ""), cells.get("zh", "")
            if plain:
                both = _both_names(plain)
                pair = both[:2] if both else (("", plain) if _HAN.search(plain) else (plain, ""))
                name, name_zh = name or pair[0], name_zh or pair[1]
            name, name_zh = _ALIAS.sub("", name).strip(" ;,"), name_zh.strip(" ；，")
            if not self._is_firm(name, name_zh) or not _has_firm_column(row):
                continue
            address = _POST.sub("", cells.get("address", "")).strip()
            where = self._places.of_cell(cells.get("country", "")) or self._places.of_address(address)
            country = where or self._places.of_heading(row.over)
            number = cells.get("number", "").rstrip(".．、)）")
            found.append(Entity(row.block.start, row.block.end, number, name, name_zh, country, address))
        return found


def _has_firm_column(row: Row) -> bool:
    """Say whether a table's heading speaks of firms: a bare "name" does only beside an address or a state."""
    return bool({"firm", "zh", "en", "address", "country", "alias"} & set(row.cells))


def _both_names(said: str) -> tuple[str, str, str] | None:
    """Return English name, Chinese name and the rest of "中文名（English Name）…" or "English Name（中文名）…"."""
    opened = re.search(r"[（(]", said)
    while opened:
        inner, end = _bracket(said, opened.start())
        before = said[: opened.start()].strip()
        if (
            _HAN.search(before)
            and not _HAN.search(inner)
            and _LATIN.fullmatch(inner)
            and re.search(r"[a-zA-Z]{2}", inner)
        ):
            return (inner.strip(), before, said[end:]) if _ZH_NAME.fullmatch(before) else None
        if not _HAN.search(before) and _HAN.search(inner) and _LATIN.fullmatch(before):
            return (before, inner.strip(), said[end:]) if _ZH_NAME.fullmatch(inner.strip()) else None
        opened = re.compile(r"[（(]").search(said, max(end, opened.end()))
    return None


def _bracket(text: str, start: int) -> tuple[str, int]:
    """Return what stands within a bracket and where it ends."""
    depth = 0
    for at in range(start, min(len(text), start + 300)):
        depth += (text[at] in "（(") - (text[at] in "）)")
        if not depth:
            return text[start + 1 : at], at + 1
    return "", start + 1


def _latin(said: str) -> tuple[str, str, str] | None:
    """Return English name and the rest of "Name, address; also known as …"; None for anything else."""
    if _HAN.search(said) or not said[:1].isupper():
        return None
    text = _ALIAS.sub("", said).strip()
    text = re.sub(r"[;.]?\s*(?:and)?$", "", text) if text.endswith((";", "; and", " and")) else text
    end = re.search(r"[,;(]", text)
    while end and (tail := _LEGAL_TAIL.match(text, end.start())):
        end = re.compile(r"[,;(]").search(text, tail.end())
    name = (text[: end.start()] if end else text).strip()
    rest = text[end.start() :] if end else ""
    if rest.startswith("("):
        rest = ""
    return (name, "", rest) if name and len(name) <= 160 and not name.endswith(":") else None


def _han(said: str) -> tuple[str, str, str] | None:
    """Return the Chinese name of an entry that is one and no more, and its address."""
    cut = re.search(r"[\s，,；;。]*(?:注册|办公)?地\s*址|[；;。]$", said)
    name = (said[: cut.start()] if cut else said).strip()
    rest = said[cut.start() :] if cut else ""
    return ("", name, rest) if _HAN.search(name) and _ZH_NAME.fullmatch(name) and "、" not in name else None


def _address(rest: str) -> str | None:
    """Return the address behind a name, empty where there is none; None where something else stands there."""
    text = _ALIAS.sub("", rest).strip()
    if label := _ADDRESS.match(text):
        return _POST.sub("", text[label.end() :]).strip(" ,，;；。")
    text = _POST.sub("", text)
    bare = text.strip(" ,，;；。.、")
    if not bare:
        return ""
    if text[0] in ",;" and not _HAN.search(bare) and not _SENTENCE.search(bare) and len(bare) < 400:
        return bare.removesuffix("; and").removesuffix(" and").strip(" ;.")
    return None


def _listed(found: Sequence[Entity]) -> list[Entity]:
    """Return the entries without those in Latin letters that stand alone: one such line may be a heading."""
    return [each for each in found if each.name_zh or each.address or each.number or each.country or len(found) > 1]
