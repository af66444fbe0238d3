"""Print the score; `--write` keeps it in docs/quality.md, `--all` tries every place of every operator."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.whole.quality.page import markdown, rows, table
from tests.whole.quality.trial import PLACES, Trial, all_trials

PAGE = Path(__file__).parents[3] / "docs" / "quality.md"


def main() -> None:
    """Try the mutants and print or write what came of them."""
    trials = all_trials(most=None if "--all" in sys.argv else PLACES)
    found = rows(trials)
    sys.stdout.write(f"{table(found)}\n")
    if "--details" in sys.argv:
        sys.stdout.write("".join(f"\n{_detail(trial)}" for trial in trials if not trial.exact))
    if "--write" in sys.argv:
        PAGE.write_text(markdown(found), encoding="utf-8", newline="\n")


def _detail(trial: Trial) -> str:
    edit = trial.mutant.edit
    place = f"{trial.scene}/{edit.file.name}:{edit.source.position(edit.start).line}"
    old = edit.source.text[edit.start : edit.end]
    lines = [f"{trial.operator.name}: {place}: {old[:60]!r} becomes {edit.text[:60]!r}"]
    lines += [
        f"  expected {each.rule} in {Path(each.path).name}:{each.line}:{each.column}" for each in trial.wanted
    ]
    lines += [
        f"  found {each.rule} in {Path(each.path).name}:{each.line}:{each.column}" for each in trial.found
    ]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
