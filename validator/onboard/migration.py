"""General configuration moved into a connection and an OAuth client, line by line, so that comments go along."""

from __future__ import annotations

from validator.diagnostics import Limits, UsageError
from validator.documents.document import is_used_elsewhere
from validator.documents.kinds import API_VERSION, CLIENT, CONFIG, GENERAL
from validator.documents.parse import parse
from validator.documents.source import decode
from validator.documents.tree import Alias, Mapping, span_of
from validator.onboard.conversion import can_be_converted, conversion_of
from validator.onboard.writing import scalar
from validator.project.facts import BASE_URL
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Mapping as MappingOf
    from typing import Any

    from validator.documents.document import Document
    from validator.documents.source import Source
    from validator.documents.tree import Node, Pair
    from validator.onboard.conversion import Conversion
    from validator.project.project import Project

_LIMITS = Limits()


class Entry(NamedTuple):
    """An entry of general configuration: its key, its lines without indentation, and the comments around it.

    `lead` are the comment lines above it, `tail` is the comment behind its value. Both are part of no value.
    """

    key: str
    lines: tuple[str, ...]
    lead: tuple[str, ...]
    tail: str = ""


class _Block(NamedTuple):
    """The lines of a config's general configuration in the text, from zero and without the last, and what they hold."""

    first: int
    end: int
    indent: str
    comment: str
    entries: tuple[Entry, ...]
    rest: tuple[str, ...]


def migrated(source: Source, project: Project) -> str:
    """Return the text of a file in which connections stand in the place of general configuration that can be moved.

    Raises:
        UsageError: nothing in it can be moved, or not without touching more than that.
    """
    if source.path.lower().endswith(".json"):
        raise UsageError(
            f"{source.path}: JSON has no comments to keep and holds one document; write YAML first"
        )
    configs = [
        each for each in project.of_kind(CONFIG) if each.source is source and can_be_converted(each, project)
    ]
    if not configs:
        raise UsageError(
            f"{source.path} has no general configuration that a connection could take the place of"
        )
    ends = "\r\n" if "\r\n" in source.text else "\n"
    if source.text.count(ends) != source.text.count("\n"):
        raise _by_hand(source)
    lines = source.text.split(ends)
    taken = {each.name.casefold() for each in project.of_kind(CLIENT)}
    clients: list[list[str]] = []
    for config in sorted(configs, key=lambda each: each.index, reverse=True):
        block, plan = _block_of(config, lines), conversion_of(config, project, taken)
        taken.add(plan.fields.get("name", "").casefold())
        lines[block.first : block.end] = _connection(block, plan)
        clients[:0] = [_client(block, plan)] if plan.fields else []
    text = ends.join(_with(lines, clients))
    if not _moves_only(source, text, {each.index for each in configs}, len(clients)):
        raise _by_hand(source)
    return text


def _by_hand(source: Source) -> UsageError:
    return UsageError(f"{source.path}: this cannot be moved line by line; move it by hand")


def _block_of(config: Document, lines: Sequence[str]) -> _Block:
    """Return the lines of a config's general configuration.

    Raises:
        UsageError: they hold or share more than that.
    """
    root, holder = config.root, config.node((GENERAL,))
    pair = root.pair(GENERAL) if isinstance(root, Mapping) else None
    if (
        not isinstance(root, Mapping)
        or root.flow
        or pair is None
        or pair.via
        or not isinstance(holder, Mapping)
    ):
        raise _by_hand(config.source)
    if is_used_elsewhere(config, (GENERAL,), inside=True) or not all(map(_is_plain, _nodes(holder, config))):
        raise _by_hand(config.source)
    first = pair.key.start.line
    indent = lines[first][: pair.key.start.column]
    if indent.strip() or not holder.pairs:
        raise _by_hand(config.source)
    end = _last_line(holder, config) + 1
    if holder.flow:
        return _of_flow(config, holder, first, end, indent)
    comment = lines[first][pair.key.end.column :].strip().removeprefix(":").strip()
    entries, at = [], first + 1
    for each in holder.pairs:
        start, last = each.key.start.line, _last_line_of(each, config)
        lead = tuple(line.strip() for line in lines[at:start] if line.strip())
        own = tuple(_less(line, each.key.start.column) for line in lines[start : last + 1])
        behind = config.source.text[span_end(each.value, config) :].partition("\n")[0].strip()
        entries.append(Entry(each.key.text, own, lead, behind))
        at = last + 1
    return _Block(first, at, indent, comment, tuple(entries), ())


def _of_flow(config: Document, holder: Mapping, first: int, end: int, indent: str) -> _Block:
    """Return the block of a mapping in braces; its comments come before all entries."""
    text = config.source.text
    inside = [each for each in config.comments if first <= each.line - 1 < end]
    entries = [
        Entry(pair.key.text, (text[pair.key.start.index : span_end(pair.value, config)],), ())
        for pair in holder.pairs
    ]
    if any("\n" in line for each in entries for line in each.lines):
        raise _by_hand(config.source)
    return _Block(first, end, indent, "", tuple(entries), tuple(each.text.strip() for each in inside))


def span_end(node: Node, config: Document) -> int:
    """Return the offset behind a node, without the line ends that a block scalar ends with."""
    end = config.source.offset(span_of(node).end)
    return len(config.source.text[:end].rstrip())


