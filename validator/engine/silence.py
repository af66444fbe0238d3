"""Which rules have nothing to say of a document: not to be asked again while all that they looked at is the same.

Whether a rule looked at other documents, at the disk or at the calendar is declared nowhere: the project and `looks`
see it. What looked at the document, and at what is of no plentiful kind, says the same while these and the settings
are the same, and while each question has the same answer that it asked of what other documents tell. What looked at
all documents of a plentiful kind does while the data of all of them is the same too. What looked at the disk or the
calendar is always asked.
"""

from __future__ import annotations

from functools import cache

from validator.cache.columns import SILENT, SILENT_ACROSS
from validator.cache.ledger import signs_of, written
from validator.documents.kinds import CONFIG, PLENTIFUL
from validator.documents.looks import NOTHING, digest, handed_on, note_questions, set_back
from validator.project.once import gather, gatherers
from validator.project.sensitive import may_hold_undeclared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from validator.cache.known_files import Heard, KnownFiles
    from validator.documents.document import Document
    from validator.project.project import Project
    from validator.project.settings import Settings
    from validator.rules.rule import Rule

NONE: frozenset[str] = frozenset()
_NOTHING: Heard = (None, None, b"")

ACROSS_ALONE = ""
"""Stands among the ids of silent rules where those alone were asked that hold a document against others."""

_MARKED = frozenset({ACROSS_ALONE})
_OFTEN = 8
"""Rules that looked at all documents, or outside, for so many documents are not asked together with others."""


class Silence:
    """What is known of the silence of rules in a project, and what is heard in this run."""

    __slots__ = ("_apart", "_both", "_known", "_project", "_together")

    def __init__(self, known: KnownFiles, project: Project) -> None:
        self._known = known
        self._project = project
        self._apart: dict[str, int] = {}
        self._together: dict[tuple[int, bool], _Some] = {}
        self._both: dict[tuple[frozenset[str], frozenset[str]], frozenset[str]] = {}

    def begin(self) -> None:
        """Hear what all documents tell; whoever shares the work begins before that."""
        hear_all(self._known, self._project)

    def about(self, document: Document, rules: Sequence[Rule], *, across: bool) -> frozenset[str]:
        """Return which of some rules need not be asked about a document; what is not known of it is listened to.

        The rules are all that look at such documents, or with `across` those alone that hold one against others.
        """
        if not document.quiet or document.findings:
            return NONE
        if self._known.ledger is None:
            self.begin()
        alone, around, asked = known = self._known.silent(document)
        if alone is not None and (ACROSS_ALONE in alone) is not across:
            if across:
                return self._all_of(known)
            alone, around, asked = known = _NOTHING
        if alone is None or around is None:
            note_questions(wanted=True)
            if alone is None:
                known = self._listen(document, rules)
                known = (known[0] | _MARKED, *known[1:]) if across and known[0] is not None else known
            else:
                rest = [each for each in rules if each.id not in alone]
                known = self._one_by_one(document, rest, alone, signs_of(asked))
            note_questions(wanted=False)
            self.heard(document, known)
        return self._all_of(known)

    def heard(self, document: Document, silent: Heard) -> None:
        """Know which rules were silent about a document, here or in another process."""
        if silent[0] is not None:
            self._known.were_silent(document, silent)

    def heard_of(self, document: Document) -> Heard | None:
        """Return which rules this run has heard to be silent about a document."""
        return self._known.heard_of(document)

    def _all_of(self, heard: Heard) -> frozenset[str]:
        alone, around, _ = heard
        if alone is None or not around:
            return alone or NONE
        found = self._both.get((alone, around))
        if found is None:
            found = self._both[alone, around] = alone | around
        return found

    def _listen(self, document: Document, rules: Sequence[Rule]) -> Heard:
        """Ask rules about a document, most of them together, and return which are silent, by what they looked at."""
        together, one_by_one = self._some(rules, often=False), self._some(rules, often=True).rules
        set_back()
        if _says_something(document, self._project, together.rules):
            return _NOTHING
        around, outside, asked = set_back()
        alone = together.ids
        if around or outside:
            alone, asked, one_by_one = NONE, NOTHING[2], (*together.rules, *one_by_one)
        return self._one_by_one(document, one_by_one, alone, asked)

    def _one_by_one(
        self, document: Document, rules: Iterable[Rule], alone: frozenset[str], asked: Iterable[int]
    ) -> Heard:
        """Ask rules one by one, and return which are silent with those that are known to be."""
        near, far, questions, all_silent = [], [], {*asked}, True
        for rule in rules:
            set_back()
            if _says_something(document, self._project, (rule,)):
                all_silent = False
                continue
            around, outside, more = set_back()
            if around or outside:
                self._apart[rule.id] = self._apart.get(rule.id, 0) + 1
                if self._apart[rule.id] == _OFTEN:
                    self._together.clear()
            if not around and not outside:
                near.append(rule.id)
                questions |= more
            elif not outside:
                far.append(rule.id)
        found = alone.union(near) if near else alone
        return found, frozenset(far) if all_silent else None, written(questions)

    def _some(self, rules: Sequence[Rule], *, often: bool) -> _Some:
        """Return those of some rules that often look at all documents or outside, or the others."""
        found = self._together.get((id(rules), often))
        if found is None:
            chosen = (each for each in rules if each.check is not None)
            some = tuple(each for each in chosen if (self._apart.get(each.id, 0) >= _OFTEN) is often)
            found = self._together[id(rules), often] = _Some(some, rules)
        return found


