"""Help that is followed: what it says to add or to write is put into its sample, and nothing new is found there."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import validator
from tests.support.clock import TODAY
from tests.support.samples import EXPECTED, cases
from validator.diagnostics import Limits, Part, Request
from validator.documents.source import Source, read
from validator.documents.tree import Mapping
from validator.engine.run import load_projects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator import Diagnostic, Report
    from validator.documents.document import Document

MESSAGES = Path(__file__).parent / "messages"
FOLDERS = [
    *(case.path for case in cases()),
    *sorted(each for each in MESSAGES.iterdir() if each.is_dir()),
]
ADD = re.compile(r"add (?P<key>\w+)(?P<under> under details)?: (?!with |an address )(?P<value>[^;]+)")
WRITE = re.compile(r"write (?P<value>[^;]+)")
WORDS = re.compile(
    r"(?:an?|the|it|its|one|out|what|as|that|with|letters|straight)\b|\(|\\|#|https://$|https://HOST"
    r"|.*…|.* as the host|.*\(hidden|(?:key|details|tokenUrl):|\*"
)
"""How help begins that says what there is to write, and does not show it."""

COMPANIES = re.compile(r"\b(?:562949953443325|598134325779301|112233|7656)\b")
"""Numbers of companies that belong to somebody, which no help proposes."""


class Followed(NamedTuple):
    """One way to follow a help line: the file as it is then, and the words that were put into it."""

    path: str
    text: str
    words: str
    help: str


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_help_that_is_followed_to_the_letter_brings_nothing_new_and_no_company_of_somebodys(
    folder: Path, project: Path
) -> None:
    shutil.copytree(
        folder, project, dirs_exist_ok=True, ignore=shutil.ignore_patterns(f"*{EXPECTED}", "expected.txt")
    )
    (project / "appxlint.toml").touch()
    before = validator.check(["."], as_of=TODAY)
    assert not [found.help for found in before.diagnostics if COMPANIES.search(found.help)]
    documents = [each for loaded in load_projects(Request((".",))) for each in loaded.project.documents]
    for found in before.diagnostics:
        ways = list(followed(found, documents))
        outcomes = {way.words: new_after(way, before) for way in ways}
        assert not outcomes or any(not new for new in outcomes.values()), (found.rule, found.help, outcomes)


def new_after(way: Followed, before: Report) -> list[tuple[str, str]]:
    """Return the findings that are new once a help line was followed, and leave the file as it was."""
    file = Path(way.path)
    old = file.read_bytes()
    file.write_bytes(way.text.encode())
    after = validator.check(["."], as_of=TODAY)
    file.write_bytes(old)
    override = "leave out what it sets" in way.help
    return [
        each
        for each in seen(after) - seen(before)
        if not (override and each[0] == "base-connection-override")
    ]


def seen(report: Report) -> Counter[tuple[str, str]]:
    return Counter((each.rule, each.message) for each in report.diagnostics)


def followed(found: Diagnostic, documents: list[Document]) -> Iterator[Followed]:
    """Yield each way to follow a help line that can be followed to the letter."""
    document = next(
        (each for each in documents if each.title == found.document and each.path == found.path), None
    )
    if document is None:
        return
    source = read(found.path, Path(found.path), Limits())
    added, wrote = ADD.search(found.help), WRITE.match(found.help)
    if added is not None and ": with " not in added["value"]:
        holder = holder_of(document, found, added["key"], under=bool(added["under"]))
        for value in choices(added["value"]):
            between = ", " if holder.flow else f"\n{' ' * holder.pairs[0].key.start.column}"
            line = re.sub(r" and (?=\w+: )", between, f"{added['key']}: {value}")
            if added["under"]:
                line = f"details: {{{line}}}"
            yield Followed(found.path, inserted(source, holder, line), line, found.help)
    elif wrote is not None and not WORDS.match(wrote["value"]) and found.fix is None:
        span, _ = document.locate(found.route, Part.VALUE)
        start, end = source.offset(span.start), source.offset(span.end)
        scalar = document.scalar(found.route)
        if scalar is not None and scalar.start.index == scalar.end.index:
            start = end = scalar.end.index
        for value in choices(wrote["value"]):
            value = f" {value}" if start == end else value  # noqa: PLW2901 - nothing stands behind the colon
            if source.text[start] not in "|>":
                yield Followed(
                    found.path, f"{source.text[:start]}{value}{source.text[end:]}", value, found.help
                )


def choices(text: str) -> list[str]:
    """Return what may be chosen of a list in words; of one that is cut off at eight, those."""
    text = re.sub(r" (?:and \d+ more|for text)$", "", re.split(r", or |,? if ", text)[0])
    if text.startswith(("[", "{")):
        return [text]
    return re.split(r", | or ", text)


def holder_of(document: Document, found: Diagnostic, key: str, *, under: bool) -> Mapping:
    """Return the mapping that a key is to be added to."""
    route = found.route
    if route and route[-1] == key and not isinstance(document.node(route), Mapping):
        route = route[:-1]
    del under
    while not isinstance(document.node(route), Mapping):
        route = route[:-1]
    holder = document.node(route)
    assert isinstance(holder, Mapping)
    return holder


def inserted(source: Source, holder: Mapping, line: str) -> str:
    """Return a text with one entry more at the beginning of a mapping."""
    text = source.text
    if not holder.pairs:
        at = holder.start.index + 1
        return f"{text[:at]}{line}{text[at:]}"
    first = holder.pairs[0].key.start
    between = ", " if holder.flow else f"\n{' ' * first.column}"
    return f"{text[: first.index]}{line}{between}{text[first.index :]}"
