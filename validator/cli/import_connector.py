"""`appxlint import`: a connector.json as YAML documents, printed, or written into a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from validator.cli.exits import Exit
from validator.cli.named import bytes_of
from validator.cli.overwrite import refuse_what_is_there
from validator.cli.product import goes_to_screen
from validator.diagnostics import Limits
from validator.documents.discover import is_folder
from validator.onboard.imported import imported
from validator.project.settings import SettingsError
from validator.render.escape import escape
from validator.render.sink import emit, write_files


def import_connector(path: str, output: str | None, *, force: bool) -> int:
    """Print the documents that a connector.json makes, or write them into a file that is not there yet.

    Raises:
        UsageError: the connector.json cannot be used, or the file is there and nothing says that it may be replaced.
        OutputError: the file cannot be written.
    """
    text = imported(path, bytes_of(path, Limits().file_bytes)).text()
    if output is None or goes_to_screen(output):
        if force:
            raise SettingsError("--force goes with --output")
        emit(text, sys.stdout)
        return Exit.CLEAN
    _refuse(output, path, force=force)
    write_files({output: text}, replace=force)
    emit(f"{escape(output)}: written\n", sys.stdout)
    return Exit.CLEAN


def _refuse(output: str, path: str, *, force: bool) -> None:
    if not output:
        raise SettingsError("--output: the value is empty; leave the option out if none is meant")
    if is_folder(Path(output)):
        raise SettingsError(f"--output: {output} is a folder; name a file in it")
    if os.path.realpath(output) == os.path.realpath(path):
        raise SettingsError(f"--output: {output} is what is read; name another file")
    refuse_what_is_there([output], force=force, option="--output")
