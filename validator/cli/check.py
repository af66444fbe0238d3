"""`appxlint check`: lint files and folders, or say again what an earlier run came to."""

from __future__ import annotations

import sys

from validator.cli.choices import usual_format
from validator.cli.keeping import shelf_for

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.cache.answers import Answer, Shelf
    from validator.cli.options import CheckOptions

# Each step imports what it needs: an answer that is kept needs nothing of a check, and a line of it hardly anything.
# ruff: noqa: PLC0415


def check(options: CheckOptions, *, alone: bool = False) -> int:
    """Lint what the options name, print the report in each format, and return the exit code.

    `alone` says that the process is nobody else's.

    Raises:
        SettingsError: an option or the settings cannot be used.
    """
    plain = _is_plain(options)
    if not plain:
        from validator.cli.output import outputs_of

        outputs_of(options)  # whatever is wrong with them is said before anything else
    shelf = shelf_for(options)
    kept = shelf.find() if shelf is not None else None
    if kept is not None and kept.line and plain:
        return _said(kept.line, options)
    known = kept.answer() if kept is not None else None
    return _shown(options, known) if known is not None else _anew(options, shelf, alone=alone)


def _is_plain(options: CheckOptions) -> bool:
    """Whether people are shown a report and nothing else."""
    in_text = all(each == ("text", "") for each in options.outputs[:1]) and len(options.outputs) <= 1
    elsewhere = not options.outputs and usual_format() != "text"
    lists = options.show_files or options.statistics
    return in_text and not elsewhere and not lists and options.color == "auto"


def _said(line: str, options: CheckOptions) -> int:
    from validator.cli.exits import Exit
    from validator.render.sink import emit_words

    if not options.quiet:
        emit_words(f"{line}\n", sys.stdout)
    return Exit.CLEAN


def _shown(options: CheckOptions, known: Answer) -> int:
    from validator.cli.output import outputs_of, show, summary_file

    outputs = outputs_of(options)
    if any(output.file for output in options.outputs) or summary_file(outputs):
        from validator.cli.overwrite import refuse_to_overwrite

        refuse_to_overwrite(options, outputs)
    return show(known.report, outputs, options, known.fail_on)


def _anew(options: CheckOptions, shelf: Shelf | None, *, alone: bool) -> int:
    if alone:
        from validator.documents.libyaml import go_the_short_way

        go_the_short_way(events_alone=True)
    from validator.cli.check_anew import check_anew
    from validator.cli.output import outputs_of

    return check_anew(options, outputs_of(options), shelf)
