"""converter.tools: a tool that is missing, refuses or does its work."""

import stat

import pytest

from converter.errors import ConverterError
from converter.tools import run_tool


def install(root, script):
    tool = root / "node_modules/.bin/press"
    tool.parent.mkdir(parents=True)
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)


def test_a_missing_tool_says_how_to_get_it(tmp_path):
    with pytest.raises(ConverterError, match=r"Press is missing: run `make setup`"):
        run_tool(tmp_path, ["press"], "Press", "an apple")


def test_a_refusal_is_passed_on_in_the_tools_own_words(tmp_path):
    install(tmp_path, 'echo "too hard: $1" >&2; exit 3')
    with pytest.raises(ConverterError, match="Press refused an apple: too hard: stone"):
        run_tool(tmp_path, ["press", "stone"], "Press", "an apple")


def test_a_tool_works_in_the_projects_folder(tmp_path):
    install(tmp_path, 'echo "$1" > juice')
    run_tool(tmp_path, ["press", "apple"], "Press", "an apple")
    assert (tmp_path / "juice").read_text() == "apple\n"
