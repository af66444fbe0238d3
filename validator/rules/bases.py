"""What the rules about base connections ask of their rules documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.words import simplified

if TYPE_CHECKING:
    from validator.documents.document import Document
    from validator.project.connection import Connection


def entries(rules: Document) -> list[tuple[int, dict[str, Any]]]:
    """Return the base connections that have a name, with their places."""
    entries = rules.get("baseConnections") or []
    return [
        (index, entry)
        for index, entry in enumerate(entries)
        if isinstance(entry, dict) and isinstance(entry.get("name"), str)
    ]


def must_select(rules: Document) -> bool:
    """Whether a base connection has to be selected: one is enabled, known by name or not."""
    return rules.get("atLeastOneEnabled") is True or any(
        entry.get("enabled") is True for _, entry in entries(rules)
    )


def as_list(value: Any) -> list[Any]:  # noqa: ANN401 - data of a user's file
    """Return a value as a list: itself where it is one."""
    return value if isinstance(value, list) else [value]


def same(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Whether two values are the same as text, so that a quoted number equals a bare one."""
    return bool(one == other) or (
        not isinstance(one, bool) and not isinstance(other, bool) and str(one) == str(other)
    )


def unfit(entry: dict[str, Any], connection: Connection) -> tuple[str, str, str] | None:
    """Return the key of `when` that does not fit, what it speaks of, and what the config has; None where all fit."""
    when = entry.get("when") if isinstance(entry.get("when"), dict) else {}
    workspace = connection.workspace
    own = {
        "workspaceType": ("workspace type", workspace.get("type") if workspace else None),
        "region": ("region", workspace.get("region") if workspace else None),
        "connectionEnvironment": (
            "environment",
            connection.environment.name if connection.environment else None,
        ),
    }
    for key, wanted in (when or {}).items():
        what, value = own.get(key, (key, None))
        if value is not None and simplified(value) not in {simplified(str(each)) for each in as_list(wanted)}:
            return key, what, value
    return None
