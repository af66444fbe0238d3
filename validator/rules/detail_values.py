"""Rules about the values of connection details: the options of an attribute, and the form that it asks for."""

from __future__ import annotations

from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Change, Finding, Place
from validator.documents.kinds import APPLICATION, BASE_RULES, CONFIG
from validator.documents.names import type_words
from validator.project.facts import NOBODY_CHOSE, environment_key, environment_named
from validator.project.once import per_document
from validator.rules.applications import environments_of
from validator.rules.details import SOURCE, Answer, answers_of, is_reference
from validator.rules.precedence import NO_NUMBER, SECRETS
from validator.rules.rule import rule
from validator.schema.patterns import fits
from validator.words import Names, closest, did_you_mean, is_same, listed, quoted, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.facts import Attribute, Environments, Option, Options
    from validator.project.project import Project


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    BASE_RULES,
    APPLICATION,
    source=SOURCE,
    yields_to=("missing-detail", "placeholder-value"),
)
def invalid_option(document: Document, project: Project) -> Iterator[Finding]:
    """A detail's value is not among the options of its attribute.

    `Unknown` and 0, which the Connector SDK's template keeps for an environment that nobody chose, are among them:
    no option is called so. Where the options are inferred rather than documented the finding is a warning, and so it is
    where `when` of a base connection, or `installed` of an Application, names an environment that the connector is not
    known to have.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: Unknown}

    Good:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: Production}
    """
    if document.kind == APPLICATION:
        yield from _installed_nowhere(document, project)
        return
    for answer, option in _choices(document, project):
        if option is None:
            yield _no_option(answer)
    if document.kind == BASE_RULES:
        yield from _no_environments(document, project)


def _no_environments(rules: Document, project: Project) -> Iterator[Finding]:
    """Yield the environments that base connections are said to be for and that the connector does not have."""
    known = project.environments(project.connector(rules.get("connector")))
    for index, entry in enumerate(rules.get("baseConnections") or () if known else ()):
        when = entry.get("when") if isinstance(entry, dict) else None
        wanted = when.get(environment_key()) if isinstance(when, dict) else None
        for at, name in enumerate(wanted if isinstance(wanted, list) else ()):
            if isinstance(name, str) and not is_reference(name) and known.named(name) is None:
                place = Place(rules, ("baseConnections", index, "when", environment_key(), at))
                yield _no_environment(name, place, known)


def _installed_nowhere(application: Document, project: Project) -> Iterator[Finding]:
    """Yield the environments that an application is said to be installed in and that no connector of it has."""
    installed = application.get("installed")
    if not isinstance(installed, dict):
        return
    known = environments_of(application, project)
    for name in installed if known and all(known) else ():
        if all(each.named(name) is None for each in known):
            yield _no_environment(name, Place(application, ("installed", name), Part.KEY), known[0])


def _no_environment(name: str, place: Place, known: Environments) -> Finding:
    meant = Names(each for one in known for each in (one.name, *one.aliases)).closest(name)
    message = f"{quoted(name)} is none of the environments that are known{did_you_mean(meant)}"
    help_text = (
        f"write {meant}" if meant else f"known are {listed([each.name for each in known], last='and')}"
    )
    change = Change(f"write {meant}", place, meant, safe=False) if meant else None
    return Finding(message, place, help_text, change=change, severity=Severity.WARNING)


@per_document
def _choices(document: Document, project: Project) -> tuple[tuple[Answer, Option | None], ...]:
    """Return the answers that have to be one of several options, with the one that each selects."""
    return tuple(
        (answer, _option(answer, project))
        for answer in answers_of(document, project)
        if answer.attribute.options
        and not isinstance(answer.value, dict | list)
        and not is_reference(answer.value)
    )


def _option(answer: Answer, project: Project) -> Option | None:
    """Return the option that a value selects: by label, by number, in another case, or an environment by alias."""
    options, text = _options(answer.attribute), str(answer.value).strip()
    found = options.meant_by(text)
    if found is not None:
        return found
    if answer.attribute.key != environment_key() or isinstance(answer.value, bool):
        return None
    known = project.environments(project.connector(answer.place.document.get("connector")))
    environment = environment_named(answer.value, known, options)
    names = {simplified(name) for name in (environment.name, *environment.aliases)} if environment else set()
    return next((each for each in options if simplified(each.label) in names), None)


def _options(attribute: Attribute) -> Options:
    """Return what can be chosen: never the environment that stands for none."""
    if attribute.key != environment_key():
        return attribute.options
    return attribute.options.chosen()


