"""The two sides of `appxlint diff`: files, configs by name, or a file or folder at revisions of git."""

from __future__ import annotations

import os
from pathlib import Path

from validator.cli.arguments import project_folder
from validator.cli.exits import Exit
from validator.cli.product import code_of, configs_in, loaded, request_of, say_problems
from validator.diagnostics import UsageError
from validator.documents.discover import is_there
from validator.engine.run import load_projects
from validator.git.repository import inside
from validator.project.effective import shown
from validator.survey.revisions import between, projects_at, revision
from validator.values import NamedTuple
from validator.words import closest, did_you_mean, listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.cli.project_options import DiffOptions
    from validator.diagnostics import Request
    from validator.documents.document import Document
    from validator.project.project import Project
    from validator.survey.revisions import Revision

_SIDES = 2


class Side(NamedTuple):
    """One side of a comparison: what it is called, and the configs of it; `before` stands before their paths.

    `code` tells whether something could not be read.
    """

    label: str
    configs: list[tuple[Document, Project]]
    before: str = ""
    code: int = Exit.CLEAN

    @property
    def names(self) -> list[str]:
        """What its configs are called, as may be shown."""
        return [name_of(each) for each in self.configs]


def sides_of(options: DiffOptions) -> tuple[Side, Side]:
    """Return what stands on either side of a comparison.

    Raises:
        UsageError: there are not two sides, or one of them is not there.
    """
    if options.rev is not None:
        if len(options.paths) != 1:
            raise UsageError("--rev compares one file or folder at two revisions; name one")
        return _at_revisions(options.paths[0], options.rev, options)
    if len(options.paths) != _SIDES:
        raise UsageError("diff compares two connections; name both, or one file and --rev A..B")
    first, second = options.paths
    names = [each for each in options.paths if not is_there(Path(each))]
    known = _known(options) if any(_revision_in(each) is None for each in names) else []
    return _side(first, options, known), _side(second, options, known)


def _revision_in(text: str) -> tuple[str, str] | None:
    """Return the revision and the path of `REV:PATH`; of a drive's letter no revision is made."""
    label, colon, path = text.partition(":")
    return (label, path) if colon and path and not (os.name == "nt" and len(label) == 1) else None


def _known(options: DiffOptions) -> list[tuple[Document, Project]]:
    """Return every config of the project around the working folder, to be chosen from by name."""
    project_folder(options.project)  # whatever is wrong with it is said as of an option
    request = request_of(options._replace(paths=(options.project or ".",)))
    return [(config, each.project) for each in load_projects(request) for config in each.project.configs()]


def _side(text: str, options: DiffOptions, known: Sequence[tuple[Document, Project]]) -> Side:
    if is_there(Path(text)):
        return _of_files(text, request_of(options._replace(paths=(text,))))
    named = [each for each in known if name_of(each) == text]
    if len(named) > 1:
        places = listed([config.path for config, _ in named], last="and")
        raise UsageError(f"{len(named)} configs are called {quoted(text)}, in {places}; name the file")
    if named:
        return Side(text, named)
    revised = _revision_in(text)
    if revised is not None:
        label, path = revised
        asked = revision(label, Path.cwd())
        relative = path.startswith(("./", "../"))
        return _of_revision(asked, inside(path if relative else f"{asked.top / path}", asked.top), options)
    meant = did_you_mean(closest(text, [name_of(each) for each in known]))
    raise UsageError(f"{quoted(text)} is no file here and no name of a config{meant}")


def _at_revisions(path: str, revisions: str, options: DiffOptions) -> tuple[Side, Side]:
    folder = Path(os.path.abspath(path))  # noqa: PTH100 - links are followed later
    while not folder.is_dir():
        folder = folder.parent
    first, second = between(revisions, folder)
    left = _of_revision(first, inside(path, first.top), options)
    if second is None:
        return left, _of_files(path, request_of(options))
    return left, _of_revision(second, inside(path, second.top), options)


def _of_files(path: str, request: Request) -> Side:
    found = loaded(request)
    return Side(path, configs_in(found, (path,)), code=code_of(found))


def _of_revision(asked: Revision, path: str, options: DiffOptions) -> Side:
    request = request_of(options._replace(paths=()))
    project = inside(options.project, asked.top) if options.project is not None else None
    found = projects_at(asked, path, project, request.config)
    say_problems(found, before=f"{asked.label}:")
    label = f"{asked.label}:{path}"
    return Side(label, configs_in(found, (label,)), f"{asked.label}:", code_of(found))


def name_of(found: tuple[Document, Project]) -> str:
    """Return what a config is called, as may be shown."""
    config, project = found
    name = config.get("name")
    return shown(config, ("name",), name, project) if isinstance(name, str) else ""
