"""Rules about workspaces: what is set up twice in one, said of one in two ways, and tried out in one."""

from __future__ import annotations

from collections import Counter

from validator.diagnostics import Basis, Severity
from validator.documents.finding import Also, Change, Finding, Place
from validator.documents.kinds import CONFIG, GENERAL, WORKSPACE
from validator.project.facts import BASE_URL, Role, environments_at
from validator.project.gathering import Tally
from validator.project.once import gathered, per_project
from validator.rules import doubt
from validator.rules.company_ids import written
from validator.rules.places import setting_place
from validator.rules.rule import rule
from validator.values import NamedTuple
from validator.words import listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection
    from validator.project.project import Project

HELP = "App Xchange help, Workspaces"
_FIELDS = ("company", "region", "type")
"""What descriptions differ in; what tells most of whose workspace it is comes first."""

_ANOTHER = frozenset({"region", "company"})
"""The fields in which two workspaces differ that were given one name by copying."""


class Description(NamedTuple):
    """A place that says what a workspace is: a document, or a mapping inside a config."""

    document: Document
    route: Route

    def get(self, field: str) -> str | None:
        """Return what it says of a field, None where it is silent or broken."""
        value = self.document.get(*self.route, field)
        return value if isinstance(value, str) else None


class Conflict(NamedTuple):
    """A field in which a description differs from what the others, or a Workspace document, say."""

    field: str
    mine: Description
    other: Description


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, source=HELP, across=True, yields_to=("duplicate-name",))
def duplicate_connection(document: Document, project: Project) -> Iterator[Finding]:
    """Two configs set up one connector for the same workspace, environment and company.

    One of the two is left over, or was copied and its company not changed.

    Given: Two Procore companies

    Bad:
        kind: ConnectorConfig
        name: birch
        workspace: {name: "Acme : Procore <> Ledger", company: Acme}
        connection:
          details: {companyId: 4281379}

    Good:
        kind: ConnectorConfig
        name: birch
        workspace: {name: "Birch : Procore <> Ledger", company: Birch}
        connection:
          details: {companyId: 4281402}
    """
    connection = project.connection(document)
    identity = _identity(connection)
    if identity is None or not _repeated_identities(project).repeats(identity):
        return
    first = _first_of(project).get(identity)
    if first is None or first is document:
        return
    _, _, workspace, environment, company = identity
    message = (
        f"{quoted(first.get('name'))} sets up {document.get('connector')} for this workspace already, with company "
        f"{company} in {environment}"
    )
    help_text = f"delete one of the two, or correct what {quoted(workspace)} is connected to"
    also = Also(Place(first, ("name",)), "the first one")
    yield Finding(message, Place(document, ("name",)), help_text, also=(also,))


@gathered(Tally, CONFIG)
def _repeated_identities(config: Document, project: Project) -> Iterator[tuple[object, ...]]:
    identity = _identity(project.connection(config))
    if identity is not None:
        yield identity


@per_project
def _first_of(project: Project) -> dict[tuple[object, ...], Document]:
    """Return the first config of each identity that several have, in the order of the project."""
    repeated = _repeated_identities(project)
    first: dict[tuple[object, ...], Document] = {}
    for connection in project.connections():
        identity = _identity(connection)
        if identity is not None and repeated.repeats(identity):
            first.setdefault(identity, connection.config)
    return first


def _identity(connection: Connection) -> tuple[bool, str, str, str, str] | None:
    """Return method, connector, workspace, environment and company of a connection; None where one is not known."""
    name = connection.workspace.get("name") if connection.workspace is not None else None
    company = written(connection.company_id) if connection.company_id is not None else None
    environment = connection.environment.name if connection.environment is not None else ""
    if not environment and not connection.structured:
        url = connection.config.get(GENERAL, BASE_URL)
        shared = environments_at(url, Role.API, connection.connector, connection.environments)
        environment = " or ".join(each.name for each in shared)
    if not (isinstance(name, str) and company and environment and connection.connector_key):
        return None
    return connection.structured, connection.connector_key, name, environment, company


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, WORKSPACE, source=HELP, across=True)
def workspace_described_twice(document: Document, project: Project) -> Iterator[Finding]:
    """One workspace is described with two types, regions or companies, or its name is spelled in two ways.

    Names are compared letter by letter, so two spellings are two workspaces to every other rule. What a Workspace
    document says counts; else what most of the descriptions say.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        workspace: {name: "Acme : Procore <> Ledger", type: standard}
        ---
        kind: Workspace
        name: "Acme : Procore <> Ledger"
        type: project

    Good:
        kind: ConnectorConfig
        workspace: "Acme : Procore <> Ledger"
        ---
        kind: Workspace
        name: "Acme : Procore <> Ledger"
        type: project
    """
    if not _may_conflict(document, project):
        return
    conflicts = _conflicts(project).get(id(document), ())
    spelled = [each for each in conflicts if each.field == "name"]
    yield from (_in_two_spellings(each) for each in spelled)
    said = [each for each in conflicts if each.field != "name"]
    if said:
        yield _in_two_ways(said)


