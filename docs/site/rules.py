"""The page about the rules taken apart by subject, and each rule with a finding as it is printed."""

from __future__ import annotations

import re
from typing import NamedTuple

from docs.site.markdown import Section, sections
from docs.site.toctree import toctree

_ROW = re.compile(r"^\| \[([a-z-]+)\]\(#[a-z-]+\) \| (\w+) \| (\w+) \|", re.MULTILINE)
_SOURCE = "\nSource: "


class Pages(NamedTuple):
    """The pages by their names, and the page that each anchor of the one before stands on now."""

    texts: dict[str, str]
    moved: dict[str, str]


def taken_apart(rules: str, messages: str) -> Pages:
    """Return a page for each subject of the page about the rules, and what is left of that: the tables."""
    before, *subjects = sections(rules, 2)
    printed = {
        each.heading: each.text
        for subject in sections(messages, 2)[1:]
        for each in sections(subject.text, 3)[1:]
    }
    pages = {_name(each): _page(each, printed) for each in subjects}
    moved = {
        _slug(part.heading): f"{_name(each)}#{_slug(part.heading)}"
        for each in subjects
        for part in sections(each.text, 3)[1:]
    }
    moved |= {_slug(each.heading): _name(each) for each in subjects}
    tables = [f"## {each.heading}\n\n{sections(each.text, 3)[0].text}" for each in subjects]
    tree = toctree(f"/{name.removesuffix('.md')}" for name in pages)
    return Pages({"rules.md": "\n\n".join([before.text, *tables, tree]), **pages}, moved)


def _name(subject: Section) -> str:
    return f"rules/{_slug(subject.heading)}.md"


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", heading.lower())


def _page(subject: Section, printed: dict[str, str]) -> str:
    """Return the page of a subject: its table, and a part for each rule, or for each set-up of the examples."""
    table, *parts = sections(subject.text, 3)
    levels = {each[1]: f"{each[2]}, {each[3]}" for each in _ROW.finditer(table.text)}
    texts = [
        _rule(each, levels[each.heading], printed[each.heading]) if each.heading in levels else each.text
        for each in parts
    ]
    bodies = [f"## {each.heading}\n\n{text}" for each, text in zip(parts, texts, strict=True)]
    return "\n\n".join([f"# {subject.heading}", table.text, *bodies])


def _rule(rule: Section, level: str, printed: str) -> str:
    """Return what a rule's part of the one page says, with a finding as it is printed."""
    text, _, source = rule.text.rpartition(_SOURCE)
    return "\n\n".join([f"*{level}*", text.strip("\n"), "Printed:", printed, f"Source: {source}"])
