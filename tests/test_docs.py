"""The documents say what is so: generated pages are fresh, and every setting is named in the README."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["codebook", "commands", "schema"])
def test_generated_documents_are_fresh(name: str, generate: ModuleType) -> None:
    written = (ROOT / "docs" / f"{name}.md").read_text("utf-8")
    assert written == getattr(generate, name)(), "run: .venv/bin/python docs/generate.py"


def test_every_setting_is_named_in_the_readme() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "tracker").rglob("*.py"))
    settings = set(re.findall(r"\bTRACKER_[A-Z_]+[A-Z]\b", sources))
    named = set(re.findall(r"\bTRACKER_[A-Z_]+[A-Z]\b", README))
    assert len(settings) > 5
    # A name such as TRACKER_SMTP stands for all that begin with it.
    assert not [name for name in settings if not any(each.startswith(name) for each in named)]


def test_pictures_and_links_of_the_readme_exist() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target.partition("#")[0]).exists(), target


def test_no_document_names_this_machine_or_a_registry() -> None:
    forbidden = re.compile(r"(?<![\w/])/(work|root|tmp)/|\b(pypi|pythonhosted|npmjs)\W(org|com)\b")
    for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]:
        assert not forbidden.search(path.read_text("utf-8")), path.name