def _in_two_spellings(conflict: Conflict) -> Finding:
    place, other = _places(conflict)
    right = f"{conflict.other.get('name')}"
    return Finding(
        f"this name differs from {quoted(right)} in spacing or case alone",
        place,
        f"write {quoted(right)} if the two are one",
        also=(Also(other, "described here"),),
        change=Change(f"write {right}", place, right, safe=False),
    )


def _in_two_ways(conflicts: Sequence[Conflict]) -> Finding:
    """Return what is said of a description that differs in some fields: they were copied together, or changed."""
    first = conflicts[0]
    name = quoted(first.mine.get("name"))
    here = [f"the {each.field} {quoted(each.mine.get(each.field))}" for each in conflicts]
    elsewhere = [quoted(each.other.get(each.field)) for each in conflicts]
    help_text = "describe it once, in a Workspace document, and write its name in the configs"
    if any(each.field in _ANOTHER for each in conflicts):
        help_text = f"if it is another workspace, correct its name; else {help_text}"
    (place, other), *others = map(_places, conflicts)
    also = [Also(other, "described here")]
    for mine, beside in others:
        also += (Also(mine, "and this"), Also(beside, "described here"))
    message = f"the workspace {name} has {listed(here, last='and')} here and {listed(elsewhere, last='and')} elsewhere"
    return Finding(message, place, help_text, also=tuple(also))


def _places(conflict: Conflict) -> tuple[Place, Place]:
    """Return where the two descriptions say what they differ in."""
    mine, other = (
        Place(each.document, (*each.route, conflict.field)) for each in (conflict.mine, conflict.other)
    )
    return mine, other


def _described(document: Document) -> Description:
    """Return what a Workspace document, or a config, says of its workspace."""
    return Description(document, () if document.kind == WORKSPACE else ("workspace",))


@gathered(Tally, WORKSPACE, CONFIG)
def _descriptions(document: Document, project: Project) -> Iterator[tuple[object, ...]]:
    """Tell the name that a document gives a workspace that it describes, and all that it says of that."""
    del project
    said = _said(document)
    if said is not None:
        yield (_plain(said[0]),)
        yield said


def _said(document: Document) -> tuple[str, object, object, object] | None:
    """Return name, type, region and company of a workspace that a document describes."""
    data = document.data if document.kind == WORKSPACE else document.get("workspace")
    name = data.get("name") if isinstance(data, dict) else None
    if not isinstance(name, str):
        return None
    return name, data.get("type"), data.get("region"), data.get("company")


def _may_conflict(document: Document, project: Project) -> bool:
    """Whether others describe the workspace of a document, and not in the same words."""
    said, told = _said(document), _descriptions(project)
    if said is None or not told.repeats(plain := (_plain(said[0]),)):
        return False
    return told.count(plain) > told.count(said)


@per_project
def _conflicts(project: Project) -> dict[int, list[Conflict]]:
    """Return the conflicts of descriptions by the identity of the document that they are reported in."""
    repeated = _descriptions(project)
    groups: dict[str, list[Description]] = {}
    named: set[str] = set()
    for document in project.documents:
        own = _described(document)
        name = own.get("name") if document.kind in {WORKSPACE, CONFIG} else None
        if (
            name is None
            or not repeated.repeats((_plain(name),))
            or (document.kind == WORKSPACE and name in named)
        ):
            continue
        if document.kind == WORKSPACE:
            named.add(name)
        groups.setdefault(_plain(name), []).append(own)
    found: dict[int, list[Conflict]] = {}
    for group in groups.values():
        for conflict in _within(group) if len(group) > 1 else ():
            found.setdefault(id(conflict.mine.document), []).append(conflict)
    return found


def _within(group: list[Description]) -> Iterator[Conflict]:
    for field in ("name", *_FIELDS):
        plain = _plain if field == "company" else str
        said = [(each, plain(value)) for each in group if (value := each.get(field)) is not None]
        counts = Counter(value for _, value in said)
        if len(counts) < 2:  # noqa: PLR2004 - all say the same
            continue
        right, wanted = max(said, key=lambda pair: (pair[0].document.kind == WORKSPACE, counts[pair[1]]))
        for each, value in said:
            if value != wanted:
                yield Conflict(field, each, right)


def _plain(name: str) -> str:
    """Return a name without white space and case."""
    return "".join(name.casefold().split())


@rule(
    Severity.WARNING,
    Basis.DOCUMENTED,
    CONFIG,
    source="Connector SDK guide, Best practices",
)
def development_on_production(document: Document, project: Project) -> Iterator[Finding]:
    """A development workspace works on a company of the live environment.

    What is tried out there is tried on real data. Connect a sandbox, or say what the workspace really is.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        workspace: {type: development}
        connection:
          details: {connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        workspace: {type: development}
        connection:
          details: {connectionEnvironment: On-Demand Sandbox}
    """
    connection = project.connection(document)
    environment, workspace = connection.environment, connection.workspace
    if environment is None or workspace is None or workspace.get("type") != "development":
        return
    if "production" in environment.traits:
        also = Also(Place(workspace.document, (*workspace.route, "type")), "a development workspace")
        message = f"a development workspace works on {environment.name}, so on a company's real data"
        help_text = "connect a sandbox's company, or write the workspace's real type"
        place = setting_place(connection, connection.environment_at)
        yield Finding(message, place, help_text, also=(also,), rests_on=(doubt.environment_of(document),))
