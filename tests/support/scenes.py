"""How an example of a rule page is laid over the scene that the page names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.rules.scenes import Scene

Data = dict[str, Any]
HEADER = "apiVersion: appxlint/v1\n"
_WIDE = 1000


class _Insertion(NamedTuple):
    at: int
    text: str


def completed(snippet: str, scene: Scene | None = None) -> str:
    """Return a snippet as a whole file: its lines as they are, and what its scene has beyond them.

    A document completes one of the scene's of its kind: the one of its name, else the first that is left. Mappings are
    merged, and a list or a single value takes the place of the scene's.
    """
    left = list(yaml.safe_load_all(scene.text)) if scene is not None else []
    texts = []
    for text in re.split(r"^---[ \t]*\n", snippet, flags=re.MULTILINE):
        fitting = _fitting(text, left)
        left = [each for each in left if each is not fitting]
        texts.append(_overlaid(text, fitting or {}))
    return "---\n".join([*texts, *(dump(each) for each in left)])


def _fitting(text: str, documents: list[Data]) -> Data | None:
    kind, name = value(text, "kind"), value(text, "name")
    candidates = [each for each in documents if each["kind"] == kind]
    return next((each for each in candidates if each.get("name") == name), next(iter(candidates), None))


def value(text: str, key: str) -> str | None:
    """Return what stands behind a key at the left margin of a document's text."""
    found = re.search(rf"^{key}: *(\S.*?)(?: +#.*)?$", text, re.MULTILINE)
    return found[1].strip("\"'") if found else None


def _overlaid(text: str, under: Data) -> str:
    """Return the text of a document with what another has beyond it; a broken text gains nothing but a header."""
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        node = None
    if isinstance(node, yaml.MappingNode):
        rest = {key: value for key, value in under.items() if key != "apiVersion"}
        for each in sorted(_insertions(node, rest, text), reverse=True):
            text = text[: each.at] + each.text + text[each.at :]
    return text if re.search(r"^apiVersion:", text, re.MULTILINE) else HEADER + text


def _insertions(node: yaml.MappingNode, under: Data, text: str) -> Iterator[_Insertion]:
    present = {key.value: value for key, value in node.value}
    for key, value in under.items():
        if isinstance(value, dict) and isinstance(present.get(key), yaml.MappingNode):
            yield from _insertions(present[key], value, text)
    lacking = {key: value for key, value in under.items() if key not in present}
    if not lacking:
        return
    if node.flow_style:
        inside = yaml.safe_dump(lacking, default_flow_style=True, sort_keys=False, width=_WIDE).strip()[1:-1]
        yield _Insertion(node.end_mark.index - 1, f", {inside}" if present else inside)
    else:
        indent = " " * node.start_mark.column
        end = len(text[: node.end_mark.index].rstrip()) + 1
        yield _Insertion(end, re.sub(r"^", indent, dump(lacking).rstrip("\n"), flags=re.MULTILINE) + "\n")


def dump(data: Data) -> str:
    """Return a document as YAML, its keys in their order."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=_WIDE)
