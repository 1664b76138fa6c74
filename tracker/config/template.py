"""Checks the placeholders of addresses, form values and headers. They are filled elsewhere, when a poll begins.

``{base}`` the sample world's own address; ``{year}`` and ``{date:FORMAT}`` the day of the poll in the feed's zone;
``{page}`` the number of the page; ``{cursor}`` what the answer before it stated.
"""

from __future__ import annotations

import re
from datetime import date

from tracker.config.words import near, one_of, short

PLACEHOLDERS = ("{base}", "{cursor}", "{date:FORMAT}", "{page}", "{year}")
DIRECTIVES = frozenset(f"%{each}" for each in ("Y", "y", "m", "d", "j", "b", "B", "a", "A", "G", "V", "u", "U", "W"))
UNPADDED = frozenset({"%-d", "%-m", "%-j"})
SAMPLE = {"{base}": "http://base.example", "{cursor}": "x", "{page}": "1", "{year}": "2026"}
"""What stands for each placeholder while an address is judged."""

_BRACES = re.compile(r"\{[^{}]*\}?|\}")
# A form or a header may carry JSON, whose braces are no placeholders: what is in them begins with a quote or a space.
_NAMED = re.compile(r"\{[A-Za-z_][^{}\"]*\}")
_KNOWN = re.compile(r"\{(?:base|cursor|page|year|date:[^{}]*)\}")
_DIRECTIVE = re.compile(r"%-?.?")
_DAY = date(2026, 3, 2)


def fault(value: str, *, sample: bool, literal_braces: bool = False) -> str | None:
    """Return what is wrong with the placeholders of a value, None if nothing is.

    `sample` allows ``{base}``; `literal_braces` allows braces that name nothing, as JSON in a form has them.
    """
    for each in (_NAMED if literal_braces else _BRACES).findall(value):
        if each.startswith("{date:") and each.endswith("}"):
            wrong = _format_fault(each[len("{date:") : -1])
        elif each in PLACEHOLDERS:
            wrong = None
        else:
            escape = "" if len(each) > 2 else "; a brace that is meant is written %7B or %7D"
            wrong = f"{short(each)} is no placeholder: {one_of(PLACEHOLDERS)}{near(each, PLACEHOLDERS)}{escape}"
        if wrong:
            return wrong
    if "{base}" in value and not sample:
        return "'{base}' has a meaning only in the sample world: write the whole address"
    return None


def names(value: str) -> frozenset[str]:
    """Return what the placeholders of a value are called: ``base cursor date page year``."""
    return frozenset(each[1:-1].partition(":")[0] for each in _KNOWN.findall(value))


def sampled(value: str) -> str:
    """Return a sound value with something in the place of each placeholder."""
    return _KNOWN.sub(lambda found: SAMPLE.get(found[0]) or _DAY.strftime(found[0][6:-1]), value)


def _format_fault(text: str) -> str | None:
    """Return why a date cannot be written in this format, None if it can."""
    found = _DIRECTIVE.findall(text)
    wrong = [each for each in found if each not in DIRECTIVES | UNPADDED]
    if wrong:
        allowed = ", ".join(sorted(DIRECTIVES | UNPADDED, key=lambda each: (each.lower(), each)))
        return f"{wrong[0]!r} in '{{date:{text}}}' is no part of a date: allowed: {allowed}"
    if not found:
        return f"'{{date:{text}}}' names no part of a date: write, for instance, {{date:%Y-%m-%d}}"
    try:
        written = _DAY.strftime(text)
    except ValueError as problem:  # text that the platform cannot write, such as a lone surrogate
        return f"'{{date:{text}}}' writes no date: {problem}"
    return None if written.strip() else f"'{{date:{text}}}' writes no date"
