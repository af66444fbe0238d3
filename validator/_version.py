"""The version of appxlint, read by the build and printed by the command."""

__version__ = "0.1.0"
