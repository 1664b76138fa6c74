"""Makes controlled goods and listed firms of the rows of tables, by what the heading row says of each column.

Where a row has fewer cells than the heading (empty and merged ones are told once or not at all), its cells are known by
their form. Knows rows, not paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tracker.annexes import codes
from tracker.annexes.items import Draft
from tracker.annexes.lines import Block
from tracker.annexes.naming import named
from tracker.annexes.substances import Substances

Role = Literal[
    "figures",
    "number",
    "hs",
    "control",
    "threshold",
    "alias",
    "country",
    "address",
    "contact",
    "zh",
    "en",
    "firm",
    "goods",
    "name",
]
_WORDING: tuple[tuple[Role, str], ...] = (
    ("number", r"(?:序\s*号|编\s*号|No\.?|Nos?\.|№|#|Item No\.?|Serial.*|番号|項番)$"),
    ("figures", r".*(?:金额|同比|累计|均价|价格|产值|price|value|turnover|growth)"),
    ("contact", r".*(?:联系人|电话|传真|邮箱|telephone|phone|e-?mail|contact)"),
    (
        "control",
        r".*(?:管制编码|管制物项编码|管制编号|控制码|ECCN|control (?:code|number|entry|list)|dual-use code)",
    ),
    (
        "hs",
        r".*(?:商品编号|商品编码|税则号列|税则号|税号|税目|海关编码|HS\s?编码|\bHS\b|HTS|CN\s?code|TARIC"
        r"|Combined Nomenc|tariff (?:item|code|line|number)|subheading|commodity code|HSコード|統計品目)|heading$",
    ),
    ("alias", r".*(?:also known as|a\.?k\.?a|alias|别名|又名)"),
    ("address", r".*(?:地\s*址|住所|address|location)"),
    ("country", r".*(?:国家|国别|所在国|country)"),
    ("zh", r".*(?:中文名|名称[（(]中文|Chinese name)"),
    ("en", r".*(?:英文名|外文名|名称[（(]英文|English name)"),
    ("threshold", r".*(?:threshold|purity|纯度|技术指标|技术参数|含量)"),
    ("firm", r".*(?:实体|企业名称|公司名称|单位名称|entity|entities|company|firm|legal person|organi[sz]ation)"),
    (
        "goods",
        r".*(?:商品名称|物项名称|货物名称|产品名称|商品描述|物项描述|货物描述|品\s*名|description|goods|product"
        r"|commodity|material|article|item|貨物)",
    ),
    ("name", r"(?:.*名\s*称|.*\bname(?:s|\b))"),
)
_ROLES = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _WORDING)
_HEADING_CELL = 60
_NUMBER = re.compile(r"[（(]?(?:\d{1,4}|[一二三四五六七八九十]{1,4}|[a-z])[)）.．、]?")
_TOTAL = re.compile(r"合计|小计|总计|total\b|注[：:]|note\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_BETWEEN = 80
"""Characters of a line that stands between rows as the heading of those below it."""
_Columns = tuple[Role | None, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row below a heading: its cells by role, and the lines that stood over it as headings in the table."""

    block: Block
    cells: Mapping[Role, str]
    over: str
    whole: bool
    codes: bool


def tables(blocks: Sequence[Block]) -> Iterator[list[Row]]:
    """Yield the tables of a text that have a heading, as rows; tables of contacts and without names are left out."""
    group: list[Block] = []
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        within = group and after is not None and after.row and len(block.text) <= _BETWEEN
        if block.row or within:
            group.append(block)
            continue
        yield from _parts(group)
        group = []
    yield from _parts(group)


def _parts(group: Sequence[Block]) -> Iterator[list[Row]]:
    """Yield the tables that stand in a run of rows: each heading begins one."""
    columns: _Columns | None = None
    rows: list[Row] = []
    over = ""
    for block in group:
        if not block.row:
            over = block.text
            continue
        heading = _heading(block.cells)
        if heading is not None:
            if heading != columns or not heading:
                if rows:
                    yield rows
                rows, over = [], ""
            columns = heading
        elif columns and (row := _row(block, columns, over)):
            rows.append(row)
    if rows:
        yield rows


