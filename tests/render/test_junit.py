from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from validator.diagnostics import Ladder, LadderStep, Problem, Report, Severity, Suppression, limited
from validator.render.junit import render

from .reports import FORBIDDEN, HOSTILE, finding, hostile_report, report

# Element: (required attributes, optional attributes, children), as far as both of these agree:
# https://github.com/testmoapp/junitxml (README, "Complete JUnit XML example") and junit-10.xsd of
# https://github.com/jenkinsci/xunit-plugin (src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd).
TABLE: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"skipped", "time", "timestamp", "file"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, set(), set()),
    "testcase": (
        {"name"},
        {"classname", "time"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": (set(), {"message", "type"}, set()),
    "error": (set(), {"message", "type"}, set()),
    "skipped": (set(), {"message", "type"}, set()),
    "system-out": (set(), set(), set()),
}


def assert_known(element: ET.Element) -> None:
    required, optional, children = TABLE[element.tag]
    assert required <= set(element.attrib) <= required | optional
    for child in element:
        assert child.tag in children
        assert_known(child)


def tree(one: Report, fail_on: Severity | None = Severity.ERROR) -> ET.Element:
    root = ET.fromstring(render(one, fail_on=fail_on).encode())  # noqa: S314 - our own output
    assert root.tag == "testsuites"
    assert_known(root)
    for suite in (root, *root):
        for outcome, name in (("failure", "failures"), ("error", "errors"), ("testcase", "tests")):
            assert suite.get(name) == str(len(suite.findall(f".//{outcome}")))
    return root


def test_the_whole_form() -> None:
    warning = finding("a key twice", rule="duplicate-key", severity=Severity.WARNING)
    one = report(
        finding(help="write <its> digits"), warning, files=("configs/acme.yaml", "configs/clean.yaml")
    )
    assert render(one) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="appxlint" tests="4" failures="1" errors="0">\n'
        '  <testsuite name="appxlint" tests="1" failures="0" errors="0" skipped="0">\n'
        "    <properties>\n"
        '      <property name="version" value="1.2.3"/>\n'
        '      <property name="checked" value="2 files, 3 documents, 100 rules, 1 error, 1 warning"/>\n'
        "    </properties>\n"
        '    <testcase name="run" classname="appxlint"/>\n'
        "  </testsuite>\n"
        '  <testsuite name="configs/acme.yaml" tests="2" failures="1" errors="0" skipped="0">\n'
        '    <testcase name="company-id-malformed at 14:16" classname="configs/acme.yaml">'
        '<failure message="the company id has separators in it" type="error">'
        "configs/acme.yaml:14:16: error: company-id-malformed: the company id has separators in it\n"
        "help: write &lt;its&gt; digits</failure></testcase>\n"
        '    <testcase name="duplicate-key at 14:16" classname="configs/acme.yaml">'
        "<system-out>configs/acme.yaml:14:16: warning: duplicate-key: a key twice</system-out></testcase>\n"
        "  </testsuite>\n"
        '  <testsuite name="configs/clean.yaml" tests="1" failures="0" errors="0" skipped="0">\n'
        '    <testcase name="appxlint" classname="configs/clean.yaml"/>\n'
        "  </testsuite>\n"
        "</testsuites>\n"
    )
    tree(one)


@pytest.mark.parametrize(
    ("fail_on", "failures"),
    [(Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.INFO, 3), (None, 0)],
)
def test_failures_are_what_fails_the_run(fail_on: Severity | None, failures: int) -> None:
    one = report(*(finding(severity=severity) for severity in Severity))
    assert tree(one, fail_on).get("failures") == str(failures)


def test_suppressed_findings_are_skipped_with_their_reason() -> None:
    hidden = finding(suppression=Suppression("comment", "agreed"))
    skipped = tree(report(suppressed=(hidden, hidden._replace(suppression=Suppression("baseline"))))).findall(
        ".//skipped"
    )
    assert [element.get("message") for element in skipped] == [
        "suppressed by comment: agreed",
        "suppressed by baseline",
    ]


def test_what_is_not_shown_of_a_file_is_a_skipped_case_of_it() -> None:
    root = tree(limited(report(finding(), finding(), finding()), {"configs/acme.yaml": 1}))
    suite = root.findall("testsuite")[1]
    assert [case.get("name") for case in suite.iter("testcase")] == [
        "company-id-malformed at 14:16",
        "limits.findings-per-file",
    ]
    assert [each.get("message") for each in suite.iter("skipped")] == [
        "2 more findings are not shown (limits.findings-per-file)"
    ]


def test_what_could_not_be_checked_is_an_error() -> None:
    root = tree(report(problems=(Problem("gone.yaml", "there is no such file"),)))
    assert [error.get("message") for error in root.iter("error")] == ["gone.yaml: there is no such file"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    one = hostile_report(text)
    root = tree(one)
    assert len(root) == 3
    assert len(list(root.iter("testcase"))) == 7
    assert not FORBIDDEN.search(render(one))
    assert not any(line.lstrip().startswith("::") for line in render(one).splitlines())
    assert "##[" not in render(one)


def test_each_config_of_a_live_check_is_a_case() -> None:
    failed = LadderStep("token", "failed", "the host does not know this client", 0.2)
    outcomes = ("passed", "failed", "unchecked", "untried", "skipped", "interrupted")
    live = tuple(
        Ladder(each, (failed,) if each == "failed" else (), {}, (), "a.yaml", "procore", "Production", each)
        for each in outcomes
    )
    root = tree(report()._replace(live=live))
    (suite,) = (each for each in root if each.get("name") == "appxlint live")
    assert [case.get("name") for case in suite] == [f"{each} procore Production" for each in outcomes]
    assert [[each.tag for each in case] for case in suite] == [
        [],
        ["failure"],
        ["error"],
        ["skipped"],
        ["skipped"],
        ["skipped"],
    ]
    assert suite[1][0].get("message") == "token: the host does not know this client"
