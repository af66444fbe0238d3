"""Blame: which of the fixes that were made together brought a new finding about."""

from __future__ import annotations

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from validator.diagnostics import Diagnostic
    from validator.engine.identity import Identity, Spot

Fixes = dict["Identity", list["Spot"]]
"""The findings that are fixed, each with the parts that its fix changes."""


class Blame(NamedTuple):
    """The new findings that a fix has to do with; `certain` where no other fix can have brought one of them about."""

    found: tuple[Diagnostic, ...]
    certain: bool

    def why(self) -> str:
        """Return the reason in a few words: the first of the findings, and how many more there are."""
        first, *more = self.found
        others = f", and {len(more)} more" if more else ""
        return f"it would give: {first.rule} in {first.path}: {first.message}{others}"


def blamed(
    new: Iterable[tuple[Identity, Diagnostic]],
    fixes: Mapping[Identity, list[Spot]],
    moved: Callable[[Spot], Spot],
) -> dict[Identity, Blame]:
    """Return the fixes that new findings most likely come from, and never none of them.

    `moved` says where the parts stand now. The nearest fixes are to blame: those that wrote the part that a finding
    is about, else those in its document, in its file, in a file that it speaks of besides, else all of them.
    """
    near = _Near(fixes, moved)
    found: dict[Identity, list[Diagnostic]] = {}
    certain: set[Identity] = set()
    for identity, diagnostic in new:
        suspects, alone = near.suspects(identity, diagnostic)
        if alone:
            certain.update(suspects)
        for each in suspects:
            found.setdefault(each, []).append(diagnostic)
    return {each: Blame(tuple(diagnostics), each in certain) for each, diagnostics in found.items()}


class _Near:
    """Fixes by what they changed: the part, its document, its file."""

    __slots__ = ("_all", "_document", "_file", "_spot")

    def __init__(self, fixes: Mapping[Identity, list[Spot]], moved: Callable[[Spot], Spot]) -> None:
        self._all = list(fixes)
        self._spot: dict[Spot, list[Identity]] = {}
        self._document: dict[tuple[str, int], list[Identity]] = {}
        self._file: dict[str, list[Identity]] = {}
        for identity, spots in fixes.items():
            for spot in dict.fromkeys(map(moved, spots)):
                self._spot.setdefault(spot, []).append(identity)
                self._document.setdefault(spot[:2], []).append(identity)
                self._file.setdefault(spot.path, []).append(identity)

    def suspects(self, identity: Identity, diagnostic: Diagnostic) -> tuple[list[Identity], bool]:
        """Return the fixes nearest to a finding, and whether it is certain that it was this one."""
        path, document, route = spot = identity.spot
        for length in range(len(route), 0, -1):
            if wrote := self._spot.get(spot._replace(route=route[:length])):
                return wrote, len(wrote) == 1 and not self._others(wrote[0], diagnostic)
        if beside := self._document.get((path, document)) or self._file.get(path):
            return beside, False
        spoken_of = [each for related in diagnostic.related for each in self._file.get(related.path, ())]
        suspects = list(dict.fromkeys(spoken_of))
        return suspects or self._all, len(suspects) == 1

    def _others(self, fix: Identity, diagnostic: Diagnostic) -> bool:
        """Whether another fix changed a file that a finding speaks of besides its own place."""
        return any(each != fix for related in diagnostic.related for each in self._file.get(related.path, ()))