def _heading(cells: Sequence[str]) -> _Columns | None:
    """Return the roles of a row's cells if it is a heading: two cells at least say what stands below them.

    No roles at all for the heading of a table that is not to be read: of contacts, of statistics, without names.
    """
    if any(len(cell) > _HEADING_CELL for cell in cells):
        return None
    roles = tuple(next((role for role, pattern in _ROLES if pattern.match(cell)), None) for cell in cells)
    known = [role for role in roles if role]
    if len(known) < 2 or len(known) * 2 < len(cells) or any(codes.codes_in(cell) for cell in cells):
        return None
    unread = {"contact", "figures"} & set(known)
    return () if unread or not {"goods", "name", "firm", "zh", "en"} & set(known) else roles


def _row(block: Block, columns: _Columns, over: str) -> Row | None:
    cells = block.cells
    if _TOTAL.match(cells[0]):
        return None
    coded = {"hs", "control"} & set(columns)
    if len(cells) == len(columns):
        found: dict[Role, str] = {}
        for role, cell in zip(columns, cells, strict=True):
            if role and role not in found:
                found[role] = cell
        return Row(block, found, over, True, bool(coded))
    return Row(block, _by_form(cells, columns), over, False, bool(coded)) if len(cells) < len(columns) else None


def _by_form(cells: Sequence[str], columns: _Columns) -> dict[Role, str]:
    """Return the cells of an incomplete row by their form, as far as the heading has a column for it."""
    found: dict[Role, str] = {}
    rest: list[str] = []
    for place, cell in enumerate(cells):
        if not place and "number" in columns and _NUMBER.fullmatch(cell):
            found["number"] = cell
        elif "control" in columns and "control" not in found and codes.ALL_CONTROL.fullmatch(cell):
            found["control"] = cell
        elif "hs" in columns and "hs" not in found and codes.ALL.fullmatch(cell):
            found["hs"] = cell
        else:
            rest.append(cell)
    # What remains is given to the columns that remain, in order: cells never change places.
    left = [role for role in columns if role and role not in found and role not in {"number", "hs", "control"}]
    found.update(zip(left, rest, strict=False))
    return found


def items(rows: Sequence[Row], substances: Substances) -> list[Draft]:
    """Return the items of one table; none where the heading has no column for codes."""
    if not rows or not rows[0].codes:
        return []
    made: list[Draft] = []
    for row in rows:
        customs, control = _codes(row)
        name, name_zh = _name(row)
        numbered = bool(row.cells.get("number")) or row.whole
        if not (name or name_zh):
            if (customs or control) and made and not row.cells.get("number"):
                made[-1] = _with_more(made[-1], row, customs, control)
            continue
        if not (customs or control or numbered):
            continue
        text = row.block.text
        minerals = tuple(dict.fromkeys((*substances.of(name_zh, text), *substances.of(name, text))))
        limit = codes.threshold(" ".join(row.cells.values()))
        made.append(
            Draft(
                row.block.start,
                row.block.end,
                _bare(row.cells.get("number", "")),
                name,
                name_zh,
                control,
                customs,
                limit,
                minerals or substances.of(row.over) or substances.of_codes(customs),
            )
        )
    return made if any(draft.hs_codes or draft.control_codes for draft in made) else []


def _codes(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    customs = codes.codes_in(row.cells.get("hs", ""))
    control = codes.controls(row.cells.get("control", ""))
    name = " ".join(row.cells.get(role, "") for role in ("goods", "name", "zh", "en"))
    told = tuple(code for group in codes.groups(name) for code in group.codes)
    return tuple(dict.fromkeys((*customs, *told))), control or codes.controls(name)


def _name(row: Row) -> tuple[str, str]:
    english = chinese = ""
    for role in ("zh", "goods", "name", "en", "firm"):
        cell = row.cells.get(role, "")
        if not cell or not _LETTERS.search(cell) or codes.ALL.fullmatch(cell) or codes.ALL_CONTROL.fullmatch(cell):
            continue
        name, name_zh = named(cell)
        english, chinese = english or name, chinese or name_zh
    return english, chinese


def _with_more(draft: Draft, row: Row, customs: tuple[str, ...], control: tuple[str, ...]) -> Draft:
    """Return an item with the codes of a row that only goes on with it."""
    return replace(
        draft,
        end=row.block.end,
        hs_codes=tuple(dict.fromkeys((*draft.hs_codes, *customs))),
        control_codes=tuple(dict.fromkeys((*draft.control_codes, *control))),
    )


def _bare(number: str) -> str:
    return number if number.startswith(("（", "(")) else number.rstrip(".．、)） ")