def _nodes(holder: Mapping, config: Document) -> Iterator[tuple[Node, Pair | None, str]]:
    """Yield the values below a mapping with their pairs, and what stands where each begins."""
    waiting: list[tuple[Node, Pair | None]] = [(holder, None)]
    while waiting:
        node, pair = waiting.pop()
        yield node, pair, config.source.text[node.start.index : node.start.index + 1]
        if isinstance(node, Mapping):
            waiting.extend((each.value, each) for each in node.pairs)
        elif not isinstance(node, Alias) and hasattr(node, "items"):
            waiting.extend((item, None) for item in node.items)


def _is_plain(found: tuple[Node, Pair | None, str]) -> bool:
    """Whether a value is neither an alias nor merged in, and has no anchor and no tag."""
    node, pair, first = found
    return not isinstance(node, Alias) and (pair is None or pair.via is None) and first not in {"&", "!"}


def _last_line(holder: Mapping, config: Document) -> int:
    if holder.flow:
        return config.source.span(holder.end.index - 1, holder.end.index).start.line - 1
    return max(_last_line_of(pair, config) for pair in holder.pairs)


def _last_line_of(pair: Pair, config: Document) -> int:
    end = max(span_end(pair.value, config), pair.key.end.index)
    return config.source.text.count("\n", 0, end)


def _less(line: str, indent: int) -> str:
    return line[indent:] if not line[:indent].strip() else line.lstrip()


def _connection(block: _Block, plan: Conversion) -> list[str]:
    """Return the lines of a connection, and of what is left of general configuration."""
    one, two, three = (block.indent + "  " * depth for depth in (0, 1, 2))
    by_key = {each.key: each for each in block.entries}
    head = f"{one}connection:{f' {block.comment}' if block.comment else ''}"
    made = [*(f"{one}{line}" for line in block.rest), head]
    made += [f"{two}{key}: {scalar(value)}" for key, value in plan.before.items()]
    details = [line for key in plan.details for line in _moved(by_key[key], three)]
    details += _environment_lines(by_key.get(BASE_URL), plan, three)
    details += [f"{three}{key}: {scalar(value)}" for key, value in plan.added.items()]
    made += [f"{two}details:", *details] if details else []
    gone = {*plan.details, *plan.client, *({BASE_URL} if plan.environment is not None else ())}
    left = [line for each in block.entries if each.key not in gone for line in _moved(each, two)]
    return [*made, *([f"{one}{GENERAL}:", *left] if left else [])]


def _moved(entry: Entry, indent: str) -> Iterator[str]:
    for line in (*entry.lead, *entry.lines):
        yield f"{indent}{line}" if line.strip() else ""


def _environment_lines(entry: Entry | None, plan: Conversion, indent: str) -> Iterator[str]:
    """Yield the environment in the place of the base URL, whose comments it keeps."""
    if plan.environment is None:
        return
    key, value = plan.environment
    if entry is not None:
        yield from (f"{indent}{line}" for line in entry.lead)
    said = f" {entry.tail}" if entry is not None and entry.tail else ""
    yield f"{indent}{key}: {scalar(value)}{said}"


def _client(block: _Block, plan: Conversion) -> list[str]:
    """Return the lines of the OAuth client that the keys of a config go into."""
    by_key = {each.key: each for each in block.entries}
    head = [f"apiVersion: {API_VERSION}", f"kind: {CLIENT}"]
    keys = [line for key in plan.client for line in _moved(by_key[key], "")]
    fields = [
        [f"{key}: {scalar(value)}" for key, value in part.items()] for part in (plan.fields, plan.after_keys)
    ]
    return [*head, *fields[0], *keys, *fields[1]]


def _with(lines: Sequence[str], clients: Iterable[Sequence[str]]) -> list[str]:
    """Return lines with further documents behind them; the last line ends as the others do."""
    found = list(lines)
    while found and not found[-1].strip():
        found.pop()
    if found and found[-1].strip() == "...":
        found.pop()
    for each in clients:
        found += ["---", *each]
    return [*found, ""]


def _moves_only(source: Source, text: str, converted: set[int], clients: int) -> bool:
    """Whether a text holds the documents of a source but for the converted ones, and some clients behind them."""
    before, after = (_data(each) for each in (source.text, text))
    if len(after) != len(before) + clients or any(
        each.get("kind") != CLIENT for each in after[len(before) :]
    ):
        return False
    moved = [_leaves(each) for each in after[len(before) :]]
    for at, (old, new) in enumerate(zip(before, after, strict=False)):
        rest = {key: value for key, value in new.items() if key not in {"connection", GENERAL}}
        if at not in converted and old != new:
            return False
        if at in converted:
            same = {key: value for key, value in old.items() if key != GENERAL}
            kept = {**old[GENERAL]}
            kept.pop(BASE_URL, None)
            if rest != same or not _leaves(kept) <= _leaves(new).union(*moved):
                return False
    return True


def _data(text: str) -> list[MappingOf[str, Any]]:
    return [each.data for each in parse(decode("migrated.yaml", text.encode("utf-8")), _LIMITS)]


def _leaves(data: Any) -> set[tuple[str, str]]:  # noqa: ANN401 - data of a user's file, of bounded depth
    """Return the scalars of data with the keys that they stand behind."""
    found: set[tuple[str, str]] = set()
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            found |= _leaves(value)
        else:
            found.add((f"{key}", repr(value)))
    return found
