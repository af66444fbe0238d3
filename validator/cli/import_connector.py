"""`appxlint import`: a connector.json as YAML documents, printed, or written into a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from validator.cli.exits import Exit
from validator.diagnostics import Limits, UsageError
from validator.documents.discover import is_file, is_folder, is_there
from validator.documents.source import UnreadableError, head_of
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
    text = imported(path, _bytes(path)).text()
    if output is None:
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
    if os.path.lexists(output) and not force:
        raise SettingsError(f"--output: {output} is there already; nothing was written (--force replaces it)")


def _bytes(path: str) -> bytes:
    if not is_file(Path(path)):
        raise SettingsError(f"{path} is {'not a regular file' if is_there(Path(path)) else 'no file'}")
    most = Limits().file_bytes
    try:
        data, size = head_of(Path(path), most + 1)
    except (OSError, UnreadableError) as error:
        raise UsageError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if size > most:
        raise UsageError(f"{path} is longer than {most:,} bytes")
    return data
