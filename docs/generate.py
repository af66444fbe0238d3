"""Write the generated pages of docs/: `python -m docs.generate` does, `--check` says which are old."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import validator
from docs import command_pages
from docs.picture import picture
from tests.support.clock import TODAY
from validator.cli.exits import Exit
from validator.cli.live import EXITS
from validator.live.diagnosis import entries
from validator.live.pages import diagnoses
from validator.live.results import ExitClass
from validator.project.settings import Settings
from validator.render.formats import FORMATS, Options
from validator.render.markdown import page_in_markdown
from validator.rules import FAMILIES, Rule
from validator.rules.manual import Fixes, addresses
from validator.rules.scenes import scenes

if TYPE_CHECKING:
    from validator.live.diagnosis import Entry

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SAMPLES = ROOT / "sample-configs" / "invalid"
DRAWN = "sample-configs/demo/customers/birchwood.yaml"
"""What the picture of a finding is about."""

_GIVEN = re.compile(r"^Given: (.+)$", re.MULTILINE)
_DIAGNOSES = re.compile(r"(<!-- diagnoses[^>]*-->).*?(<!-- /diagnoses -->)", re.DOTALL)


def pages() -> dict[Path, str]:
    """Return the generated pages by file, and what `appxlint explain` knows of the findings."""
    return {
        DOCS / "rules.md": _rules_page(),
        DOCS / "messages.md": _messages_page(),
        DOCS / "live.md": _live_page(),
        DOCS / "finding.svg": _picture(),
        **{DOCS / name: text for name, text in command_pages.pages().items()},
        ROOT / "validator" / "rules" / "printed.json": _printed(),
    }


def _printed() -> str:
    """Return a finding of each rule as it is printed, and which fixes there are, as JSON."""
    found = {rule.id: (_finding(rule), _fixes(rule).value) for rules in FAMILIES.values() for rule in rules}
    return json.dumps(found, indent=1) + "\n"


def _fixes(rule: Rule) -> Fixes:
    """Return which fixes the samples of a rule bring along."""
    with contextlib.chdir(SAMPLES / rule.id):
        report = validator.check(".", as_of=TODAY)
    safe = {each.fix.safe for each in report.diagnostics if each.rule == rule.id and each.fix is not None}
    if len(safe) > 1:
        return Fixes.BOTH
    return Fixes.NONE if not safe else Fixes.SAFE if True in safe else Fixes.UNSAFE


def _rules_page() -> str:
    count = sum(len(rules) for rules in FAMILIES.values())
    lines = [
        "# Rules",
        "",
        f"appxlint has {count} rules that need no network, and the [live ones](live.md).",
        "This page is generated from them; `appxlint explain RULE` prints one, `appxlint rules` lists all.",
        "",
        "*Documented* rules rest on a statement of Trimble, Procore or a standard.",
        "*Inferred* ones follow from several, and are warnings at most unless a project raises them.",
        "",
        "An example shows the lines that matter, and every document begins with `apiVersion: appxlint/v1` besides.",
        "Where a page says *Given*, the example is a part of the set-up of that name, which supplies the rest: its",
        "documents are laid over those of the set-up. All set-ups stand in full under [Given](#given).",
    ]
    for family, rules in FAMILIES.items():
        lines += ["", f"## {family}", "", "| rule | level | basis | finds |", "|---|---|---|---|"]
        lines += [_row(rule) for rule in rules]
        for rule in rules:
            lines += ["", f"### {rule.id}", "", _page(rule), "", f"Source: {_source(rule)}."]
    lines += ["", "## Given", "", "The set-ups that examples are a part of."]
    for each in scenes().values():
        lines += ["", f"### {each.name}", "", each.sentence, "", f"```yaml\n{each.text}```"]
        if each.settings:
            lines += ["", f"```toml\n{each.settings}```"]
    return "\n".join(lines) + "\n"


def _row(rule: Rule) -> str:
    link = f"[{rule.id}](#{rule.id})"
    return f"| {link} | {rule.severity.label} | {rule.basis.value} | {_cell(rule.summary)} |"


def _source(rule: Rule) -> str:
    """Return the source of a rule, which leads to its page; further pages follow by number."""
    found = addresses(rule.source)
    further = "".join(f", [{number}]({each})" for number, each in enumerate(found[1:], 2))
    return f"[{rule.source}]({found[0]}){further}" if found else rule.source


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _page(rule: Rule) -> str:
    """Return a rule's manual page in Markdown, its examples as YAML blocks."""
    return page_in_markdown(_GIVEN.sub(lambda match: f"Given: {_given(match[1])}", rule.page))


def _given(name: str) -> str:
    return f"[{name}](#{name.lower().replace(' ', '-')})"


def _messages_page() -> str:
    lines = [
        "# Messages",
        "",
        "What appxlint prints for one sample of each rule. This page is generated: the samples lie in",
        "`sample-configs/invalid/`, and what is printed is what the command prints.",
    ]
    for family, rules in FAMILIES.items():
        lines += ["", f"## {family}"]
        for rule in rules:
            lines += ["", f"### {rule.id}", "", "```text", _finding(rule), "```"]
    return "\n".join(lines) + "\n"


@functools.cache
def _finding(rule: Rule) -> str:
    """Return a finding of a rule as the command prints it: the first one of its first sample."""
    folder = SAMPLES / rule.id
    with contextlib.chdir(folder):
        report = validator.check(min(path.name for path in folder.iterdir()), as_of=TODAY)
    shown = report._replace(
        diagnostics=tuple(each for each in report.diagnostics if each.rule == rule.id)[:1]
    )
    return FORMATS["text"](shown, Options(width=100)).rsplit("\n\n", 1)[0]


def _picture() -> str:
    """Return the picture of a finding as a terminal shows it."""
    with contextlib.chdir(ROOT):
        report = validator.check(DRAWN, as_of=TODAY)
    return picture(f"appxlint check {DRAWN}", FORMATS["text"](report, Options(colour=True, width=88)))


def _live_page() -> str:
    """Return the page on the live check with its table of diagnoses, taken from their texts."""
    rows = ["| rule | level | exit | cause | next step |", "|---|---|---|---|---|"]
    for rule, entry in entries().items():
        code = _exit(entry)
        for cause, next_step in diagnoses(entry):
            cells = (f"`{rule}`", entry.severity.label, code, _cell(cause), _cell(next_step))
            rows.append(f"| {' | '.join(cells)} |")
    present = (DOCS / "live.md").read_text(encoding="utf-8")
    return _DIAGNOSES.sub(lambda match: f"{match[1]}\n\n" + "\n".join(rows) + f"\n\n{match[2]}", present)


def _exit(entry: Entry) -> str:
    """Return the exit code of a diagnosis: a finding below the usual level of `fail-on` fails no run by itself."""
    code, level = EXITS[entry.exit_class], Settings().fail_on
    if entry.exit_class is ExitClass.FINDING and level is not None and entry.severity < level:
        return f"{Exit.CLEAN:d}, {code:d} with `--fail-on {entry.severity.label}`"
    return f"{code:d}"


def main() -> int:
    """Write the pages, or with --check say which of them are not what they should be."""
    stale = []
    for file, text in pages().items():
        name = file.relative_to(ROOT).as_posix()
        present = file.read_text(encoding="utf-8") if file.is_file() else ""
        if present != text:
            stale.append(name)
            if "--check" not in sys.argv:
                file.parent.mkdir(exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write("".join(f"{name}\n" for name in stale))
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    os.environ.pop("GITHUB_ACTIONS", None)
    sys.exit(main())