class _Some:
    """Some rules `among` others, and their ids."""

    __slots__ = ("among", "ids", "rules")

    def __init__(self, rules: tuple[Rule, ...], among: Sequence[Rule]) -> None:
        self.among = among
        self.rules = rules
        self.ids = frozenset(each.id for each in rules)


def _says_something(document: Document, project: Project, rules: Iterable[Rule]) -> bool:
    for rule in rules:
        if rule.check is not None:
            for _ in rule.check(document, project):
                return True
    return False


def marks_of(rules: Sequence[Rule]) -> Callable[[str, Heard], int]:
    """Return what tells of a kind of document, and of what was heard of one, whether all of some rules were silent.

    Those that looked at all documents may speak of it as soon as one of these is another one.
    """

    @cache
    def marks(kind: str, alone: frozenset[str] | None, around: frozenset[str] | None) -> int:
        if alone is None or around is None or around:
            return 0
        about = [each for each in rules if each.check is not None and (not each.kinds or kind in each.kinds)]
        across = SILENT_ACROSS if alone.issuperset(each.id for each in about if each.across) else 0
        entirely = ACROSS_ALONE not in alone and alone.issuperset(each.id for each in about)
        return across | SILENT if entirely else across

    return lambda kind, heard: marks(kind, *heard[:2])


def known_of(known: KnownFiles, project: Project, rules: Sequence[Rule]) -> None:
    """Have that known of a project which may be: no value that may be sensitive, and what its documents tell."""
    leave_out_sensitive(known, project)
    known.count_odd()
    known.before_keeping(lambda: hear_all(known, project), marks_of(rules))


def leave_out_sensitive(known: KnownFiles, project: Project) -> None:
    """Have no file known any more in which a value may be sensitive that nobody can see it of.

    What connections ask for is noted on the way, as it will be wanted.
    """
    note_questions(wanted=True)
    for document in project.documents:
        file = document.source.where
        if file is not None and known.is_in_doubt(file) and may_hold_undeclared(document, project):
            known.withdraw(file)
    note_questions(wanted=False)


def settle(
    known: KnownFiles, documents: Sequence[Document], extra: Sequence[Document], settings: Settings
) -> None:
    """Say what rules can see, so that what is known of their silence may count.

    Of `extra` documents, which stand elsewhere, nothing is known for themselves.
    """
    others = {each.source.where or "" for each in documents if each.kind not in PLENTIFUL}
    others.update(each.source.where or "" for each in extra)
    plentiful = dict.fromkeys(each.source.where or "" for each in documents if each.kind in PLENTIFUL)
    asked = settings_sign(settings)
    context = _context_of(others, asked, has_configs=any(each.kind == CONFIG for each in documents))
    apart = [path for path in plentiful if path not in others]
    known.settle(context, apart, asked=asked, others=others)


def hear_all(known: KnownFiles, project: Project) -> None:
    """Have the documents of a project tell what rules gather, as far as it is not known already, once."""
    if known.ledger is not None:
        return
    project.ledger = ledger = known.open_ledger()
    gather(project)
    ledger.end()


def _context_of(files: Iterable[str], asked: str, *, has_configs: bool) -> str:
    """Return what tells all that rules can see beside documents of plentiful kinds from anything else.

    That is every file with anything but these in it, what is asked for, and whether there is any config.
    """
    seen = [(path, handed_on(path)) for path in files]
    parts = sorted((path, handed[1:] if handed is not None else None) for path, handed in seen)
    return digest(repr((asked, parts, has_configs)).encode("utf-8", "surrogatepass"))


def settings_sign(settings: Settings) -> str:
    """Return what tells what settings and command line ask for, and what is gathered, from anything else."""
    origins = [each.text for each in settings.origins.files] if settings.origins is not None else []
    asked = (settings.select, settings.ignore, sorted(settings.severity.items()), f"{settings.as_of}")
    return digest(repr((origins, asked, gatherers())).encode("utf-8", "surrogatepass"))
