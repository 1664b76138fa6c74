"""Which of the numbers in a document is its own: the one that opens its title or stands in its number line.

Makes one instrument id or none. Knows the layout of official pages and the words of citation; it must not know what
the document decides. A number behind "suspending", "imposed by" or 关于 is a citation, whatever its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.model import Article, Mention
from tracker.vocab import fold

_CITING_ZH = re.compile(
    r"关于|公布|发布(?!文号)|印发|暂停|中止|停止|废止|撤销|恢复|修改|修订|调整|延长|终止|执行|实施|落实|根据|依据|依照|按照"
    r"|解读|答记者|有关|对|就|所|见"
)
_CITING_EN = re.compile(
    r"\b(?:of|by|under|to|on|in|with|from|for|into|against|see|regarding|concerning|about|pursuant|following"
    r"|implementing(?! (?:regulation|decision|order|act)\b)|\w+(?:ending|aling|oking|acing|cting|nging|scinding)"
    r"|(?:amend|extend|suspend|repeal|revoke|replace|correct|implement|lift|end|pause)s?)\b",
    re.IGNORECASE,
)
_UNDERGOES = re.compile(
    r"^\s*(?:[（(][^）)]{0,60}[）)])?\s*(?:第.{1,3}[款条项]|(?:予以|一并)?(?:暂停|停止|废止|失效|中止|恢复)|所|中的?|规定的"
    r"|['’]s\b|paragraph\b|(?:(?:is|was|are|were|has been|have been|will be) )?"
    r"(?:suspended|repealed|revoked|extended|paused|lifted|amended|replaced|rescinded|ended)\b)",
    re.IGNORECASE,
)
_NUMBER_LINE = re.compile(
    r"^[\s【\[（(]*(?:发布文号|文号|公告编号|公告号|文件编号|(?:Document|Reference|Notice|Decision) (?:No|number)\b"
    r"[.:])",
    re.IGNORECASE,
)
_REGISTER_LINE = re.compile(r"^\s*[\[(]?FR Doc\b", re.IGNORECASE)
"""The filing line of the Federal Register; an order printed there keeps the number of the order."""
_SENTENCE = re.compile(r"[。！？；]|[.!?;]\s+(?=[A-Z]|$)")
_BY_ITSELF = re.compile(
    r"^\s*(?:[A-Z][A-Z .'’-]{2,30}\s*[-–—]{1,2}\s*)?(?:By|With|Through|In)?\s*(?:the )?$", re.IGNORECASE
)
_ADOPTED = re.compile(r"\b(?:has|have) (?:today )?(?:issued|adopted|published|signed)\s+(?:\w+ ){0,2}$", re.IGNORECASE)
_REGISTER_PAGE = re.compile(r"/documents/\d{4}/\d\d/\d\d/(\d{4}-\d{4,6})(?:/|$)")
_OFFICIAL = re.compile(r"^(?!US-CFR)(?:.*\d{4}/\w+|.*\b(?:EO|PROC|SC|FR|SI) ?\d)")
_REMARKS = re.compile(
    r"答记者问|答问|发言人|负责人就|解读"
    r"|\b(?:spokes\w+|remarks|fact sheet|press conference|questions and answers|Q&A)\b",
    re.IGNORECASE,
)
"""What an office says about acts is none itself, and bears no number of its own."""
_HEADING = 60
_HEAD_LINES = 6
_OPENING = 2


def own_instrument(article: Article, mentions: Sequence[Mention]) -> str | None:
    """Return the number of a notice's own act, None for news and for a notice that bears none.

    Looked for in this order: the title, the number line, a heading of its own, the subject of the opening sentence,
    and the address of a Federal Register page, which is the document number.
    """
    if article.kind != "notice" or _REMARKS.search(fold(article.title)):
        return None
    numbers = sorted(
        (each for each in mentions if each.kind == "instrument" and _OFFICIAL.match(each.term)),
        key=lambda each: each.start,
    )
    title = [each for each in numbers if each.field == "title"]
    body = [each for each in numbers if each.field == "text"]
    agencies = [each for each in mentions if each.kind == "agency"]
    found = _in_title(article, title, agencies) or _in_text(article, body, agencies)
    return found or _of_register(article)


def _in_title(article: Article, numbers: Sequence[Mention], agencies: Sequence[Mention]) -> str | None:
    whole = _masked(article, "title", agencies)
    for mention in numbers:
        opened = max(whole.rfind(mark, 0, mention.start) for mark in "(（【[")
        in_brackets = opened >= 0 and re.fullmatch(r"[^()（）]*[)）】\]]\s*", whole[mention.end :])
        before = whole[opened + 1 if in_brackets else 0 : mention.start]
        before = re.split(r"[:：|｜–—]", before)[-1]
        if not _cites(before) and not _UNDERGOES.match(whole[mention.end :]):
            return mention.term
    return None


def _in_text(article: Article, numbers: Sequence[Mention], agencies: Sequence[Mention]) -> str | None:
    whole = _masked(article, "text", agencies)
    lines = list(_lines(article))
    for start, end in lines:
        here = [each for each in numbers if start <= each.start < end]
        if here and _NUMBER_LINE.match(whole[start:end]):
            return here[0].term
    registered = None
    for start, end in lines:
        if _REGISTER_LINE.match(whole[start:end]):
            registered = registered or next((each.term for each in numbers if start <= each.start < end), None)
    for place, (start, end) in enumerate(lines[:_HEAD_LINES]):
        for mention in (each for each in numbers if start <= each.start < end):
            before, after = whole[start : mention.start], whole[mention.end : end]
            heading = end - start < _HEADING and not _cites(before) and not re.search(r"[。；;]\s*$", whole[start:end])
            last = _SENTENCE.split(before)[-1]
            subject = (place < _OPENING and _BY_ITSELF.match(last)) or _ADOPTED.search(last)
            if (heading or subject) and not _UNDERGOES.match(after):
                return mention.term
    return registered


def _cites(before: str) -> bool:
    return bool(_CITING_ZH.search(before) or _CITING_EN.search(before))


def _masked(article: Article, field: str, agencies: Sequence[Mention]) -> str:
    """Return the folded part with its offices blanked out: the "of" in a ministry's name cites nothing."""
    plain = fold(article.title if field == "title" else article.text)
    for mention in agencies:
        if mention.field == field:
            plain = plain[: mention.start] + "·" * (mention.end - mention.start) + plain[mention.end :]
    return plain


def _lines(article: Article) -> Iterator[tuple[int, int]]:
    start = 0
    for line in article.text.split("\n"):
        if line.strip() and not article.is_furniture(start, start + len(line)):
            yield start, start + len(line)
        start += len(line) + 1


def _of_register(article: Article) -> str | None:
    found = (_REGISTER_PAGE.search(address) for address in (article.url, *article.aliases))
    number = next((match.group(1) for match in found if match), None)
    return f"US-FR {number}" if number and article.country == "US" else None
