"""The gate: the one way by which anything of a user's text gets into a report.

Lines go through `excerpt`, words through `words`, routes through `route`, and stretches through `span`.
"""

from __future__ import annotations

import functools

from validator.diagnostics import Position, Span
from validator.documents.tree import Mapping, target
from validator.engine.masks import masks_of
from validator.lazy import lazy
from validator.project.showing import key_is_shown, keys_of
from validator.secrets.hide import HIDDEN, MASK, joined, without_secrets
from validator.secrets.lookup import Lookup, without
from validator.secrets.vocabulary import is_prose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.diagnostics import Excerpt, Route
    from validator.documents.document import Document
    from validator.documents.source import Source
    from validator.engine.masks import Hidden, Masks
    from validator.project.project import Project

WORD = lazy(r"[^\s,;()\[\]\"'`]+")
PUBLIC = lazy(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z|[A-Z]{2,10}-[0-9]{1,6}\Z|#?[0-9]{1,3}\Z|\W{1,3}\Z")


SUPPRESSION = lazy(r"#[ \t]{0,20}appxlint")


class Gate:
    """What of a project may be shown. The masks of a source are made when it is first asked about."""

    __slots__ = ("_known", "_masks", "_numbers", "_project", "_secrets")

    def __init__(self, project: Project) -> None:
        self._project = project
        self._masks: dict[int, Masks] = {}
        self._secrets = Lookup()
        self._known: frozenset[str] | None = None
        self._numbers: dict[int, dict[str, int]] = {}

    @property
    def known(self) -> frozenset[str]:
        """The keys that the project's own documents declare."""
        if self._known is None:
            self._known = keys_of(self._project)
        return self._known

    def masks(self, source: Source) -> Masks:
        """Return the masks of a source; from then on its secrets are hidden in every text."""
        found = self._masks.get(id(source))
        if found is None:
            found = self._masks[id(source)] = masks_of(source, self._project, self.known)
            for text in found.secrets:
                self._secrets.add(text)
        return found

    def excerpt(self, source: Source, span: Span) -> Excerpt:
        """Return the first line of a stretch as it may be shown."""
        masks = self.masks(source)
        return masks.excerpt(span, self._secrets)

    def line(self, source: Source, number: int) -> str:
        """Return a line as it may be shown."""
        masks = self.masks(source)
        return masks.line(number, self._secrets).text

    def without(self, line: str, source: Source) -> str:
        """Return a line of another version of a source without what is hidden in this one."""
        others = self.masks(source).others
        pieces, done = list[str](), 0
        for start, end in joined([*self._secrets.find(line), *others.find(line)]):
            pieces += (line[done:start], MASK)
            done = end
        return "".join([*pieces, line[done:]])

    def span(self, source: Source, span: Span) -> Span:
        """Return a stretch as it may be reported: its end never tells how long something hidden is.

        It ends where the hidden part begins; if it begins with that, it is the first character.
        """
        hidden = self.masks(source).first_touched(span)
        if hidden is None or SUPPRESSION.match(source.text, hidden.start):
            return span
        end = source.position(hidden.start)
        return Span(span.start, max(end, Position(span.start.line, span.start.column + 1)))

    def hidden(self, source: Source, span: Span) -> Sequence[Hidden]:
        """Return what must not be shown of a stretch."""
        return self.masks(source).touched(span)

    def words(self, text: str, sources: Iterable[Source] = ()) -> str:
        """Return words as they may be shown: without secrets, and without what the sources hide that they are about."""
        if not text:
            return text
        text = without(text, self._secrets)
        for others in {id(source): self.masks(source).others for source in sources}.values():
            text = without(text, others)
        return without_secrets(text)

    def holds_secret(self, text: str) -> bool:
        """Whether words hold what is known to be secret, or looks so."""
        return self.words(text) != text

    def route(self, document: Document, route: Route) -> Route:
        """Return a route as it may be shown: a slip of the finger can turn a secret into a key.

        A key that is hidden is told from others by its number in its mapping.
        """
        steps = (
            self._step(document, route[:at], step) if isinstance(step, str) else step
            for at, step in enumerate(route)
        )
        return document.in_file(tuple(steps))

    def _step(self, document: Document, holder: Route, step: str) -> str:
        if key_is_shown(step, self.known):
            return self.words(step)
        node = document.node(holder)
        within = target(node) if node is not None else None
        number = self._number(within, step) if isinstance(within, Mapping) else None
        return HIDDEN if number is None else f"{HIDDEN[:-1]} {number})"

    def _number(self, mapping: Mapping, key: str) -> int | None:
        numbers = self._numbers.get(id(mapping))
        if numbers is None:
            pairs = reversed(list(enumerate(mapping.pairs, 1)))
            numbers = self._numbers[id(mapping)] = {pair.key.text: number for number, pair in pairs}
        return numbers.get(key)


@functools.lru_cache(maxsize=64)
def prose(text: str) -> str:
    """Return free text, such as a reason, with a mask for each run of words that are not everybody's."""
    shown: list[str] = []
    for word in without_secrets(text).split():
        bare = word.strip(",;:.!?()[]\"'`")
        if not bare or is_prose(bare) or PUBLIC.match(bare):
            shown.append(word)
        elif not shown or shown[-1] != MASK:
            shown.append(MASK)
    return " ".join(shown)
