"""Firms in Chinese texts: names that end in a legal form or a firm's last word, and their short forms.

Chinese writes no word boundaries, so the work is to find where a name begins. Makes firm spans in folded form; knows
the vocabulary only through the spans that were found with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.mentions.firm_words import ZH_HEADS, ZH_LEGAL, ZH_PLAIN_HEADS
from tracker.mentions.spans import Found, Reading, Row
from tracker.vocab import slug

_HAN = r"[\u3400-\u9fff]"
_LEGAL = re.compile(rf"((?:{_HAN}|[A-Za-z0-9·（）()&]){{2,28}}?)(?:（集团）|\(集团\))?(?:{ZH_LEGAL})(?!法)")
_HEAD = re.compile("|".join(sorted(ZH_PLAIN_HEADS.split("|"), key=len, reverse=True)))
_LONG_HEADS = re.compile("(?:" + "|".join(sorted(ZH_HEADS.split("|"), key=len, reverse=True)) + ")$")
_QUOTED = re.compile(rf"[“「『\"]((?:{_HAN}|[A-Za-z0-9·]){{2,12}})[”」』\"]")
_CALLED = re.compile(rf"(?:以下)?(?:简称|下称|又称)\s?[“「『\"：:]?\s?((?:{_HAN}|[A-Za-z]){{2,10}})[”」』\"）)，,]")
_GOODS = (
    "石墨|稀土|黄金|磁材|磁性材料|永磁|钴材|钨材|氟材料|材料|合金|硬质合金|金属|工具|电池|晶体|晶圆|萤石|半导体|钢铁|"
    "特钢|玻璃|水泥|能源|资源"
)
"""Last words of firms that are also what they sell: in front of them stands a kind of goods as often as a name."""
_FORMED = re.compile(rf"(?:(?!(?:{_GOODS})$)(?:{ZH_HEADS})|{ZH_LEGAL})$|[A-Za-z]{{3}}")
LEARNED_SCORE = 0.7
"""Score of what only the trained recogniser has found."""
_RUN_ON = re.compile(rf"^{_HAN}[A-Za-z]|[推与和及向对获购由在为称说被将][A-Za-z]|[A-Za-z]{_HAN}$")
"""A Latin name with the sentence before or behind it: 推RESourceEU, 歐盟推RESourceEU, RESourceEU行 of a 行动计划."""
_TITLED = re.compile(
    r"(?:主席|董事长|总经理|分析师|教授|部长|发言人|经理|总裁|秘书|记者|局长|行长|院长|先生|女士|律师)$"
)
_FUNCTION = set(
    "的由与向对被在同将把给是为以从让使据经称和及或并至到于即就等某该其这那跟随邀令请劝如且但而则若则也亦又还均都只仅"
)
_TRADE_END = re.compile(
    r"(?:厂商|[具造产易应矿开车经分承代]商|厂家|矿企|车企|企业|公司|巨头|龙头|大厂|[达池鞋药钢纸料品件]厂|券商|"
    r"律所|机构|集团|股东|中企|收购|入股|控股|买下"
    r"|参股|起诉|处罚|旗下|子公司|供货商|工厂|客户|买家|卖家|对手|伙伴|运营方|公告|持有|有关|相关|主体|当事人|单位|"
    r"拘留|包括|分别为|涉及|列入)$"
)
_GENERIC = re.compile(
    r"^(?:[一二两三四五六七八九十几多数]+[种类项批款件]|全球|国内|海外|境外|我国|外资|国有|民营|大型|小型|整个|传统|多家|两家|三家|几家|各大|相关|有关|信息|高新|"
    r"前沿|核心|先进|绿色|"
    r"农业|现代|世界|国际|地方|本地|当地|中央|商业|投资|开发|政策|人民|央行|外国|关键|战略|重要|重点|新型|上游|"
    r"下游|中游|主要|部分|"
    r"军事|国防|生物|数字|智能|电子|环保|工业|化学|矿产|一家|这家|该|本|各|中小|上市|私募|公募|产业|基础|清洁|低碳|"
    r"风险|"
    r"资源|能源|冶金|有色|黑色|稀有|贵金属|轻|重|采|从事|发展|推动|促进|支持|加强|服务|经营|从|整合|控制|矿|金属|工程)"
)
_ACTS = re.compile(
    r"^(?:[”」』]|（|\(|[，、；：。]|$|\s|拟|将|宣布|称|说|公告|日前|方面|董事长|总经理|负责人|采购|销售|否认|一位|"
    r"一名|去年|今年|上月|本月|昨|今|股价|股份|在|的|得|分得|与|和|"
    r"同|已|签|表示|披露|计划|预计|"
    r"旗下|子公司|涨|跌|急升|收|公司|获|被|向|对|出资|处|账户|员工|工厂|冶炼厂|矿|回应|提醒|认为|也|亦|曾|从|及|等|"
    r"51|\d|集团|负责|急|升|大|拿|停产|复产|减产|产能|份额)"
)


def find(reading: Reading, taken: Sequence[Found]) -> list[Found]:
    """Return the firms of one Chinese text; `taken` are the spans found by other means."""
    ends = {each.end for each in taken if each.kind == "country" or each.kind == "agency"}
    states = {each.start: each.end for each in taken if each.kind == "country" and not each.place}
    found = [*_legal(reading, states), *_called(reading), *_plain(reading, ends, Row(taken))]
    return found + list(_shortened(reading, found))


def judged(reading: Reading, start: int, end: int) -> Found | None:
    """Return the firm of a stretch that the trained recogniser takes for a firm's name, or None.

    Taught on short passages, the recogniser takes persons, teams and dishes of other news for firms too, so a name must
    have a firm's last word, a legal form or Latin letters. It is none if it holds a word that no name holds, only tells
    what kind of firm is meant, or follows a person's title.
    """
    name = reading.flat[start:end]
    if not _FORMED.search(name) or _RUN_ON.search(name):
        return None
    if not 3 <= len(name) <= 40 or _FUNCTION & set(name) or _TRADE_END.search(name) or _GENERIC.match(name):
        return None
    if _TITLED.search(reading.flat[max(0, start - 4) : start]) and len(name) <= 4:
        return None
    return _made(reading, start, end, LEARNED_SCORE, "model") if slug(name) else None


def _made(reading: Reading, start: int, end: int, score: float, method: str = "rule") -> Found:
    name = bare(reading.text[start:end], reading.flat[start:end])
    return Found(start, end, "firm", slug(reading.flat[start:end]), method, score, name=name)


def bare(name: str, folded: str) -> str:
    """Return a Chinese firm's name without its legal form."""
    form = re.search(rf"(?:（集团）|\(集团\))?(?:{ZH_LEGAL})$", folded)
    return name[: form.start()] if form and form.start() > 1 else name


