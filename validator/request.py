"""What a caller asks for: the paths and the options that bear on what is found, none that only bear on its look."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from validator.diagnostics import Severity


class Request(NamedTuple):
    """A run of the linter.

    `stdin` holds the bytes of standard input when it is to be checked, under the name `stdin_filename`. `project` and
    `config` override the project's root and its settings file. Options that are empty leave the settings as they are.
    `contents` are bytes that stand for those of files, by absolute path: a text that is not written yet. `baseline` is
    the text of one that stands for the settings' own; None leaves it to them, an empty text means that there is none.
    `force_exclude` lets the setting `exclude` count for what `paths` name, too.
    """

    paths: tuple[str, ...]
    project: Path | None = None
    config: Path | None = None
    force_exclude: bool = False
    skip_foreign: bool = False
    allow_empty: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] | None = None
    as_of: date | None = None
    stdin: bytes | None = None
    stdin_filename: str = "<stdin>"
    contents: Mapping[Path, bytes] | None = None
    baseline: str | None = None
