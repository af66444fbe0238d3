"""`appxlint check --fix`, `--unsafe-fixes` and `--diff`: fixes are made in the files, or shown."""

from __future__ import annotations

import os
import sys
from collections import Counter

from validator.cli.exits import Exit
from validator.cli.output import close_report, followed, show
from validator.engine.fix import until_stable
from validator.engine.gate import Gate
from validator.engine.run import run
from validator.engine.trial import ROUNDS
from validator.render.diff import Side, render
from validator.render.escape import escape
from validator.render.sink import OutputError, emit, emit_bytes, emit_words, replace_file
from validator.rules import SECRET_RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.cli.options import CheckOptions, Output
    from validator.diagnostics import Diagnostic, Request, Route, Severity
    from validator.engine.fix import Fixed, Rewritten


def fix(options: CheckOptions, request: Request, outputs: Sequence[Output], fail_on: Severity | None) -> int:
    """Make the fixes that options ask for, report on what is left, and return the exit code.

    Each file is replaced in one step, or left as it was with a line that says why. Standard input is written to
    standard output, fixed or not, and the report then goes to standard error.

    Raises:
        SettingsError: an option or the settings cannot be used.
        OutputError: the output cannot be written.
    """
    fixed = followed(
        lambda asked: until_stable(asked, unsafe=options.unsafe_fixes), request, quiet=options.quiet
    )
    if options.diff:
        return _preview(fixed, options, outputs, fail_on)
    failures = _write(fixed, request)
    report = fixed.last
    if failures:
        report = followed(run, request._replace(stdin=_standard_input(fixed, request)), quiet=options.quiet)
    if request.stdin is not None:
        emit_bytes(_standard_input(fixed, request) or b"", sys.stdout)
    screen = sys.stdout if request.stdin is None else sys.stderr
    code = show(report, outputs, options, fail_on, screen)
    _say(failures)
    _say(_doubts(fixed))
    written = [each for each in fixed.files if each.path not in failures]
    _say(_rotations(written))
    people_read_it = any(output == ("text", "") for output in outputs)
    if not (options.quiet and not written):
        emit_words(
            f"{_counted(written)} fixed{_in_files(written)}\n", screen if people_read_it else sys.stderr
        )
    return Exit.USAGE if failures else code


def _preview(fixed: Fixed, options: CheckOptions, outputs: Sequence[Output], fail_on: Severity | None) -> int:
    """Print what would change; formats that go into files report on what is there."""
    emit("".join(_diff(each) for each in fixed.files), sys.stdout)
    code = show(fixed.first, [output for output in outputs if output.file], options, fail_on)
    _say(_doubts(fixed))
    if not options.quiet or fixed.files:
        close_report(fixed.first)
        would = f"{_counted(fixed.files)} would be fixed{_in_files(fixed.files)}"
        emit_words(f"{', '.join([would, *_beyond_safe(fixed)])}\n", sys.stderr)
    return max(code, Exit.FINDINGS) if fixed.files else code


def _diff(file: Rewritten) -> str:
    before, after = (Gate(each.project) for each in (file.before, file.after))
    old, new = file.before.source, file.after.source

    def of_new(number: int) -> str:
        return before.without(after.line(new, number), old)

    return render(file.path, Side(old.text, lambda number: before.line(old, number)), Side(new.text, of_new))


def _write(fixed: Fixed, request: Request) -> dict[str, str]:
    """Replace the files; return those that could not be, with a line that says why.

    A file that is reached by two names is written once.
    """
    failures: dict[str, str] = {}
    done: dict[str, bytes] = {}
    for each in fixed.files:
        if request.stdin is not None and each.path == request.stdin_filename:
            continue
        target = os.path.realpath(each.path)
        if done.get(target) == each.new():
            continue
        try:
            replace_file(each.path, each.new(), expected=each.old())
        except OutputError as error:
            failures[each.path] = f"{error}"
        else:
            done[target] = each.new()
    return failures


def _standard_input(fixed: Fixed, request: Request) -> bytes | None:
    if request.stdin is None:
        return None
    return next((each.new() for each in fixed.files if each.path == request.stdin_filename), request.stdin)


def _doubts(fixed: Fixed) -> dict[str, str]:
    """Return a line for each fix that was refused, and one where the fixes never came to rest."""
    lines = {}
    for diagnostic, why in fixed.refused:
        line, column = diagnostic.span.start
        place = f"{diagnostic.path}:{line}:{column}"
        lines[f"{place} {diagnostic.rule}"] = f"{place}: the fix of {diagnostic.rule} was not made: {why}"
    if not fixed.settled:
        lines[""] = f"after {ROUNDS} rounds there is still something to fix: run it once more"
    return lines


def _rotations(files: Sequence[Rewritten]) -> dict[str, str]:
    """Return a line for each secret that a reference replaced: its finding, with that advice, is in no report now."""
    lines = {}
    for each in (found for file in files for found in file.fixed if found.rule in SECRET_RULES):
        place = f"{each.path}:{each.span.start.line}:{each.span.start.column}"
        lines[place] = (
            f"{place}: a reference took the place of a secret; keep the value where the reference finds it, and if "
            "it was ever committed, treat it as leaked and have it replaced"
        )
    return lines


def _say(lines: dict[str, str]) -> None:
    emit_words("".join(f"appxlint: {escape(line)}\n" for line in lines.values()), sys.stderr)


def _counted(files: Sequence[Rewritten]) -> str:
    return str(sum(len(each.fixed) for each in files) or "nothing")


def _beyond_safe(fixed: Fixed) -> Iterator[str]:
    """Yield what sets the number of fixes apart from that of the findings which are said to be fixable."""
    made = [found for each in fixed.files for found in each.fixed]
    unsafe = sum(1 for each in made if each.fix is not None and not each.fix.safe)
    later = (Counter(map(_spot, made)) - Counter(map(_spot, fixed.first.counted))).total()
    if unsafe:
        yield f"{unsafe} of them with --unsafe-fixes only"
    if later:
        yield f"{later} of them found once others are fixed"


def _spot(found: Diagnostic) -> tuple[str, str, Route]:
    return found.path, found.rule, found.route


def _in_files(files: Sequence[Rewritten]) -> str:
    if not files:
        return ""
    return f" in {len(files)} {'file' if len(files) == 1 else 'files'}"