def _legal(reading: Reading, states: dict[int, int]) -> Iterator[Found]:
    flat = reading.flat
    for match in _LEGAL.finditer(flat):
        start = _begin(flat, match.start(), match.end(1))
        start = states.get(start, start)
        if match.end(1) - start >= 2 and not re.match(r"[一二两三多几这那该某本]家|外资|国有|民营", flat[start:]):
            yield _made(reading, start, match.end(), 0.95)


def _begin(flat: str, start: int, end: int) -> int:
    """Move the start of a long name past the words of the sentence that run into it."""
    for at in range(end - 2, start, -1):
        head = flat[start:at]
        if flat[at - 1] in "的由与向对被在给将把是称据让使" or _TRADE_END.search(head) or flat[at - 1] in "（(":
            return at
        if flat[at - 1] in "和及同为从" and _LONG_HEADS.search(flat[start : at - 1]):
            return at
    return start


def _called(reading: Reading) -> Iterator[Found]:
    for match in _CALLED.finditer(reading.flat):
        before = reading.flat[max(0, match.start() - 12) : match.start()]
        if re.search(r"公司|集团|银行|企业|株式会社", before):
            yield _made(reading, match.start(1), match.end(1), 0.9)


def _plain(reading: Reading, ends: set[int], taken: Row) -> Iterator[Found]:
    flat = reading.flat
    for match in _HEAD.finditer(flat):
        for size in (2, 3, 4, 5):
            start = match.start() - size
            if start < 0 or not re.fullmatch(rf"{_HAN}+", flat[start : match.start()]):
                break
            if _is_boundary(flat, start, ends):
                if _likely(flat, start, match, taken) and not _lists_goods(flat, start, match.start(), taken):
                    yield _made(reading, start, match.end(), 0.75)
                break


def _lists_goods(flat: str, start: int, end: int, taken: Row) -> bool:
    """Say whether a mineral and an "and" stand before the last word: two goods in a row are no name ("稀土和磁材")."""
    return any(each.kind == "mineral" and flat[each.end] in "和与及" for each in taken.touching(start, end))


def _is_boundary(flat: str, at: int, ends: set[int]) -> bool:
    if at == 0 or at in ends or not re.match(_HAN, flat[at - 1]):
        return True
    return flat[at - 1] in _FUNCTION or bool(_TRADE_END.search(flat[max(0, at - 4) : at]))


def _likely(flat: str, start: int, match: re.Match[str], taken: Row) -> bool:
    """Say whether a run of characters before a firm's last word is a name and goes on as a firm's would."""
    name = flat[start : match.end()]
    if _GENERIC.match(name) or any(char in _FUNCTION for char in name[: match.start() - start][:1]):
        return False
    if any(each.end - each.start >= len(name) for each in taken.touching(start, match.end())):
        return False
    after = flat[match.end() : match.end() + 6]
    return bool(_ACTS.match(after))


def _shortened(reading: Reading, found: Sequence[Found]) -> Iterator[Found]:
    """Find the heads of long names where the text uses them alone (港华钴材料控股有限公司 … 港华钴材)."""
    flat = reading.flat
    row = Row(found)
    names = {bare(flat[firm.start : firm.end], flat[firm.start : firm.end]): firm for firm in found}
    for name, firm in names.items():
        if len(name) < 5:
            continue
        for match in re.finditer(re.escape(name[:4]), flat):
            end = match.end()
            while end - match.start() < len(name) and end < len(flat) and flat[end] == name[end - match.start()]:
                end += 1
            if not row.touching(match.start(), end):
                yield Found(match.start(), end, "firm", firm.term, "rule", 0.75, name=firm.name)


def echoes(readings: Sequence[Reading], taken: Sequence[Sequence[Found]]) -> list[list[Found]]:
    """Find again, in every part, the firms named in any part."""
    forms: dict[str, tuple[str, str]] = {}
    for reading, found in zip(readings, taken, strict=True):
        for firm in found:
            surface = reading.flat[firm.start : firm.end]
            if firm.kind == "firm" and not firm.blocks and re.search(_HAN, surface):
                forms.setdefault(surface, (firm.term, firm.name))
                forms.setdefault(bare(surface, surface), (firm.term, firm.name))
    answers = []
    for reading in readings:
        again = []
        for form, (term, name) in forms.items():
            if len(form) >= 3:
                again += [
                    Found(match.start(), match.end(), "firm", term, "rule", 0.75, name=name)
                    for match in re.finditer(re.escape(form), reading.flat)
                ]
        answers.append(again)
    return answers
