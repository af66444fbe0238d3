"""`appxlint init`: a first project out of answers, typed, given as options or taken from a table."""

from __future__ import annotations

import sys

from validator.cli.arguments import project_folder, settings_file
from validator.cli.choices import one_of
from validator.cli.editor_files import patterns_of
from validator.cli.exits import Exit
from validator.cli.init_asking import asked
from validator.cli.init_report import Told, as_json, as_text
from validator.cli.init_table import from_table
from validator.cli.overwrite import refuse_what_is_there
from validator.cli.product import screen_room
from validator.cli.schema import EDITOR_FILES, can_install, editor_schema, install
from validator.diagnostics import Request
from validator.documents.discover import is_file, is_there, project_root, whole
from validator.documents.source import display
from validator.engine.run import check_texts, findings_in
from validator.onboard.answers import Answer, Row, is_taken
from validator.onboard.columns import known_fields, number_keys
from validator.onboard.fields import DETAILS, fields
from validator.onboard.planning import planned
from validator.onboard.remarks import Surroundings
from validator.onboard.sheet import ENCODINGS
from validator.onboard.snippets import PIPELINES, PRE_COMMIT, Snippet, ignores_env_files, settings, snippet
from validator.project.facts import environment_key
from validator.project.settings import SettingsError
from validator.render.sink import emit, write_files
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from validator.cli.init_options import InitOptions
    from validator.onboard.fields import Field
    from validator.onboard.planning import Plan


def init(options: InitOptions) -> int:
    """Write a project's first documents, or say by row and column why they cannot be written.

    Raises:
        UsageError: an option or the table cannot be used, or a file is there already.
        OutputError: a file cannot be written; then none was.
    """
    one_of("--format", options.format, ("text", "json"))
    for name, value, known in (
        ("--ci", options.ci, PIPELINES),
        ("--editor", options.editor, ("vscode",)),
        ("--encoding", options.encoding, ENCODINGS),
    ):
        if value is not None:
            one_of(name, value, known)
    folder = _folder(options.folder)
    root = _root(folder, options)
    around = _around(root, options)
    rows, places, notes, options = _rows(options, folder, around)
    plan = planned(rows, folder, around, places)
    told = Told(plan, {}, written=False, notes=tuple(notes))
    if not plan.wrong:
        told = _written(told, root, options)
    emit(as_json(told) if options.format == "json" else as_text(told, screen_room(None)), sys.stdout)
    return Exit.FINDINGS if plan.wrong else Exit.CLEAN


def _written(told: Told, root: Path, options: InitOptions) -> Told:
    """Write what is planned, and what is wanted beside it; of a dry run only say what that is."""
    beside = _beside(root, options)
    new = [each for each in beside if not is_there(root / each.path)]
    files = {display(path): text for path, text in told.plan.files.items()}
    refuse_what_is_there(files, force=options.force)
    files |= {display(root / each.path): each.text for each in new}
    todo = [f"{display(root / each.path)}: {each.left}" for each in new if each.left]
    todo += [
        f"{display(root / each.path)} is there already; add to it:\n{each.text}"
        for each in beside
        if each not in new
    ]
    if options.editor is not None:
        can_install(root)
    if not options.dry_run:
        write_files(files, replace=options.force)
        files |= _editor(root, told.plan, options)
    ignored = ignores_env_files(root)
    return told._replace(files=files, written=not options.dry_run, todo=tuple(todo), ignored=ignored)


def _folder(path: str) -> Path:
    if not path:
        raise SettingsError("FOLDER: the value is empty; leave it out if the working folder is meant")
    folder = whole(path)
    if is_there(folder) and is_file(folder):
        raise SettingsError(f"{path} is a file, not a folder")
    return folder


def _root(folder: Path, options: InitOptions) -> Path:
    """Return the root of the project that the files will belong to."""
    named = project_folder(options.project)
    if named is not None:
        return whole(named)
    return project_root(folder / "any") or folder