def _no_option(answer: Answer) -> Finding:
    attribute, value = answer.attribute, answer.value
    labels = _options(attribute).labels
    likely = isinstance(value, str) and value.strip().casefold() != NOBODY_CHOSE
    meant = closest(value, labels) if likely else None
    question = did_you_mean(meant)
    message = f"{_shown(answer)} is no option of {attribute.title}{question}"
    others = [meant, *(label for label in labels if label != meant)] if meant else labels
    help_text = f"write {listed(others)}"
    if attribute.inferred:
        message = f"{_shown(answer)} is none of the options that are known of {attribute.title}{question}"
        known = listed(labels, last="and")
        help_text = f"known are {known}; the labels on the screen are not documented, so compare them there"
    safe = meant is not None and is_same(f"{value}", meant) and not attribute.inferred
    change = Change(f"write {meant}", answer.place, meant, safe) if meant else None
    level = Severity.WARNING if attribute.inferred else None
    return Finding(message, answer.place, help_text, change=change, severity=level)


def _shown(answer: Answer) -> str:
    return "this value (hidden)" if answer.attribute.sensitive else quoted(answer.value)


@rule(Severity.INFO, Basis.DOCUMENTED, CONFIG, BASE_RULES, source=SOURCE)
def connection_environment_alias(document: Document, project: Project) -> Iterator[Finding]:
    """An option is given by its number, by an alias or in another case, where the screen shows its label.

    It is understood, and whoever compares the file with the screen has to know that the two are one. The fix writes
    the label.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: production}

    Good:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: Production}
    """
    for answer, option in _choices(document, project):
        if option is not None and answer.value != option.label:
            change = Change(f"write {option.label}", answer.place, option.label)
            message = f'{_shown(answer)} is understood as the option "{option.label}"'
            yield Finding(message, answer.place, f"write {option.label}", change=change)


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    BASE_RULES,
    source=SOURCE,
    yields_to=(
        *SECRETS,
        *NO_NUMBER,
        "company-id-example",
        "insecure-url",
        "invalid-option",
        "missing-detail",
        "placeholder-host",
        "scope-separator",
    ),
)
def invalid_detail(document: Document, project: Project) -> Iterator[Finding]:
    """A detail does not have the form that its attribute asks for.

    The definition says what a value must look like, and in which words to say so; that is how each connector has
    checks of its own. A reference is not looked at, since its value is not here. Where the form is inferred, not
    documented, the finding is a warning that says so.

    Given: QuickBooks Online sign-in

    Bad:
        kind: ConnectorConfig
        connection:
          details: {companyId: 9341 4500 0000 0000}

    Good:
        kind: ConnectorConfig
        connection:
          details: {companyId: 9341450000000017}
    """
    for answer in answers_of(document, project):
        wanted = _wanted(answer)
        if wanted:
            message = f"{answer.attribute.key} must be {wanted}, and is {type_words(answer.value)}"
            yield Finding(message, answer.place, f"write {wanted}")
        elif not isinstance(answer.value, dict) and not _fits(answer):
            yield _misformed(answer)


def _wanted(answer: Answer) -> str:
    """Return what an attribute takes, in words, where a value is nothing of the sort; else nothing."""
    attribute, value = answer.attribute, answer.value
    in_list = attribute.is_array and isinstance(answer.place.route[-1], int)
    if not attribute.attributes:
        return "one value" if isinstance(value, dict | list) else ""
    if attribute.is_array and not in_list:
        return "a list of mappings"
    return "" if isinstance(value, dict) else "a mapping"


def _fits(answer: Answer) -> bool:
    """Whether the text of a value, as it is written, has the form of its attribute, as far as that can be told."""
    pattern = answer.attribute.pattern
    if pattern is None or is_reference(answer.value):
        return True
    text = answer.place.document.text(answer.place.route)
    return text is None or fits(pattern, text) is not False


def _misformed(answer: Answer) -> Finding:
    attribute = answer.attribute
    message = f"{attribute.key} cannot be {_shown(answer)}"
    example = attribute.example if not attribute.sensitive else None
    otherwise = (
        f"write it like {example}" if example is not None else "write it in the form that the field asks for"
    )
    if "pattern" not in attribute.guessed:
        return Finding(message, answer.place, attribute.message or otherwise)
    return Finding(
        message.replace("cannot be", "can hardly be", 1),
        answer.place,
        f"{attribute.message or otherwise}; that form is inferred, not documented",
        severity=Severity.WARNING,
    )
