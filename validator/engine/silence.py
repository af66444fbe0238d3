"""Which rules have nothing to say of a document: not to be asked again while all that they looked at is the same.

Whether a rule looked at other configs, at the disk or at the calendar is declared nowhere: the project and `looks` see
it. What looked at neither says the same while the document, what is no config and the settings are the same. What
looked at other configs does while the data of all of them is the same too. What looked at the disk or the calendar is
always asked.
"""

from __future__ import annotations

from validator.documents.kinds import CONFIG
from validator.documents.looks import digest, handed_on, set_back
from validator.project.sensitive import may_hold_undeclared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.cache.known_files import Heard, KnownFiles
    from validator.documents.document import Document
    from validator.project.project import Project
    from validator.project.settings import Settings
    from validator.rules.rule import Rule

NONE: frozenset[str] = frozenset()


class Silence:
    """What is known of the silence of rules in a project, and what is heard in this run."""

    __slots__ = ("_around", "_both", "_chosen", "_known", "_outside", "_project")

    def __init__(self, known: KnownFiles, project: Project) -> None:
        self._known = known
        self._project = project
        self._around: set[str] = set()
        self._outside: set[str] = set()
        self._chosen: dict[tuple[Sequence[Rule], frozenset[str] | None], _Some] = {}
        self._both: dict[tuple[frozenset[str], frozenset[str]], frozenset[str]] = {}

    def known_about(self, document: Document) -> frozenset[str]:
        """Return which rules are known to need not be asked about a document."""
        if not document.quiet or document.findings:
            return NONE
        alone, around = self._known.silent(document)
        return NONE if alone is None else alone if around is None else self._union(alone, around)

    def about(self, document: Document, rules: Sequence[Rule]) -> frozenset[str]:
        """Return which of some rules need not be asked about a document; what is not known of it is listened to."""
        if not document.quiet or document.findings:
            return NONE
        alone, around = self._known.silent(document)
        if alone is not None and around is not None:
            return self._union(alone, around)
        alone = self._alone(document, rules) if alone is None else alone
        around = self._in_company(document, rules, alone) if alone is not None else None
        self.heard(document, (alone, around))
        return NONE if alone is None else alone if around is None else self._union(alone, around)

    def heard(self, document: Document, silent: Heard) -> None:
        """Know which rules were silent about a document, here or in another process."""
        if silent[0] is not None:
            self._known.were_silent(document, silent)

    def heard_of(self, document: Document) -> Heard | None:
        """Return which rules this run has heard to be silent about a document."""
        return self._known.heard_of(document)

    def _union(self, alone: frozenset[str], around: frozenset[str]) -> frozenset[str]:
        found = self._both.get((alone, around))
        if found is None:
            found = self._both[alone, around] = alone | around
        return found

    def _alone(self, document: Document, rules: Sequence[Rule]) -> frozenset[str] | None:
        """Ask the rules that look at nothing else, and return them if all of them are silent."""
        for _ in rules:
            some = self._some(rules, None)
            set_back()
            if _says_something(document, self._project, some.rules):
                return None
            if set_back() == (False, False):
                return some.ids
            if not self._learn(document, some.rules):
                return None
        return None

    def _in_company(
        self, document: Document, rules: Sequence[Rule], alone: frozenset[str]
    ) -> frozenset[str] | None:
        """Ask the rules that look at other configs as well, and return them if all of them are silent."""
        for _ in rules:
            some = self._some(rules, alone)
            set_back()
            if _says_something(document, self._project, some.rules):
                return None
            if not set_back()[1]:
                return some.ids
            if not self._learn(document, some.rules):
                return None
        return None

    def _some(self, rules: Sequence[Rule], alone: frozenset[str] | None) -> _Some:
        """Return those of some rules that look at nothing else; or those but for some that do, and the always asked."""
        found = self._chosen.get((rules, alone))
        if found is None:
            out = self._outside | (self._around if alone is None else alone)
            chosen = tuple(each for each in rules if each.check is not None and each.id not in out)
            found = self._chosen[rules, alone] = _Some(chosen)
        return found

    def _learn(self, document: Document, rules: Iterable[Rule]) -> bool:
        """Note which rules look around or outside, and return whether there are any that were not known to."""
        before = len(self._around) + len(self._outside)
        for each in rules:
            set_back()
            _says_something(document, self._project, (each,))
            around, outside = set_back()
            if outside:
                self._outside.add(each.id)
            elif around:
                self._around.add(each.id)
        self._chosen.clear()
        return len(self._around) + len(self._outside) > before


class _Some:
    """Some rules, and their ids."""

    __slots__ = ("ids", "rules")

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self.ids = frozenset(each.id for each in rules)


def _says_something(document: Document, project: Project, rules: Iterable[Rule]) -> bool:
    for rule in rules:
        if rule.check is not None:
            for _ in rule.check(document, project):
                return True
    return False


def leave_out_sensitive(known: KnownFiles, project: Project) -> None:
    """Have no file known any more in which a value may be sensitive that nobody can see it of."""
    for document in project.documents:
        file = document.source.file
        if file is not None and known.is_in_doubt(file) and may_hold_undeclared(document, project):
            known.withdraw(file)


def settle(known: KnownFiles, documents: Iterable[Document], settings: Settings) -> None:
    """Say what rules can see, so that what is known of their silence may count."""
    others = {f"{each.source.file}" for each in documents if each.kind != CONFIG}
    configs = dict.fromkeys(f"{each.source.file}" for each in documents if each.kind == CONFIG)
    known.settle(_context_of(others, settings), [path for path in configs if path not in others])


def _context_of(files: Iterable[str], settings: Settings) -> str:
    """Return what tells all that rules can see beside a config, but for other configs, from anything else.

    That is every file with anything but configs in it, and what settings and command line ask for.
    """
    seen = [(path, handed_on(path)) for path in files]
    origins = [each.text for each in settings.origins.files] if settings.origins is not None else []
    asked = (settings.select, settings.ignore, sorted(settings.severity.items()), f"{settings.as_of}")
    parts = sorted((path, handed[1:] if handed is not None else None) for path, handed in seen)
    return digest(repr((origins, asked, parts)).encode("utf-8", "surrogatepass"))
