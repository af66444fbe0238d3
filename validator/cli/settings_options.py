"""The option of `appxlint check` that shows settings, and checks nothing."""

from __future__ import annotations

from validator.cli.options import CHECK, Option

SHOW_SETTINGS = Option(
    ("--show-settings",),
    "show_settings",
    "flag",
    "Show every setting of the project, and where each comes from, as text or json; check nothing.",
)

CHECK_OR_SHOW = (*CHECK, SHOW_SETTINGS)
"""What the command takes: those that say what is to be checked say of what settings are to be shown as well."""
