"""Files that nothing may take the place of: what is checked, documents of ours, settings, what is there already."""

from __future__ import annotations

import os
from pathlib import Path

from validator.cli.output import is_standard_output, summary_file
from validator.diagnostics import Request
from validator.documents.discover import is_file, is_there
from validator.documents.looks import PYPROJECT, SETTINGS_FILE, is_candidate
from validator.project.settings import SettingsError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from validator.cli.options import CheckOptions, Output

_SETTINGS = frozenset({SETTINGS_FILE, PYPROJECT})


def refuse_to_overwrite(options: CheckOptions, outputs: Sequence[Output]) -> None:
    """Complain about an output that would replace a file that is checked, a document of ours or the settings.

    Raises:
        SettingsError: there is one, or two of them go into one file.
    """
    known: dict[str, str] = {}
    for option, file in _targets(options, outputs):
        if held := _held(file, options.paths, options.config, options.stdin_filename) or _held_against(
            option, file
        ):
            raise SettingsError(f"{option}: {file} holds {held}; name another file")
        real = _real(file)
        if option == "--write-baseline" and is_there(Path(real)) and not is_file(Path(real)):
            raise SettingsError(f"{option}: {file} is not a regular file; name another one")
        if real in known and (is_file(Path(real)) or not is_there(Path(real))):
            raise SettingsError(f"{option}: {known[real]} writes {file} too; name another file")
        known[real] = option


def _targets(options: CheckOptions, outputs: Sequence[Output]) -> Iterator[tuple[str, str]]:
    for output in options.outputs:
        if output.file and not is_standard_output(output.file):
            yield "--output", output.file
    if options.write_baseline is not None:
        yield "--write-baseline", options.write_baseline
    if summary := summary_file(outputs):
        yield "GITHUB_STEP_SUMMARY", summary


def _held_against(option: str, file: str) -> str:
    return "a baseline" if option != "--write-baseline" and _is_baseline(file) else ""


def refuse_to_replace(option: str, file: str, request: Request) -> None:
    """Complain about a file for a product that would replace one of what it is made from, or the settings.

    Raises:
        SettingsError: it would.
    """
    config = f"{request.config}" if request.config is not None else None
    if held := _held(file, request.paths, config) or _held_against(option, file):
        raise SettingsError(f"{option}: {file} holds {held}; name another file")


def refuse_what_is_there(files: Iterable[str], *, force: bool, option: str = "") -> None:
    """Refuse to write over files, in whatever case of letters their names are; `option` is what names the place.

    Raises:
        SettingsError: one is there, and nothing says that it may be replaced, or it is no regular file.
    """
    from validator.words import listed  # noqa: PLC0415 - few runs write files

    before = f"{option}: " if option else ""
    there = [path for path in files if _stands_there(path)]
    for path in there:
        if os.path.lexists(path) and (Path(path).is_symlink() or not is_file(Path(path))):
            raise SettingsError(f"{before}{path} is there already and not a regular file")
    if there and not force:
        verb, them = ("are", "them") if len(there) > 1 else ("is", "it")
        names = listed(there, last="and")
        raise SettingsError(
            f"{before}{names} {verb} there already; nothing was written (--force replaces {them})"
        )


def _stands_there(path: str) -> bool:
    if os.path.lexists(path):
        return True
    folder, name = os.path.split(path)
    try:
        return name.casefold() in {each.name.casefold() for each in Path(folder or ".").iterdir()}
    except OSError:
        return False


def _held(file: str, paths: Sequence[str], config: str | None, stdin_filename: str = "") -> str:
    """Return what of a user's would be lost with a file; nothing where it may be written."""
    real = _real(file)
    if os.path.basename(real) in _SETTINGS or (config and real == _real(config)):  # noqa: PTH119
        return "settings"
    if os.path.basename(real) == ".gitignore":  # noqa: PTH119
        return "what git ignores"
    if not is_file(Path(real)):
        return ""
    if real.endswith(".toml") and _is_extended(real, paths, config):
        return "settings"
    if real in map(_real, (*paths, *([stdin_filename] if stdin_filename else []))):
        return "what is to be checked"
    return "a document of appxlint" if is_candidate(os.path.basename(real)) and _is_own(real) else ""  # noqa: PTH119


def _is_extended(real: str, paths: Sequence[str], config: str | None) -> bool:
    """Whether the settings of what is named extend a file."""
    from validator.engine.in_force import in_force  # noqa: PLC0415 - few outputs are called like settings

    request = Request(
        tuple(path for path in paths if path != "-"), config=Path(config) if config is not None else None
    )
    origins = [settings.origins for _, settings in in_force(request)]
    return any(
        real == _real(f"{origin.path}") for each in origins if each is not None for origin in each.files
    )


def _is_baseline(file: str) -> bool:
    from validator.engine.baseline import read_file  # noqa: PLC0415 - few runs write a file

    baseline = read_file(Path(file)) if is_file(Path(file)) else None
    return baseline is not None and bool(baseline.entries)


def _is_own(file: str) -> bool:
    from validator.engine.load import is_own  # noqa: PLC0415 - few outputs look like configs

    return is_own(Path(file))


def _real(path: str) -> str:
    return os.path.realpath(path)
