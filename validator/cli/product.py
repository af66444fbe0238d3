"""What commands share whose product is one text: the projects that paths lead to, and where the text goes."""

from __future__ import annotations

import sys

from validator.cli.arguments import day, project_folder, settings_file
from validator.cli.exits import Exit
from validator.cli.named import refuse_missing
from validator.cli.output import followed, is_standard_output
from validator.cli.recalling import remembered
from validator.diagnostics import Request
from validator.engine.run import load_projects
from validator.project.settings import SettingsError
from validator.render.concise import problem_text
from validator.render.escape import escape, harmless
from validator.render.screen import room
from validator.render.sink import emit, emit_crlf, say, write_file
from validator.words import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from validator.cache.answers import KnownProjects
    from validator.documents.document import Document
    from validator.engine.load import Loaded
    from validator.project.project import Project

    class Asked(Protocol):
        """What the command lines of such commands have in common."""

        @property
        def paths(self) -> tuple[str, ...]:
            """What is to be looked at."""

        @property
        def output(self) -> str | None:
            """The file for the product, None for standard output."""

        @property
        def project(self) -> str | None:
            """The project's root."""

        @property
        def config(self) -> str | None:
            """A settings file."""


def request_of(asked: Asked, as_of: str | None = None) -> Request:
    """Return the request for what is named.

    Raises:
        SettingsError: something is named that is not there, an option has a value that it does not take, or the file
            for the product holds something that must not be lost.
    """
    refuse_missing(asked.paths)
    request = Request(
        asked.paths,
        project=project_folder(asked.project),
        config=settings_file(asked.config),
        as_of=day("--as-of", as_of),
        jobs=0,
    )
    if asked.output is not None and not is_standard_output(asked.output):
        from validator.cli.overwrite import refuse_to_replace  # noqa: PLC0415 - few runs write a file

        refuse_to_replace("--output", asked.output, request)
    return request


def loaded(request: Request, known: KnownProjects | None = None) -> list[Loaded]:
    """Return the projects of what is named; what of it could not be read is said on standard error.

    What is `known` of files from earlier runs is not read again.

    Raises:
        SettingsError: the settings of a project cannot be used, or there is no document that can be read.
    """
    found = followed(lambda wanted: load_projects(wanted, known), request)
    if not any(document.path in each.requested for each in found for document in _readable(each)):
        raise nothing_in(request.paths, "document of appxlint")
    say_problems(found)
    return found


def recalled(request: Request) -> list[Loaded]:
    """Return the projects of what is named, as `loaded` does, and keep what is known of their files for later runs.

    Raises:
        SettingsError: as there.
    """
    with remembered(request.paths) as known:
        return loaded(request, known)


def _readable(found: Loaded) -> list[Document]:
    return [document for document in found.project.documents if document.kind is not None]


def nothing_in(paths: Sequence[str], what: str) -> SettingsError:
    """Return the error that says what is missing in the paths that were named."""
    held = f"{paths[0]} holds" if len(paths) == 1 else "what is named holds"
    return SettingsError(f"{held} no {what} that can be read; `appxlint check` says more")


def say_problems(found: Sequence[Loaded], *, before: str = "") -> None:
    """Say on standard error what could not be read; `before` stands before its path."""
    for problem in _problems(found):
        say(f"appxlint: {escape(before)}{problem}\n")


def code_of(found: Sequence[Loaded]) -> int:
    """Return the exit code of a run that had to pass over something, or not."""
    return Exit.UNCHECKED if any(_problems(found)) else Exit.CLEAN


def _problems(found: Sequence[Loaded]) -> list[str]:
    """Return what could not be read of what was named: its part of the product is missing."""
    words = [problem_text(problem) for each in found for problem in each.problems]
    unread = [
        escape(document.path)
        for each in found
        for document in each.project.documents
        if document.kind is None and document.path in each.requested
    ]
    if unread:
        more = "" if len(unread) == 1 else f", the first in {unread[0]}"
        where = f"{unread[0]}: " if len(unread) == 1 else ""
        words.append(
            f"{where}{counted(len(unread), 'document')} could not be read{more}, and nothing of it is shown; "
            "`appxlint check` says more"
        )
    return words


def configs_in(found: Sequence[Loaded], paths: Sequence[str]) -> list[tuple[Document, Project]]:
    """Return the configs that stand in what was named, with their projects.

    Raises:
        SettingsError: there is none.
    """
    configs = [
        (document, each.project)
        for each in found
        for document in each.project.configs()
        if document.path in each.requested
    ]
    if not configs:
        raise nothing_in(paths, "ConnectorConfig")
    return configs


def goes_to_screen(file: str | None) -> bool:
    """Whether a product goes to standard output."""
    return file is None or is_standard_output(file)


def screen_room(file: str | None) -> int | None:
    """Return how wide a table may be that goes to a file, or to standard output; None is any width."""
    return room(terminal=goes_to_screen(file) and sys.stdout.isatty())


def deliver(text: str, file: str | None, *, crlf: bool = False) -> None:
    """Write a product to standard output, or into the file that is named for it, in one step.

    Raises:
        OutputError: it cannot be written.
    """
    if file is None or goes_to_screen(file):
        (emit_crlf if crlf else emit)(text, sys.stdout)
        return
    whole = harmless(text)
    write_file(file, whole.replace("\n", "\r\n") if crlf else whole)
