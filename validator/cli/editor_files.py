"""Which files an editor is to use the schema for: those of ours, in the patterns that language servers know."""

from __future__ import annotations

from pathlib import PurePosixPath

from validator.diagnostics import Request
from validator.documents.discover import Found, walk
from validator.documents.source import display
from validator.engine.load import load_project
from validator.lazy import lazy
from validator.project.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ALWAYS = ("*.appxlint.yaml", "*.appxlint.yml")
"""The names that say by themselves whose a file is."""

_ENDINGS = (".yaml", ".yml")
_SPECIAL = lazy(r"([\\\[\]{}()*?!+@|])")


def patterns_of(folders: Iterable[str]) -> tuple[str, ...]:
    """Return the patterns of folders in which all is ours."""
    return (*ALWAYS, *(each for folder in folders for each in _all_in(folder)))


def patterns_for(folder: Path) -> list[str]:
    """Return the patterns of our files below a folder: whole folders where all in them is ours, else each by name.

    A pattern also fits where other folders lie above what it names, as language servers read it. A file that is not
    ours and fits one has an exception of its own, unless its name says that it is.
    """
    files = [Found.at(display(file), file, named=False) for file in walk(folder)]
    loaded = load_project(folder, files, Settings(), Request(()))
    known = {each.file.relative_to(folder).as_posix(): each.path in loaded.ours for each in files}
    known = {path: ours for path, ours in known.items() if path.lower().endswith(_ENDINGS)}
    patterns = [*ALWAYS, *_below("", known)]
    ours = [path for path, own in known.items() if own]
    own_by_name = [path for path in known if any(_fits(path, each) for each in ALWAYS)]
    others = (
        path
        for path, own in known.items()
        if not own and path not in own_by_name and any(_fits(path, each) for each in patterns)
    )
    return patterns + [f"!{_escaped(path)}" for path in others if not any(_fits(each, path) for each in ours)]


def _below(top: str, known: dict[str, bool]) -> Iterator[str]:
    """Yield the patterns of our files among those below a folder, each with whether it is ours."""
    if not any(known.values()):
        return
    if top and all(known.values()):
        yield from _all_in(top)
        return
    start = len(top) + 1 if top else 0
    folders: dict[str, dict[str, bool]] = {}
    for path, own in known.items():
        name, inner, _ = path[start:].partition("/")
        if inner:
            folders.setdefault(path[:start] + name, {})[path] = own
        elif own:
            yield _escaped(path)
    for name, inside in folders.items():
        yield from _below(name, inside)


def _all_in(folder: str) -> Iterator[str]:
    return (f"{_escaped(folder)}/**/*{ending}" for ending in _ENDINGS)


def _escaped(path: str) -> str:
    return _SPECIAL.sub(r"\\\1", path)


def _fits(path: str, pattern: str) -> bool:
    """Whether a pattern as they are made here fits a path; one may begin at any folder of it."""
    whole = PurePosixPath(path)
    if pattern in ALWAYS:
        return whole.match(pattern)
    folder, several, ending = pattern.partition("/**/*")
    plain = folder.replace("\\", "")
    return f"/{plain}/" in f"/{path}" and path.endswith(ending) if several else whole.match(plain)
