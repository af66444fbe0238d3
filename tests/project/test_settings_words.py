from __future__ import annotations

import pytest

from validator.project.settings import SettingsError
from validator.project.settings_file import parse


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
        ("limits = 2027-03-01", "1:10", "must be a mapping, and is a date; write a mapping"),
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
