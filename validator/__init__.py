"""appxlint from Python: `validator.check(paths)` lints App Xchange connector set-ups and returns a report."""

from __future__ import annotations

from validator._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.diagnostics import (
        Diagnostic,
        Edit,
        Excerpt,
        Fix,
        Position,
        Problem,
        Related,
        Report,
        Severity,
        Span,
        Summary,
        Suppression,
    )
    from validator.engine.api import check
    from validator.project.settings import SettingsError

__all__ = [
    "Diagnostic",
    "Edit",
    "Excerpt",
    "Fix",
    "Position",
    "Problem",
    "Related",
    "Report",
    "SettingsError",
    "Severity",
    "Span",
    "Summary",
    "Suppression",
    "__version__",
    "check",
]

_HOMES = {
    "check": "validator.engine.api",
    "Problem": "validator.diagnostics",
    "Report": "validator.diagnostics",
    "Summary": "validator.diagnostics",
    "SettingsError": "validator.project.settings",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that importing the package costs next to nothing."""
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module  # noqa: PLC0415 - as the docstring says

    return getattr(import_module(_HOMES.get(name, "validator.diagnostics")), name)
