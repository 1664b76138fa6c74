"""One run over the gold cases for all tests of a process that look at what comes out: it takes some seconds."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

from tracker.pipeline.score import Scored

GENERATE = Path(__file__).parents[2] / "docs" / "generate.py"


@cache
def generate() -> ModuleType:
    """Return the script that writes the sheet."""
    spec = importlib.util.spec_from_file_location("generate", GENERATE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def scored() -> Scored:
    """Score the gold cases, once a process."""
    found: Scored = generate().run_gold()
    return found
