"""What has to hold for any input; each claim yields a line for each way in which it does not."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from tests.support.canaries import CANARIES
from tests.support.clock import TODAY
from tests.support.report_schema import published
from tests.support.spans import lies_inside, lines_of
from tests.whole.fuzz.seeds import WORDS
from validator.cli import entry
from validator.diagnostics import Limits, Position, Span
from validator.documents import yaml_python, yaml_reader
from validator.documents.event_reader import read_events
from validator.documents.line_reader import read_lines
from validator.documents.parse import parse
from validator.documents.source import decode
from validator.render.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.whole.fuzz.seeds import Files
    from validator.documents.document import Document

EXITS = {0, 1, 2, 3}
LIMITS = Limits()
_MARK = "\ufeff".encode()
_DISPUTED = re.compile(rb"[?!%\t]|:[,\[\]{}]")
_LISTS = ("diagnostics", "suppressed")
_OUTPUTS = ".out"


class Ran(NamedTuple):
    """How a command line ended and what it said."""

    code: int
    out: str
    err: str


def ran(*arguments: str) -> Ran:
    """Run a command line in this process and in the working folder."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = entry.run(["--debug", *arguments])
        out.flush()
        err.flush()
    texts = (stream.buffer.getvalue().decode() for stream in (out, err))
    return Ran(code, *texts)


def of_a_text(data: bytes) -> Iterator[str]:
    """Claim that any bytes can be read, as YAML and as JSON, and by both parsers of YAML alike."""
    lines = lines_of(data)
    for name in ("a.yaml", "a.json"):
        for document in parse(decode(name, data), LIMITS):
            yield from (f"{name}: {told}" for told in _places_of(document, lines))
    yield from _readers(data)


def _places_of(document: Document, lines: list[str]) -> Iterator[str]:
    for finding in document.findings:
        for place in (finding.place, *(also.place for also in finding.also)):
            span, ways = place.of(document).located()
            if not all(lies_inside(each, lines) for each in (span, *(way for way, _ in ways))):
                yield f"a place of {finding.rule} lies outside: {finding.message}: {span}"
    for leaf in document.leaves():
        span = document.locate(leaf.route, leaf.part)[0]
        if not lies_inside(span, lines):
            yield f"{leaf.route} lies outside: {span}"


def _readers(data: bytes) -> Iterator[str]:
    """Claim that PyYAML's own parser and libyaml's read the same, as far as a text is YAML to both of them.

    They may name a slip at other places. Texts with some rare signs are YAML to one of them alone, and a byte order
    mark that does not come first, a fault in any case, is white space to libyaml. What is empty stands elsewhere in
    braces, so that a comment behind it may not be seen as one that cuts a value.
    """
    installed = getattr(yaml, "CLoader", yaml_python.Loader)
    first, second = (_read(data, parser) for parser in (yaml_python.Loader, installed))
    one_refuses = (first is None) is not (second is None)
    if first is None and second is None:
        return
    if first != second and _MARK not in data[1:] and not (one_refuses and _DISPUTED.search(data)):
        yield f"two parsers read this differently: {first} and {second}"
    quick = _read(data, installed, quietly=True)
    if quick != second:
        yield f"the quick way reads this differently: {quick} and {second}"
    text = decode("a.yaml", data).text
    by_lines, by_events = read_lines(text), read_events(text)
    if by_lines is not None and by_lines != by_events:
        yield f"lines say something else than events: {by_lines} and {by_events}"


def _read(data: bytes, parser: Any, *, quietly: bool = False) -> list[object] | None:
    """Return what a parser makes of a text, None where it is no YAML to it; `quietly` has the quick way go first."""
    installed, yaml_reader._Parser = yaml_reader._Parser, parser
    try:
        documents = parse(decode("a.yaml", data), LIMITS, quietly=quietly)
    finally:
        yaml_reader._Parser = installed
    told = [
        (each.rule, each.message, each.place.of(document).located()[0])
        for document in documents
        for each in document.findings
        if each.rule != "comment-cuts-value"
    ]
    if any(rule == "yaml-syntax" for rule, *_ in told):
        return None
    leaves = [(each.route, each.part, each.node.text) for document in documents for each in document.leaves()]
    return [[document.data for document in documents], told, leaves]


