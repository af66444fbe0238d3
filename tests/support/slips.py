"""Slips of the finger in the files of a project, and copies that nobody has adapted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

_ENTRY = re.compile(r"([ ]*(?:- )?)([\w.]+):(?: (\S[^\n]*))?\n")
_KINDS = ("copy", "drop", "repeat", "swap", "lose", "borrow", "cut", "rename")


class Slip(NamedTuple):
    """One change of a project; the numbers say where, whatever the project's size."""

    kind: str
    file: int
    line: int
    other: int

    def make(self, folder: Path) -> None:
        """Make the change, if there is anything to change."""
        files = [each for each in sorted(folder.rglob("*")) if each.suffix in {".yaml", ".yml"}]
        if not files:
            return
        file = files[self.file % len(files)]
        text = file.read_bytes().decode("utf-8", "surrogateescape")
        lines = text.splitlines(keepends=True)
        if self.kind == "copy":
            file = file.with_name(f"copy{self.other}.yaml")
        elif lines:
            at = self.line % len(lines)
            lines[at : at + 1] = self._instead(lines[at], lines)
        file.write_bytes("".join(lines).encode("utf-8", "surrogateescape"))

    def _instead(self, line: str, lines: list[str]) -> list[str]:
        if self.kind in {"drop", "repeat"}:
            return [] if self.kind == "drop" else [line, line]
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            return [line]
        others = [found for each in lines if (found := _ENTRY.fullmatch(each))]
        other = others[self.other % len(others)]
        key, value = entry[2], entry[3] or ""
        at = self.other % max(len(key) - 1, 1)
        new_key, new_value = {
            "swap": (key[:at] + key[at : at + 2][::-1] + key[at + 2 :], value),
            "lose": (key[:at] + key[at + 1 :], value),
            "borrow": (key, other[3] or ""),
            "cut": (key, value[:at] + value[at + 1 :]),
            "rename": (other[2], value),
        }[self.kind]
        return [f"{entry[1]}{new_key}: {new_value}".rstrip() + "\n"]


def slips() -> st.SearchStrategy[Slip]:
    """Return a strategy for slips."""
    number = st.integers(0, 60)
    return st.builds(Slip, st.sampled_from(_KINDS), number, number, number)
