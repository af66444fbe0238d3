"""The questions that `appxlint init` puts at a terminal, and what it offers to write beside the documents."""

from __future__ import annotations

import sys

from validator.cli.overwrite import refuse_what_is_there
from validator.diagnostics import UsageError
from validator.documents.source import display
from validator.onboard.snippets import PIPELINES
from validator.project.settings import SettingsError
from validator.render.escape import escape
from validator.render.sink import emit_words
from validator.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from validator.cli.init_options import InitOptions
    from validator.onboard.answers import Row
    from validator.onboard.remarks import Surroundings

_LONGEST_LINE = 4096
_NONE = "none"
_ANSWERS = {"yes": "yes", "y": "yes", "no": "no", "n": "no"}


def asked(options: InitOptions, folder: Path, around: Surroundings) -> tuple[Row, InitOptions]:
    """Return the answers of a person at the terminal, and the options with what they want beside the documents.

    Raises:
        UsageError: nobody is there, they went away before the end, or a file that their answers make is there.
    """
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise SettingsError(
            "init asks on a terminal only; give the answers as options, such as --company, or a table with --from-csv"
        )
    from validator.onboard.interview import interview  # noqa: PLC0415 - only a person is asked

    person = _Terminal()
    row = interview(
        person,
        folder,
        around,
        lambda files: refuse_what_is_there(map(display, files), force=options.force),
    )
    return row, _offers(options, person)


class _Terminal:
    """A person at a terminal; what is asked and said goes to standard error."""

    def ask(self, question: str) -> str:
        emit_words(question, sys.stderr)
        line = sys.stdin.readline(_LONGEST_LINE)
        if not line:
            raise UsageError("the answers ended before the questions; nothing was written")
        return line.strip()

    def tell(self, words: str) -> None:
        emit_words(f"  {escape(words)}\n", sys.stderr)

    def choose(self, question: str, known: dict[str, str], usual: str) -> str:
        """Put a question until the answer is known, and return what it means; an empty one is the usual."""
        among = list(dict.fromkeys(known.values()))
        while True:
            text = self.ask(f"{question} ({listed(among)}) [{usual}]? ").lower() or usual
            if text in known:
                return known[text]
            self.tell(f"answer {listed(among)}")


def _offers(options: InitOptions, person: _Terminal) -> InitOptions:
    """Return the options with what a person wants beside the documents."""
    if not options.pre_commit:
        wanted = person.choose("Write the entry for pre-commit", _ANSWERS, "no")
        options = options._replace(pre_commit=wanted == "yes")
    if options.ci is None:
        pipelines = {each: each for each in (*PIPELINES, _NONE)}
        where = person.choose("Write a pipeline", pipelines, _NONE)
        options = options._replace(ci=None if where == _NONE else where)
    if options.editor is None:
        wanted = person.choose("Wire Visual Studio Code", _ANSWERS, "no")
        options = options._replace(editor="vscode" if wanted == "yes" else None)
    return options
