from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.project.settings import SettingsError
from validator.project.settings_file import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Command

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("selct = []\n", "1:1", 'did you mean "select"'),
        ("\n fail_on = 'error'\n", "2:2", 'did you mean "fail-on"'),
        ("flavour = 1\n", "1:1", "the settings have no field"),
        ("fail-on = 'errors'\n", "1:11", 'did you mean "error"'),
        ("# fail-on\n'fail-on' = 'errors'\n", "2:13", 'did you mean "error"'),
        ("secret-expiry-days = '30'\n", "1:22", "must be a whole number"),
        ("secret-expiry-days = -1\n", "1:22", "at least 0"),
        ("select = 'wrong-type'\n", "1:10", "must be a list"),
        ("select = [\n  'wrong-type',\n  1,\n]\n", "3:3", "must be text"),
        ("[limits]\ndepht = 3\n", "2:1", 'did you mean "depth"'),
        ("limits.depht = 3\n", "1:8", 'did you mean "depth"'),
        ("limits = {depth = 3, nodes = 0}\n", "1:30", "at least 1"),
        ("[severity]\nwrong-type = 'fatal'\n", "2:14", "write error, warning or info"),
        ("[severity]\nwrong-type = 'fatal'\n[limits]\nnodes = 0\n", "2:14", "write error"),
        ("limits.nodes = 0\n[severity]\nwrong-type = 'fatal'\n", "1:16", "at least 1"),
        ("[per-file-ignores]\n'select' = 3\n", "2:12", ""),
        ("select = [\n", "1:11", "this is not TOML"),
        ("# one\nselect = [\n  'a',\n", "3:7", "this is not TOML"),
        ("a = 1\na = 2\n", "2:6", "this is not TOML"),
        ("\nsecret-references = ['(']\n", "2:22", "secret-references[1] is no regular expression"),
        ("secret-references = ['op://.+', '(a+)+b']\n", "1:33", "secret-references[2] can keep a run busy"),
        ("secret-references = [\n  'op://.+',\n  '[',\n]\n", "3:3", "the bracket at character 1 has no end"),
        ("secret-references = ['(?P<x']\n", "1:22", "the name at character 5 has no end"),
        ("secret-references = ['a{99999999999}']\n", "1:22", "too large a number"),
        ("secret-references = ['" + "(" * 200 + ")" * 200 + "']\n", "1:22", "brackets more than 40 deep"),
        ("secret-references = ['']\n", "1:22", "is empty"),
        ("# 1\nsecret-expiry-days = " + "9" * 5000, "2:22", "too long"),
        ("fail-on = 0x" + "f" * 5000, "1:11", "must be text, and is a number; write text"),
        ("select = 0x" + "f" * 5000, "1:10", "must be a list, and is a number"),
        ("limits.depth = 0x" + "f" * 5000, "1:16", "at most 200"),
        ("fail-on = 2027-03-01", "1:11", 'must be text, and is a date; put it in quotes: "2027-03-01"'),
        ("baseline = 2027-03-01T12:00:00Z", "1:12", "must be text, and is a date"),
        (
            "select = [12:30:00]",
            "1:11",
            'select[1] must be text, and is a time; put it in quotes: "12:30:00"',
        ),
        ("exclude = 2027-03-01", "1:11", "must be a list, and is a date; write a list"),
        ("limits = 2027-03-01", "1:10", "must be a table, and is a date; write a table"),
        ("[severity]\nwrong-type = 12:30:00", "2:14", "must be text, and is a time"),
    ],
)
def test_what_settings_cannot_hold_is_one_line_with_its_place(text: str, place: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(text, "appxlint.toml")
    message = str(caught.value)
    assert message.startswith(f"appxlint.toml:{place}: ")
    assert words in message
    assert "\n" not in message


FAULTS = {
    "unknown": (
        "selct = ['wrong-type']",
        "selct",
        'the settings have no field "selct"; did you mean "select"?',
    ),
    "nested": ("limits.depht = 3", "depht", 'limits has no field "depht"; did you mean "depth"?'),
    "type": ("limits.depth = 'deep'", "'deep'", "limits.depth must be a whole number, and is text"),
    "choice": (
        "severity.wrong-type = 'warn'",
        "'warn'",
        'severity.wrong-type cannot be "warn"; did you mean',
    ),
    "rule": (
        "severity.wrong-tpye = 'info'",
        "wrong-tpye",
        'there is no rule "wrong-tpye"; did you mean "wrong-type"?',
    ),
    "item": (
        "select = ['wrong-tpye']",
        "'wrong-tpye'",
        'there is no rule "wrong-tpye"; did you mean "wrong-type"?',
    ),
    "ignored": (
        "per-file-ignores.a = ['wrong-tpye']",
        "'wrong-tpye'",
        'there is no rule "wrong-tpye"; did you mean "wrong-type"?',
    ),
    "glob": (
        "per-file-ignores.'/a' = ['wrong-type']",
        "'/a'",
        'per-file-ignores: "/a" fits no path; write it',
    ),
    "reason": (
        "per-file-ignores.a = ['literal-secret']",
        "'literal-secret'",
        "literal-secret can be silenced with a",
    ),
    "pattern": ("names.Workspace.pattern = '('", "'('", "names.Workspace.pattern is no regular expression"),
    "exclude": ("exclude = ['\\']", "'\\'", "exclude: "),
    "catalog": ("catalog = ['gone']", "'gone'", 'catalog: there is no file or folder "gone"'),
    "baseline": ("baseline = 'gone.json'", "'gone.json'", "baseline: gone.json: no such file or folder"),
    "extends": ("extends = ['gone.toml']", "'gone.toml'", 'extends: there is no file "gone.toml"'),
    "version": ("required-version = '1'", "'1'", 'required-version cannot be "1"'),
}


def _forms(line: str) -> Iterator[str]:
    """Yield the ways in which TOML can say one setting: plain, in an inline table, under a header, with odd quotes."""
    key, value = line.split(" = ", 1)
    steps = key.split(".")
    yield line
    yield f'  "{steps[0]}"{"".join(f" . {step}" for step in steps[1:])} =   {value}  # {line}'
    if value.startswith("["):
        yield f"{key} = [  # {line}\n\n    {value[1:-1]},\n]"
    if len(steps) > 1:
        yield f"{steps[0]} = {{ {'.'.join(steps[1:])} = {value} }}"
        yield f"# {line}\n[ {'.'.join(steps[:-1])} ]\n{steps[-1]} = {value}"


@pytest.mark.parametrize("file", ["appxlint.toml", "pyproject.toml", "team.toml"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_at_its_place_however_toml_says_it(
    fault: str, file: str, project: Path, command: Command
) -> None:
    line, found, words = FAULTS[fault]
    (project / "a.yaml").write_text(WORKSPACE, encoding="utf-8")
    before = "" if file != "team.toml" else "appxlint.toml:1:11: extends: "
    for form in _forms(line):
        head = "\n[tool.appxlint]\n" if file == "pyproject.toml" else "\n"
        text = head + form.replace("\n[ ", "\n[ tool.appxlint.") if file == "pyproject.toml" else head + form
        (project / file).write_text(f"{text}\n", encoding="utf-8")
        if before:
            (project / "appxlint.toml").write_text("extends = 'team.toml'\n", encoding="utf-8")
        ran = command("check", ".")
        place = _place_of(found, text)
        before_it = "" if fault == "extends" else before
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith(f"appxlint: {before_it}{file}:{place}: {words}"), text
        assert ran.err.count("\n") == 1


def _place_of(found: str, text: str) -> str:
    """Return line and column of what is at fault, where it stands outside of comments."""
    for number, line in enumerate(text.split("\n"), 1):
        places = [line.partition("#")[0].find(each) for each in (f'"{found}"', found)]
        if max(places) >= 0:
            return f"{number}:{next(at for at in places if at >= 0) + 1}"
    raise AssertionError(found)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (
            "[tool.appxlint]\nignore = []\n",
            "1:7",
            "[tool.appxlint] is for a pyproject.toml; in this file its",
        ),
        ("tool = 3\n", "1:1", 'the settings have no field "tool"'),
        (
            "[[per-file-ignores]]\na = 3\n",
            "1:3",
            "must be a table, and is a list; write its name in single brackets",
        ),
        ("select = [['a']]\n", "1:11", "select[1] must be text, and is a list; write one value"),
        ("baseline = true\n", "1:12", 'baseline must be text, and is true; put it in quotes: "true"'),
        ("[per-file-ignores]\n'' = ['wrong-type']\n", "2:1", 'per-file-ignores: "" fits no path'),
        (
            "per-file-ignores.'a\\b' = ['wrong-type']\n",
            "1:18",
            "fits no path; write it from the project's root",
        ),
        ("[names.Workspace]\nmessage = 'a'\n", "1:8", 'names.Workspace lacks "pattern"; add pattern'),
    ],
)
def test_words_are_those_of_toml(text: str, place: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(text, "appxlint.toml")
    assert f"{caught.value}".startswith(f"appxlint.toml:{place}: ")
    assert words in f"{caught.value}"
    assert "mapping" not in f"{caught.value}"