def _around(root: Path, options: InitOptions) -> Surroundings:
    request = Request((), config=settings_file(options.config))
    before = check_texts(root, {}, request)
    return Surroundings(
        before.loaded.project,
        lambda texts: check_texts(root, texts, request),
        lambda outcome: findings_in(outcome, None, request),
        before,
    )


def _rows(
    options: InitOptions, folder: Path, around: Surroundings
) -> tuple[Sequence[Row], Mapping[str, str], Sequence[str], InitOptions]:
    """Return the rows of answers, the columns of fields, what is to be said of columns, and the options after that."""
    given = _given(options, around)
    usual = {each.name: Answer(each.default) for each in fields().values() if each.default}
    if options.from_csv is not None:
        table = from_table(options, {**usual, **given}, around)
        return table.rows, table.places, table.notes, options
    for name, value in (("--column", options.columns), ("--encoding", options.encoding)):
        if value:
            raise SettingsError(f"{name} goes with --from-csv")
    if given:
        return [Row(0, {**usual, **given})], {name: _option(name) for name in fields()}, (), options
    row, options = asked(options, folder, around)
    return [row], {}, (), options


def _option(field: str) -> str:
    from validator.cli.init_options import ANSWERS  # noqa: PLC0415 - it is imported where options are read

    return next((each.names[0] for each in ANSWERS if each.field == field), f"--detail {field}")


def _given(options: InitOptions, around: Surroundings) -> dict[str, Answer]:
    """Return the answers that the command line gives.

    Raises:
        SettingsError: one of them is no text, or a secret where its reference belongs.
    """
    found = {name: Answer(text, 0, _option(name)) for name, text in options.answers.items()}
    for each in options.details:
        key, equals, text = each.partition("=")
        if not equals or not key:
            raise SettingsError("--detail: write KEY=VALUE")
        found[_name_of(key.strip(), found, around)] = Answer(text, 0, f"--detail {quoted(key)}")
    known = _known(found, around)
    for name, answer in found.items():
        place = answer.place.partition(" ")[0]
        if not answer.text.strip():
            raise SettingsError(f"{place}: the value is empty; leave the option out if none is meant")
        if any("\ud800" <= each <= "\udfff" for each in answer.text):
            raise SettingsError(f"{place}: the value is no text")
        if name in known and not is_taken(known[name], answer.text.strip(), around.project.settings):
            raise SettingsError(
                f"{place} takes where the secret lives, such as ${{env:NAME}}, and never the secret itself"
            )
    return {name: answer._replace(text=answer.text.strip()) for name, answer in found.items()}


def _known(given: Mapping[str, Answer], around: Surroundings) -> dict[str, Field]:
    connector = given["connector"].text if "connector" in given else fields()["connector"].default
    return known_fields(around.project, (connector,))


def _name_of(key: str, given: Mapping[str, Answer], around: Surroundings) -> str:
    """Return the field of a detail: one of any connector's, else one of its own."""
    if key == environment_key():
        return "environment"
    connector = given["connector"].text if "connector" in given else fields()["connector"].default
    return "companyId" if key in number_keys(around.project, connector) else f"{DETAILS}.{key}"


def _beside(root: Path, options: InitOptions) -> list[Snippet]:
    """Return the files beside the documents that are wanted, and settings where nothing marks the project's root."""
    wanted = [snippet(PRE_COMMIT)] if options.pre_commit else []
    wanted += [snippet(options.ci)] if options.ci else []
    return [*([settings()] if project_root(root / "any") is None else []), *wanted]


def _editor(root: Path, plan: Plan, options: InitOptions) -> dict[str, str]:
    """Wire an editor and return the files that this has written; their texts are nobody's to read here."""
    if options.editor is None:
        return {}
    tops = sorted(
        {path.parent.relative_to(root).as_posix() for path in plan.files if path.is_relative_to(root)}
    )
    install(root, editor_schema(), patterns_of(tops))
    return {display(root / each): "" for each in EDITOR_FILES}
