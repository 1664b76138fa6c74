"""The house rules as tests: floors, walls, purity, docstrings, a test file for each room, sizes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "tracker"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "training" not in p.parts)

FLOORS = {"model": 0, "charset": 1, "challenge": 1, "moment": 1, "vocab": 1, "pipeline": 3, "schedule": 4, "cli": 5}
MIDDLE = 2
PURE = {
    "challenge",
    "moment",
    "entries",
    "articles",
    "annexes",
    "watch",
    "mentions",
    "claims",
    "events",
    "measures",
    "digest",
    "scorecard",
}
WALLS = {
    "feedparser": {"entries"},
    "bs4": {"entries", "articles", "charset"},
    "trafilatura": {"articles"},
    "spacy": {"mentions"},
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "aiohttp": {"web"},
    "smtplib": {"mail"},
    "apscheduler": {"schedule"},
    "click": {"cli"},
    "rich": {"cli"},
    "datasette": {"site"},
    "yaml": {"config", "vocab", "sample"},
    "pydantic": {"config", "vocab"},
    "opencc": {"vocab"},
    "ahocorasick": {"mentions", "claims"},
    "protego": {"web"},
    "pypdfium2": {"articles"},
    "docx": {"articles"},
    "numpy": {"articles", "claims"},
}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic", "perf_counter", "localtime", "gmtime"}
FORBIDDEN_IN_PURE = {"random", "secrets", "os", "time", "socket", "subprocess", "urllib.request", "tempfile", "shutil"}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            if node.module == "tracker":
                yield from ((f"tracker.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module, node.lineno


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_only_go_down(path: Path) -> None:
    here = room(path)
    if here in {"__init__", "__main__"}:
        return
    floor = FLOORS.get(here, MIDDLE)
    for module, line in imports(path):
        if not module.startswith("tracker.") or module.split(".")[1] in {here, "__version__"}:
            continue
        there = module.split(".")[1]
        assert FLOORS.get(there, MIDDLE) < floor, f"{name(path)}:{line} imports {module} from its own floor or above"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_library_stays_behind_its_wall(path: Path) -> None:
    for module, line in imports(path):
        allowed = WALLS.get(module.split(".")[0])
        assert allowed is None or room(path) in allowed, (
            f"{name(path)}:{line} imports {module}, which belongs to {allowed}"
        )


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) in PURE], ids=name)
def test_pure_rooms_touch_nothing(path: Path) -> None:
    for module, line in imports(path):
        assert module not in FORBIDDEN_IN_PURE, f"{name(path)}:{line} imports {module}"
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name):
            assert called.id not in {"open", "print", "input"}, f"{name(path)}:{node.lineno} calls {called.id}()"
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            clock = called.value.id in {"datetime", "date", "time"} and called.attr in CLOCKS
            assert not clock, f"{name(path)}:{node.lineno} asks the time"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_each_module_says_what_it_makes(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), f"{name(path)} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_rooms_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 600, f"{name(path)} should become a folder"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= 60, f"{name(path)}:{node.lineno} {node.name} is {length} lines long"


def test_each_room_has_its_tests() -> None:
    rooms = {room(p) for p in MODULES} - {"__init__", "__main__", "model"}
    for each in sorted(rooms):
        assert (ROOT / "tests" / f"test_{each}.py").exists() or list((ROOT / "tests" / each).glob("test_*.py")), each
