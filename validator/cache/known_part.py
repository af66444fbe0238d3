"""What is known of a project as it was once, and which of its files hold something else by now.

What was kept with the columns of a project is the state of the disk at that time. While no folder lists anything else,
the files that there are stay the same, so a check of some of them need not look for the others.
"""

from __future__ import annotations

from validator.cache import state
from validator.cache.columns import Columns
from validator.cache.state import FEW

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from validator.cache.folder import Folder
    from validator.cache.state import Compared
    from validator.documents.looks import Notes


Earlier: TypeAlias = "tuple[str, Compared | None]"
"""The name of a state that was held against the disk already, and what came of it."""


class KnownPart:
    """The columns of a project, the paths of files that have `changed` since, and the state that the disk is in."""

    __slots__ = ("_now", "changed", "columns", "sealed")

    def __init__(self, columns: Columns, changed: frozenset[str], now: Compared) -> None:
        self.columns = columns
        self.changed = changed
        self._now = now
        self.sealed: str | None = None

    def seal(self, notes: Notes) -> bool:
        """Take the state that this and what was looked at since come to, and return whether both agree."""
        self.sealed = self.state(notes)
        return self.sealed is not None

    def state(self, notes: Notes) -> str | None:
        """Return the state that rests on this one and on what was looked at since, None where both do not agree."""
        lines = []
        left = {path: state.line(path, file, notes.begun) for path, file in notes.files.items()}
        for each in self._now.lines:
            path = each[each.rindex("\t") + 1 :]
            now = left.pop(path, None)
            if path in self._now.changed:
                if now is None:
                    return None
                lines.append(now)
                continue
            if now is not None and not state.is_same(now, each):
                return None
            lines.append(each)
        folders = [f"{seen}\t{path}" for path, seen in notes.folders.items()]
        seen_before = {*self._now.folders}
        paths = {each.partition("\t")[2] for each in seen_before}
        if any(each not in seen_before and each.partition("\t")[2] in paths for each in folders):
            return None
        more = [each for each in folders if each not in seen_before]
        return state.joined([*lines, *left.values()], [*self._now.folders, *more])


def known_part(folder: Folder, name: str, earlier: Earlier | None, *, by_content: bool) -> KnownPart | None:
    """Return what is known of a project under a name; None where that is nothing, or too much has changed.

    What an `earlier` state was found to be need not be looked at again.
    """
    data = folder.read_bytes(f"{name}.columns")
    try:
        part = _part_of(Columns(data), folder, earlier, by_content=by_content) if data is not None else None
    except (ValueError, TypeError, EOFError, IndexError):
        return None
    if part is not None:
        for each in (f"{name}.columns", f"{name}.files", f"{part.columns.ground.state}.state"):
            folder.used(each, at_once=True)
    return part


def _part_of(
    columns: Columns, folder: Folder, earlier: Earlier | None, *, by_content: bool
) -> KnownPart | None:
    """Return what `known_part` does; an earlier state that is too far says nothing of another one."""
    if earlier is not None and earlier[1] is None:
        if earlier[0] == columns.ground.state:
            return None
        earlier = None
    before = folder.read(f"{columns.ground.state}.state")
    if before is None or not all(map(state.is_still_so, columns.ground.beside)):
        return None
    return _held_against(columns, before, earlier, folder, by_content=by_content)


def _held_against(
    columns: Columns, before: str, earlier: Earlier | None, folder: Folder, *, by_content: bool
) -> KnownPart | None:
    name, most = columns.ground.state, len(columns.paths) // FEW
    if earlier is None:
        now = state.compared(before, by_content=by_content, most=most)
        if now is not None and now.other:
            folder.keep(f"{name}.state", now.text())
    else:
        now = earlier[1]
    if now is None:
        return None
    changed = now.changed
    if earlier is not None and earlier[0] != name:
        now = now.again(state.parted(before)[0])
        more = _differing(before, now)
        if more is None:
            return None
        changed = now.changed | more
    return KnownPart(columns, frozenset(changed), now) if len(changed) <= most else None


def _differing(before: str, now: Compared) -> set[str] | None:
    """Return the files of a state that hold something else in a later one, None where that lacks some of it."""
    lines, folders = state.parted(before)
    if not {*folders} <= {*now.folders}:
        return None
    left = {*lines}.difference(now.lines)
    theirs = {state.path_in(each): each for each in {*now.lines}.difference(lines)} if left else {}
    changed: set[str] = set()
    for each in left:
        path = state.path_in(each)
        if path not in theirs:
            return None
        if not state.is_same(each, theirs[path]):
            changed.add(path)
    return changed
