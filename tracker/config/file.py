"""Makes the checked shape of the YAML text, and words each fault with file, line, key and what would be allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tracker.config import rules, shape
from tracker.config.words import Where, near, one_of, path, short

MOST_VALUES = 100_000
"""More values than any list of sources has: aliases of aliases can write a thousand million in ten lines."""

DEEPEST = 20
"""Levels of a file; the shape has six."""

_NO_TEXT = {f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float")}
_AS_WRITTEN = {"form", "headers"}
"""Parts whose values are text as written, so that `007` stays what it is."""

_LOOKS = {
    "id": "a slug of small letters, digits and hyphens, such as cn-mofcom-zcfb",
    "country": "an ISO 3166 alpha-2 code, EU or INT, such as CN",
    "language": "an ISO 639-1 code, such as en or zh",
}
_WHOLE = {"missing", "string_too_short", "too_short"}
_SAID = {
    "missing": "is missing",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "bool_type": "must be true or false",
    "string_type": "must be text, in quotes where YAML would take it for something else",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "list_type": "must be a list",
    "dict_type": "must be keys with values",
    "model_type": "must be keys with values",
}
_SET_BY_US = {
    "content-type": "is set by the tracker itself: a form is sent as application/x-www-form-urlencoded, UTF-8",
    "user-agent": "is set by the tracker itself: one honest agent with TRACKER_CONTACT, for all sources",
    "host": "is set by the tracker itself, from the address",
    "content-length": "is set by the tracker itself, from the form",
    "accept-encoding": "is set by the tracker itself, to what it can unpack",
}


class UnusableError(Exception):
    """The file cannot be looked into any further."""


def read(source: Path, faults: list[str], *, sample: bool) -> shape.File | None:
    """Return the checked file, or None with each fault added to `faults` in the order of lines."""
    try:
        root = yaml.compose(source.read_text("utf-8"), Loader=yaml.CSafeLoader)
        lines: dict[Where, int] = {(): 1}
        told: list[tuple[int, str]] = []
        data = _data(root, (), lines, told) if root is not None else {}
    except OSError as problem:
        faults.append(f"{source}: cannot be read: {problem.strerror}")
        return None
    except UnicodeDecodeError as problem:
        faults.append(f"{source.name}: is not UTF-8: byte {problem.start}")
        return None
    except yaml.YAMLError as problem:
        faults.append(_syntax(source, problem))
        return None
    except (UnusableError, RecursionError) as problem:
        faults.append(f"{source.name}: {problem if isinstance(problem, UnusableError) else 'is nested too deep'}")
        return None
    found = _shaped(data, lines, told, sample=sample)
    told.extend((_line(where, lines), f"{path(where)}: {what}") for where, what in rules.faults(data, lines))
    faults.extend(f"{source.name}:{line}: {what}" for line, what in sorted(told))
    return None if told else found


def _syntax(source: Path, problem: yaml.YAMLError) -> str:
    mark = getattr(problem, "problem_mark", None)
    line = f":{mark.line + 1}" if mark else ""
    said = getattr(problem, "problem", None) or getattr(problem, "reason", None) or "is no YAML"
    return f"{source.name}{line}: {said} {getattr(problem, 'context', None) or ''}".rstrip()


def _data(node: yaml.Node, where: Where, lines: dict[Where, int], told: list[tuple[int, str]]) -> Any:
    """Return the node as plain data, with the line of each place noted; a key told twice is a fault."""
    if len(where) > DEEPEST:
        raise UnusableError("is nested too deep, or holds an alias that refers to itself")
    if len(lines) > MOST_VALUES:
        raise UnusableError(f"holds more than {MOST_VALUES:,} values")
    if isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            lines[(*where, number)] = child.start_mark.line + 1
        return [_data(child, (*where, number), lines, told) for number, child in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return _scalar(node, where)
    found: dict[str, Any] = {}
    for key, child in node.value:
        name = key.value if isinstance(key.value, str) else "a key that is no text"
        line = key.start_mark.line + 1
        if name in found:
            told.append((line, f"{path((*where, name))}: told twice, first in line {lines[(*where, name)]}"))
            continue
        lines[(*where, name)] = line
        found[name] = _data(child, (*where, name), lines, told)
    return found


def _scalar(node: yaml.Node, where: Where) -> Any:
    """Return a value as YAML means it; as text where it means no number after all, or where text is asked for."""
    asked_as_text = len(where) > 1 and where[-2] in _AS_WRITTEN
    if node.tag not in _NO_TEXT or asked_as_text or len(node.value) > shape.LONGEST_NUMBER:
        return node.value
    try:
        return yaml.constructor.SafeConstructor().construct_object(node)
    except (ValueError, KeyError, IndexError, yaml.YAMLError):  # !!int over something that is none
        return node.value


def _shaped(data: Any, lines: Mapping[Where, int], told: list[tuple[int, str]], *, sample: bool) -> shape.File | None:
    try:
        return shape.File.model_validate(data, context={"sample": sample})
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            where = tuple(error["loc"])
            told.append((_line(where, lines), f"{path(where) or 'the file'}: {_what(error, where)}"))
        return None


def _line(where: Where, lines: Mapping[Where, int]) -> int:
    """Return the line of a place, or of the nearest place around it that the file has."""
    return next(lines[where[:end]] for end in range(len(where), -1, -1) if where[:end] in lines)


def _what(error: ErrorDetails, where: Where) -> str:
    """Return one fault in plain words, with what is allowed."""
    value, context = error.get("input"), error.get("ctx", {})
    match error["type"]:
        case "fault":
            return error["msg"]
        case "extra_forbidden":
            return _no_such_key(where)
        case "literal_error":
            allowed = re.findall(r"'([^']+)'", str(context["expected"]))
            return f"{short(value)} is not one of: {', '.join(allowed)}{near(str(value), allowed)}"
        case "string_pattern_mismatch":
            return f"{short(value)} must look like {_LOOKS.get(str(where[-1]), context['pattern'])}"
        case "greater_than_equal" | "less_than_equal":
            bound = f"{context['ge']:g} or more" if "ge" in context else f"{context['le']:g} or less"
            return f"must be {bound}, not {short(value)}"
    said = _SAID.get(error["type"], error["msg"])
    return said if error["type"] in _WHOLE else f"{said}, not {short(value)}"


def _no_such_key(where: Where) -> str:
    name, known = str(where[-1]), _known_keys(where)
    if len(where) > 1 and where[-2] == "headers" and name.casefold() in _SET_BY_US:
        return f"{_SET_BY_US[name.casefold()]}; {one_of(known)}"
    return f"no such key{near(name, known)}; {one_of(known)}"


def _known_keys(where: Where) -> list[str]:
    found: type[BaseModel] = shape.File
    for step in where[:-1]:
        inner = found.model_fields[step].annotation if isinstance(step, str) else found
        candidates = (inner, *get_args(inner))
        found = next((c for c in candidates if isinstance(c, type) and issubclass(c, BaseModel)), found)
    return [field.alias or name for name, field in found.model_fields.items()]
