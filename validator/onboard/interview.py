"""Questions on a terminal: each answer is judged as it is typed, by the rules that will judge the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from validator.diagnostics import Severity
from validator.documents.kinds import CLIENT, CONFIG
from validator.onboard.answers import Answer, Row, reference_in
from validator.onboard.columns import number_keys
from validator.onboard.completing import completed
from validator.onboard.drafts import FOLDERS, drafts_of
from validator.onboard.fields import DETAILS, REFERENCE, fields
from validator.onboard.made import made_of
from validator.onboard.planning import planned
from validator.project.facts import environment_key
from validator.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from validator.onboard.fields import Field
    from validator.onboard.made import Made
    from validator.onboard.planning import Plan
    from validator.onboard.remarks import Surroundings
    from validator.project.project import Project

NO_REFERENCE = (
    "that is no reference; write where the secret lives, such as ${env:NAME}, and never the secret itself"
)
NO_ANSWER = "the definition requires it, so there is no connection without an answer"
_MOST_CHOICES = 8
_NAMING = frozenset({"connector", "company", "workspace", "baseConnection", "definition", "environment"})
_NAMED_BY = {
    FOLDERS[CONFIG]: _NAMING,
    FOLDERS[CLIENT]: _NAMING | {"oauthClient"},
}
"""The questions whose answers decide what the files of a folder are called."""


class Person(Protocol):
    """Whoever answers."""

    def ask(self, question: str) -> str:
        """Put a question and return what is typed, without blanks around it."""

    def tell(self, words: str) -> None:
        """Say something of an answer."""


def interview(
    person: Person,
    folder: Path,
    around: Surroundings,
    refuse: Callable[[Iterable[Path]], None] = lambda _: None,
) -> Row:
    """Return the answers of a person to the questions that a set-up needs, in the order of the fields.

    `refuse` gets to know which files would be written, as soon as no further answer can change that; what it raises
    ends the questions.
    """
    row, left = Row(0, {}), [field for field in fields().values() if field.question]
    while left:
        field = left.pop(0)
        if is_asked(field, row, around.project):
            row, files = _answered(field, row, person, folder, around)
            coming = {each.name for each in left if is_asked(each, row, around.project)}
            refuse(path for path in files if not coming & _NAMED_BY.get(path.parent.name, coming))
    return row


def is_asked(field: Field, row: Row, project: Project) -> bool:
    """Whether a question has to be put, after the answers that there are."""
    made = made_of(row, project)
    if field.group == "application":
        return made.connector is not None and made.connector.get("application") == "required"
    asked = _CONDITIONS.get(field.name)
    return asked is None or asked(made, project)


def _base_asked(made: Made, project: Project) -> bool:
    return bool(_bases(made, project)) or _needs_a_base(made, project)


def _definition_asked(made: Made, project: Project) -> bool:
    is_open = made.definition is None and not (made.base_defines or made.base_unknown)
    return is_open and bool(project.definitions(made.text("connector")))


def _number_asked(made: Made, project: Project) -> bool:
    known = number_keys(project, made.text("connector"))
    given = made.sets.get(DETAILS) or {}
    if made.base_unknown:
        return bool(known)
    return any(made.attributes.named(key) is not None and key not in given for key in known)


def _environment_asked(made: Made, project: Project) -> bool:
    del project
    key, given = environment_key(), made.sets.get(DETAILS) or {}
    return key not in given and made.attributes.named(key) is not None


def _client_asked(made: Made, project: Project) -> bool:
    del project
    return made.needs_client


def _secret_asked(made: Made, project: Project) -> bool:
    known = project.client(made.text("connector"), made.text("oauthClient"))
    return made.needs_client and known is None


_CONDITIONS: Mapping[str, Callable[[Made, Project], bool]] = {
    "baseConnection": _base_asked,
    "definition": _definition_asked,
    "companyId": _number_asked,
    "environment": _environment_asked,
    "oauthClient": _client_asked,
    "clientSecret": _secret_asked,
}
"""When the questions are put that depend on what was answered before."""


def _needs_a_base(made: Made, project: Project) -> bool:
    rules = project.rules_for(made.text("connector"), made.text("integration"))
    return rules is not None and rules.get("atLeastOneEnabled") is True


def _bases(made: Made, project: Project) -> list[str]:
    rules = project.rules_for(made.text("connector"), made.text("integration"))
    entries = (rules.get("baseConnections") if rules is not None else None) or []
    return [each["name"] for each in entries if isinstance(each, dict) and each.get("enabled") is True]


def is_required(field: Field, row: Row, project: Project) -> bool:
    """Whether the definition requires the detail that a question is for, whatever else is lacking."""
    made = made_of(row, project)
    keys = number_keys(project, made.text("connector")) if field.name == "companyId" else [environment_key()]
    found = (made.attributes.named(key) for key in keys)
    return field.group == DETAILS and any(each is not None and each.required for each in found)


def choices(field: Field, made: Made, project: Project) -> list[str]:
    """Return what may be chosen for a field, as far as that is known."""
    if field.values:
        return list(field.values)
    if field.name == "definition":
        return [f"{each.get('name')}" for each in project.definitions(made.text("connector"))]
    if field.name == "environment":
        attribute = made.attributes.named(environment_key())
        options = [each.label for each in attribute.options] if attribute is not None else []
        return options or [each.name for each in project.environments(made.connector)]
    if field.name == "baseConnection":
        return _bases(made, project)
    return []


def suggested(field: Field, row: Row, project: Project) -> str:
    """Return what an empty answer means: what follows from the others, else the usual value."""
    whole = completed([row], project).rows[0]
    if field.name == "clientSecret":
        secrets = (draft.data.get("clientSecret", "") for draft in drafts_of([row], project))
        return next((f"{each}" for each in secrets if each), "")
    known = choices(field, made_of(row, project), project)
    return whole.text(field.name) or field.default or (known[0] if len(known) == 1 else "")


def question(field: Field, row: Row, project: Project) -> str:
    """Return the question for a field with what may be chosen, and what an empty answer means."""
    known = choices(field, made_of(row, project), project)
    among = f" ({listed(known, most=_MOST_CHOICES)})" if known else ""
    usual = suggested(field, row, project)
    return f"{field.question}{among}{f' [{usual}]' if usual else ''}? "


def _answered(
    field: Field, row: Row, person: Person, folder: Path, around: Surroundings
) -> tuple[Row, Iterable[Path]]:
    """Return a row with the answer to one question, and the files that it makes.

    The question is put again until nothing is wrong with the answer.
    """
    while True:
        usual = suggested(field, row, around.project)
        text = person.ask(question(field, row, around.project)) or usual
        if field.kind == REFERENCE and text and not reference_in(text, around.project.settings):
            person.tell(NO_REFERENCE)
            continue
        if not text and is_required(field, row, around.project):
            person.tell(NO_ANSWER)
            continue
        trial = Row(0, {**row.answers, field.name: Answer(text)} if text else row.answers)
        plan = planned([trial], folder, around)
        if not _told(field, plan, person):
            return _taken_over(trial, plan), plan.files


def _taken_over(trial: Row, plan: Plan) -> Row:
    """Return a row with the texts that corrections have made of its own answers, and nothing that was derived."""
    whole = plan.rows[0]
    return Row(
        0,
        {
            name: answer._replace(text=whole.text(name) or answer.text)
            for name, answer in trial.answers.items()
        },
    )


def _told(field: Field, plan: Plan, person: Person) -> bool:
    """Say what is to be said of an answer, and what it lacks; return whether it has to be given again."""
    said = [each for each in plan.remarks if each.field == field.name and each.severity > Severity.INFO]
    for words in (each.title for each in plan.corrections if each.field == field.name):
        person.tell(words)
    for remark in said:
        person.tell(remark.message)
        if remark.help:
            person.tell(f"help: {remark.help}")
    return any(each.severity is Severity.ERROR for each in said)
