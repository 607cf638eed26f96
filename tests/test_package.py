# SPDX-License-Identifier: MIT
"""What a user installs, and what README and the notebook promise."""

import doctest
import importlib.metadata
import json
import re
import runpy
import tomllib
from pathlib import Path

import pytest

import smtpcodes

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


def test_the_version_is_one():
    assert smtpcodes.__version__ == importlib.metadata.version("smtpcodes")
    if (ROOT / "pyproject.toml").exists():
        project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
        assert smtpcodes.__version__ == project["version"] and project["dependencies"] == []
        assert (
            f"\n## {project['version']}" in (ROOT / "CHANGELOG.md").read_text()
            or "## Unreleased" in (ROOT / "CHANGELOG.md").read_text()
        )


def test_examples_in_the_package_are_true():
    result = doctest.testmod(smtpcodes)
    assert result.attempted and not result.failed


def test_no_source_names_a_character():
    # Compiling a named character in a subinterpreter ends CPython 3.11, and a package without cached bytecode is
    # compiled there.
    sources = [*Path(smtpcodes.__file__).parent.glob("*.py")]
    assert sources and not [path.name for path in sources if r"\N{" in path.read_text(encoding="utf-8")]


@pytest.mark.skipif(not README.exists(), reason="reads the source tree, which is not here")
def test_examples_in_the_readme_are_true():
    result = doctest.testfile(
        str(README), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    )
    assert result.attempted >= 3 and not result.failed


@pytest.mark.skipif(not README.exists(), reason="reads the source tree, which is not here")
def test_links_in_the_documents_lead_somewhere():
    for page in [README, *ROOT.glob("docs/*.md"), ROOT / "CONTRIBUTING.md"]:
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert link.startswith("https://") or (page.parent / link).exists(), f"{page.name}: {link}"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_runs_and_shows_what_it_says(path, tmp_path, monkeypatch):
    nbformat = pytest.importorskip("nbformat")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    run = runpy.run_path(str(path.parent / "run.py"))

    def shown(notebook):
        return json.loads(json.dumps([cell.get("outputs", []) for cell in notebook.cells]))

    stored = nbformat.read(path, as_version=4)
    assert shown(run["executed"](path)) == shown(stored), f"{path.name} is stale: python examples/run.py"