def of_a_project(files: Files, secrets: tuple[str, ...]) -> Iterator[str]:
    """Claim what every command line promises of a project, in the working folder, which is emptied first."""
    _write(files)
    formats = [each for form in FORMATS for each in ("-f", form, "-o", f"{_OUTPUTS}/{form}")]
    said = ran("check", *formats, "--as-of", f"{TODAY}", "--statistics", "--show-files", ".")
    outputs = {file.name: file.read_text(encoding="utf-8") for file in Path(_OUTPUTS).iterdir()}
    yield from _ends("check", said)
    yield from _tells("check", said, secrets, *outputs.values())
    report = json.loads(outputs["json"]) if "json" in outputs else None
    if report is not None:
        yield from _report(report, files)
    for arguments in _more(files):
        said = ran(*arguments)
        yield from _ends(" ".join(arguments), said)
        yield from _tells(" ".join(arguments), said, secrets)
    yield from _fixes(report, secrets)


def _more(files: Files) -> Iterator[tuple[str, ...]]:
    name = next((each for each in files if not each.endswith(".toml")), "none.yaml")
    yield "check", "--diff", "--unsafe-fixes", "--as-of", f"{TODAY}", "."
    yield "show", name
    yield "show", name, "--format", "json"


def _write(files: Files) -> None:
    for file in Path().iterdir():
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)
        else:
            file.unlink()
    for name, data in {"appxlint.toml": b"", **files}.items():
        Path(name).write_bytes(data)
    Path(_OUTPUTS).mkdir()


def _ends(line: str, said: Ran) -> Iterator[str]:
    if said.code not in EXITS or "Traceback" in said.err:
        yield f"{line} ended with {said.code}: {said.err[-2000:]}"
    elif said.code in {2, 3} and not said.out + said.err:
        yield f"{line} ended with {said.code} and said nothing"


def _tells(line: str, said: Ran, secrets: tuple[str, ...], *more: str) -> Iterator[str]:
    for secret in secrets:
        if any(_leaks(secret, text) for text in (said.out, said.err, *more)):
            yield f"{line} tells the secret {secret!r}"


def _leaks(secret: str, text: str) -> bool:
    if secret in WORDS:
        return secret in text.lower()
    return next(each for each in CANARIES if each.text == secret).leaks(text)


def _report(report: Any, files: Files) -> Iterator[str]:
    yield from (f"the report does not fit its schema: {error.message}" for error in _schema_faults(report))
    lines = {name: lines_of(data) for name, data in files.items()}
    for each in (found for key in _LISTS for found in report[key]):
        edits = each["fix"]["edits"] if each["fix"] else []
        places = [(each["path"], each), *((each["path"], edit) for edit in edits)]
        places += [(other["path"], other) for other in each["related"]]
        for path, place in places:
            if not lies_inside(_span(place["range"]), lines[path]):
                yield f"a place of {each['rule']} lies outside of {path}: {place['range']}"


def _schema_faults(report: Any) -> list[Any]:
    return list(published().iter_errors(report))


def _span(told: Any) -> Span:
    start, end = (Position(told[end]["line"], told[end]["column"]) for end in ("start", "end"))
    return Span(start, end)


def _fixes(report: Any, secrets: tuple[str, ...]) -> Iterator[str]:
    """Claim that a fix adds no finding, and that fixing twice is fixing once."""
    said = ran("check", "--fix", "-f", "json", "--as-of", f"{TODAY}", ".")
    yield from _ends("check --fix", said)
    yield from _tells("check --fix", said, secrets)
    if report is None or not said.out:
        return
    added = _rules(json.loads(said.out)) - _rules(report)
    if added:
        yield f"a fix adds {dict(added)}"
    once = _contents()
    ran("check", "--fix", "--as-of", f"{TODAY}", ".")
    if _contents() != once:
        yield "fixing twice is not fixing once"


def _rules(report: Any) -> Counter[str]:
    return Counter(each["rule"] for each in report["diagnostics"])


def _contents() -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in Path().iterdir() if file.is_file()}


@contextlib.contextmanager
def in_folder(folder: Path) -> Iterator[None]:
    """Work in a folder, as outside of any pipeline."""
    kept = dict(os.environ)
    for name in [each for each in kept if each.startswith(("GITHUB_", "APPXLINT_")) or each == "CI"]:
        del os.environ[name]
    os.environ["NO_COLOR"] = "1"
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        os.environ.clear()
        os.environ.update(kept)
