"""The files that drafts go into, and what of other customers would be lost with a file that is there already."""

from __future__ import annotations

from validator.diagnostics import Severity
from validator.documents.kinds import CONFIG
from validator.onboard.customers import Relation, of_connection, of_row, relation
from validator.onboard.drafts import FOLDERS
from validator.onboard.made import made_of
from validator.onboard.naming import first_of, numbered
from validator.onboard.remarks import Remark
from validator.words import counted, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from validator.documents.document import Document
    from validator.onboard.answers import Row
    from validator.onboard.customers import Customer
    from validator.onboard.drafts import Draft
    from validator.project.project import Project

_OWN_NAME = "if it is another one, give the row a name of its own (Config name, or --name)"


def placed(drafts: Iterable[Draft], folder: Path, project: Project) -> dict[Path, Draft]:
    """Return drafts by the files that they are written into, whose names differ in more than the case of letters.

    A file of the project that holds documents of other names is nobody's to replace: the next number is.
    """
    there = _by_file(project)
    found: dict[Path, Draft] = {}
    taken: set[str] = set()
    for draft in drafts:

        def is_free(name: str, draft: Draft = draft) -> bool:
            inside = there.get(_form(folder / f"{name}.yaml"), ())
            return name.casefold() not in taken and (
                not inside or any(_is_it(each, draft) for each in inside)
            )

        name = first_of(numbered(f"{FOLDERS[draft.kind]}/{draft.stem}"), is_free)
        taken.add(name.casefold())
        found[folder / f"{name}.yaml"] = draft
    return found


def in_the_way(
    files: Mapping[Path, Draft], rows: Sequence[Row], project: Project, places: Mapping[str, str]
) -> list[Remark]:
    """Return what keeps rows from being written: files whose customers would be lost, or may be others."""
    there = {each.config.get("name"): each for each in project.connections()}
    by_number = {row.number: row for row in rows}
    documents = _by_file(project)
    found: list[Remark] = []
    for path, draft in files.items():
        connection = there.get(draft.data.get("name")) if draft.kind == CONFIG else None
        if connection is not None:
            made = made_of(by_number[draft.number], project)
            mine, other = of_row(made), of_connection(connection)
            if relation(mine, other) is not Relation.SAME:
                found.append(_of_another(draft, connection.config.path, mine, other, places))
        others = [each for each in documents.get(_form(path), ()) if not _is_it(each, draft)]
        if others:
            words = f"{others[0].path} is there, and holds {counted(len(others), 'other document')} too"
            remedy = "change that document by hand, or move the others into files of their own"
            found.append(Remark(draft.number, "", "", Severity.ERROR, "", words, remedy))
    return found


def _of_another(
    draft: Draft, path: str, mine: Customer, other: Customer, places: Mapping[str, str]
) -> Remark:
    field = "companyId" if mine.number != other.number != "" else "workspace"
    origin = next((each for each in draft.origins.values() if each[0] == field), None)
    place = origin[1].place if origin is not None else places.get(field, "")
    name = quoted(draft.data.get("name"))
    message = f"{path} is {name} already, for {other.called()}, and this is for {mine.called()}"
    remedy = f"if that customer is meant, change the file itself; {_OWN_NAME}"
    return Remark(draft.number, place, field, Severity.ERROR, "", message, remedy)


def _by_file(project: Project) -> dict[str, list[Document]]:
    found: dict[str, list[Document]] = {}
    for each in project.documents:
        if each.source.file is not None:
            found.setdefault(_form(each.source.file), []).append(each)
    return found


def _form(path: Path | str) -> str:
    return f"{path}".casefold()


def _is_it(document: Document, draft: Draft) -> bool:
    return document.kind == draft.kind and document.get("name") == draft.data.get("name")
