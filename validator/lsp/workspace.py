"""The texts that an editor has open, and the projects that they belong to."""

from __future__ import annotations

from pathlib import Path

from validator.diagnostics import Request, reading_order
from validator.documents.discover import Found, by_project
from validator.documents.source import display
from validator.engine.session import Session
from validator.lsp.positions import Lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from validator.diagnostics import Diagnostic
    from validator.documents.source import Source
    from validator.engine.load import Loaded


class Workspace:
    """Open texts by file, a session for each project, and the findings that were last told of each file."""

    def __init__(self, as_of: date | None = None) -> None:
        self._as_of = as_of
        self.texts: dict[Path, str] = {}
        self.findings: dict[Path, list[Diagnostic]] = {}
        self._bytes: dict[Path, bytes] = {}
        self._roots: dict[Path, Path] = {}
        self._sessions: dict[Path, Session] = {}

    def put(self, file: Path, text: str) -> None:
        """Have a text count in the place of a file."""
        self.texts[file] = text
        self._bytes[file] = text.encode("utf-8", "surrogatepass")

    def drop(self, file: Path) -> None:
        """Have what lies on the disk count again."""
        self.texts.pop(file, None)
        self._bytes.pop(file, None)
        self.findings.pop(file, None)

    def look(self) -> None:
        """Look at the disk anew.

        Raises:
            UsageError: the settings of a project cannot be used.
        """
        self._roots.clear()
        for session in self._sessions.values():
            session.look()

    def root_of(self, file: Path) -> Path:
        """Return the root of a file's project."""
        found = self._roots.get(file)
        if found is None:
            groups = by_project([Found.at(display(file), file, named=False)], Request(()))
            found = self._roots[file] = Path(next(iter(groups)))
        return found

    def loaded(self, file: Path) -> Loaded:
        """Return the project of a file as it stands, with the texts of the editor.

        Raises:
            UsageError: its settings cannot be used.
        """
        return self._session(file).load(self._of(self.root_of(file)))

    def check(self, files: Iterable[Path], *, by_themselves: bool = False) -> dict[Path, list[Diagnostic]]:
        """Check open files, and return what is found in each, as many findings as the settings show.

        `by_themselves` is the quick answer, without what only other documents say of these files.

        Raises:
            UsageError: the settings of a project cannot be used.
        """
        by_root: dict[Path, list[Path]] = {}
        for file in files:
            by_root.setdefault(self.root_of(file), []).append(file)
        found: dict[Path, list[Diagnostic]] = {}
        for root, together in by_root.items():
            session = self._session(together[0])
            told = session.findings(together, self._of(root), by_themselves=by_themselves)
            most = session.settings.limits.findings_per_file
            for file in together:
                path = display(file)
                own = [each for each in told if each.path == path]
                found[file] = _shown(own, most)
        self.findings |= found
        return found

    def lines(self, source: Source) -> Lines:
        """Return the lines of a source as the editor has them."""
        text = self.texts.get(source.file) if source.file is not None else None
        return Lines(source.text if text is None else text)

    def _session(self, file: Path) -> Session:
        root = self.root_of(file)
        found = self._sessions.get(root)
        if found is None:
            found = self._sessions[root] = Session(root, self._as_of)
        return found

    def _of(self, root: Path) -> dict[Path, bytes]:
        """Return the open texts of a project."""
        return {file: data for file, data in self._bytes.items() if self.root_of(file) == root}


def _shown(found: list[Diagnostic], most: int) -> list[Diagnostic]:
    """Return the most severe findings of a file, in the order of the text."""
    first = sorted(found, key=lambda each: (-each.severity, reading_order(each)))[:most]
    return sorted(first, key=reading_order)
