"""Rules about a file as text and as documents: encoding, syntax, keys, kinds, fields and types.

Most of them are pages alone: what they speak of is found while a file is read and held against its schema.
"""

from __future__ import annotations

from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Change, Finding, Place
from validator.documents.kinds import CONFIG, DEFINITION
from validator.documents.scalars import ambiguity, is_boolean_word
from validator.rules.precedence import ANYTHING, SECRETS
from validator.rules.rule import page, rule
from validator.secrets.fields import is_secret_field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project

YAML = "YAML 1.2.2, https://yaml.org/spec/1.2.2/"
FORMAT = "the document format, docs/format.md"


@page(Severity.ERROR, Basis.DOCUMENTED, source=YAML)
def yaml_syntax() -> None:
    """The text is not YAML, or not JSON in a JSON file.

    Nothing behind the fault can be read, so nothing else is said of that document. The usual slips are named: a tab
    in the indentation, a missing space after a colon, a quote that is never closed, a line that is indented unlike
    its neighbours.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        name:acme
        connector: procore

    Good:
        kind: ConnectorConfig
        name: acme
        connector: procore
    """


@page(Severity.ERROR, Basis.DOCUMENTED, source=YAML)
def invalid_encoding() -> None:
    r"""The file is not UTF-8 text.

    YAML files in git are read by tools on every system, and UTF-8 is what all of them agree on. A file in UTF-16,
    as some editors on Windows save it, is named as such.

    Given: Procore client credentials

    Bad (bytes):
        kind: ConnectorConfig
        metadata: {owner: Br\xfccke}

    Good:
        kind: ConnectorConfig
        metadata: {owner: Brücke}
    """


@page(Severity.ERROR, Basis.DOCUMENTED, source=YAML, yields_to=("unknown-field",))
def duplicate_key() -> None:
    """A key is given twice in one mapping.

    YAML forbids it, and most readers keep the last value without a word, so that one of the two is lost. A second
    `apiVersion` means that the line `---` between two documents is missing.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        name: acme
        name: acme-production

    Good:
        kind: ConnectorConfig
        name: acme-production
    """


@rule(Severity.WARNING, Basis.DOCUMENTED, source=YAML, yields_to=(ANYTHING,))
def ambiguous_scalar(document: Document, project: Project) -> Iterator[Finding]:
    """An unquoted value means different things to YAML 1.1 and YAML 1.2 readers.

    `yes`, `no`, `on` and `off` are true and false to one and text to the other; `0123` is an octal number to one;
    `1e5`, `1_000` and `12:30` are numbers to some. Quotes, or true and false, end the doubt.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        metadata: {owner: no}

    Good:
        kind: ConnectorConfig
        metadata: {owner: "no"}
    """
    del project
    for leaf in () if document.read_quietly else document.leaves():
        if leaf.node.style or leaf.part is Part.KEY or _is_secret(leaf.route):
            continue
        found = ambiguity(leaf.node.text)
        if found:
            place = Place(document, leaf.route)
            # Quotes settle the doubt for text: safe where nobody reads true or false, and nothing is a number here.
            safe = isinstance(leaf.node.value, str) and not is_boolean_word(leaf.node.text)
            yield Finding(
                found[0], place, found[1], change=Change("put it in quotes", place, leaf.node.text, safe)
            )


def _is_secret(route: Route) -> bool:
    """Whether a value is a secret's, which no message may show; that it is written out is reported anyhow."""
    return bool(route) and is_secret_field(f"{route[-1]}")


@page(Severity.ERROR, Basis.DOCUMENTED, source="Unicode TR 36; CVE-2021-42574")
def invisible_character() -> None:
    r"""A character that cannot be seen stands in the file, or white space around a key or a value.

    Bidirectional controls make a reviewer read something else than the machine does, zero-width characters make two
    equal-looking names differ, and some line breaks that editors do not show end a comment, so that what follows is
    read as a key. An escape in double quotes that stands for such a character is found as well. What a language or an
    emoji needs is left alone.

    White space around a key or a value makes another name, option or address of it: `"Production "` is not the option
    Production, and a block (`|`, `>`) keeps the line break at its end. Messages mark it: ␠ is a space, ⍽ a no-break
    space, ␤ a line break, ␉ a tab. Text for people, such as notes, may begin and end as it likes.

    A name that has such white space on the screen, too, is best changed there. As long as it is not, write it as it is,
    in quotes, with `# appxlint: ignore[invisible-character]` behind it: the run is clean then, but for such a name no
    check looks at what it leads to.

    Given: Procore client credentials

    Bad (bytes):
        kind: ConnectorConfig
        name: acme\xe2\x80\x8b

    Good:
        kind: ConnectorConfig
        name: acme
    """


@page(Severity.ERROR, Basis.DOCUMENTED, source=FORMAT)
def too_complex() -> None:
    """The file nests, repeats or holds more than a set-up can need.

    Aliases that multiply, an alias inside its own anchor, hundreds of levels or a megabyte of text keep other tools
    busy for minutes or crash them. The limits can be raised in the settings.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        name: acme
        metadata: &loop {again: *loop}

    Good:
        kind: ConnectorConfig
        name: acme
        metadata: {owner: integrations}
    """


@page(Severity.ERROR, Basis.DOCUMENTED, source=YAML)
def unsupported_tag() -> None:
    """A value carries an explicit tag that is not one of YAML's core tags.

    Tags such as `!!python/object` make some readers run code. None of them has a meaning here.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        name: !!python/name:acme acme

    Good:
        kind: ConnectorConfig
        name: acme
    """


@page(Severity.ERROR, Basis.DOCUMENTED, source=FORMAT)
def unknown_kind() -> None:
    """A document does not say what it is in `apiVersion` and `kind`, or says something that is not known.

    Once one document of a file is ours, each of them must say what it is; otherwise it would be passed over in
    silence.

    Bad:
        apiVersion: appxlint/v1
        kind: Worskpace
        name: Acme

    Good:
        apiVersion: appxlint/v1
        kind: Workspace
        name: Acme
    """


@rule(Severity.ERROR, Basis.DOCUMENTED, source=FORMAT)
def missing_field(document: Document, project: Project) -> Iterator[Finding]:
    """A field that its mapping cannot do without is left out.

    It is reported at the mapping that lacks it. A misspelt key that stands for the field is reported as that alone.

    Bad:
        kind: Workspace
        type: standard

    Good:
        kind: Workspace
        name: "Acme : Procore <> Ledger"
        type: standard
    """
    if document.kind != CONFIG:
        return
    own = document.get("connection")
    if not isinstance(own, dict) or not document.lacks("connection", "definition"):
        return
    connection = project.connection(document)
    if connection.existing:
        return
    unsettled = own.get("baseConnection") is not None or document.is_broken(("connection", "baseConnection"))
    if connection.definition_name is None and not unsettled and not _only_choice_missing(document, project):
        names = project.names(DEFINITION, connection.connector_key)
        place = Place(document, ("connection",), Part.KEY)
        help_text = f"add definition: {names[0]}" if names else "add definition: with the name on the screen"
        yield Finding('connection lacks "definition", and no base connection brings one', place, help_text)


def _only_choice_missing(document: Document, project: Project) -> bool:
    """Whether a base connection must be selected first: it would bring the definition."""
    rules = project.connection(document).rules
    entries = (rules.get("baseConnections") if rules is not None else None) or []
    enabled = [entry for entry in entries if isinstance(entry, dict) and entry.get("enabled") is True]
    return bool(enabled) and all("definition" in entry for entry in enabled)


@page(Severity.ERROR, Basis.DOCUMENTED, source=FORMAT)
def unknown_field() -> None:
    """A key that its mapping does not have.

    It would be passed over in silence, and the field that was meant would keep its default. Spellings of a real key
    in snake_case, kebab-case, PascalCase or as on the screen are recognised, and the fix renames them.

    Bad:
        kind: Workspace
        name: "Acme : Procore <> Ledger"
        tpye: standard

    Good:
        kind: Workspace
        name: "Acme : Procore <> Ledger"
        type: standard
    """


@page(Severity.ERROR, Basis.DOCUMENTED, source=FORMAT, yields_to=SECRETS)
def wrong_type() -> None:
    """A value is not of the type that its field takes: a list for one value, text for true or false, nothing at all.

    An empty value is a wrong type everywhere: write something, or leave the key out.

    Bad:
        kind: Workspace
        name: [Acme]

    Good:
        kind: Workspace
        name: Acme
    """


@page(
    Severity.ERROR,
    Basis.DOCUMENTED,
    source=FORMAT,
    yields_to=SECRETS,
)
def invalid_value() -> None:
    """A value is outside the closed set of its field, or not of the form that the field needs.

    An address is one of the web, https://HOST/PATH, with a host in plain letters, no user name, a port from 1 to 65535
    if any, and nothing behind a #, wherever it is one that is called.

    Bad:
        kind: Workspace
        name: Acme
        region: usa

    Good:
        kind: Workspace
        name: Acme
        region: us
    """


@page(Severity.ERROR, Basis.DOCUMENTED, source=FORMAT)
def exclusive_fields() -> None:
    """Fields stand together of which one rules the other out.

    A connection that exists already (*Assign Existing* on the screen) is chosen by name, and nothing else can be
    filled in; a public client is offered by the connector's developer, and its keys are not the account's to know.
    Only in a project that describes the connector itself may a public client have its keys.

    Given: Procore config without a connection

    Bad:
        kind: ConnectorConfig
        connection:
          name: Acme Procore
          existing: true
          definition: Procore V2 OAuth Client Credentials Auth

    Good:
        kind: ConnectorConfig
        connection:
          name: Acme Procore
          existing: true
    """


@page(Severity.ERROR, Basis.DOCUMENTED, source=YAML)
def typographic_quote() -> None:
    """A value is enclosed in curly quotes.

    Word processors and chat programs turn straight quotes into curly ones. To YAML they are ordinary characters, so
    the name has quotes in it and matches nothing.

    Bad:
        kind: Workspace
        name: “Acme”

    Good:
        kind: Workspace
        name: "Acme"
    """


@page(Severity.WARNING, Basis.DOCUMENTED, source=YAML)
def comment_cuts_value() -> None:
    """A `#` turns the rest of an unquoted value into a comment.

    YAML begins a comment at every `#` that follows a space, so `Ironwood #2` is read as `Ironwood`. A real comment
    has a space behind its `#`, and is left alone.

    Bad:
        kind: Workspace
        name: Ironwood #2

    Good:
        kind: Workspace
        name: "Ironwood #2"
    """


@page(Severity.WARNING, Basis.DOCUMENTED, source=FORMAT)
def unused_suppression() -> None:
    """A suppression comment ignores nothing, or cannot count.

    It names an unknown rule or none, lacks the reason that a secret rule needs, is past its `until`, or the finding
    that it was written for is gone. Left in, it would silence the next one.

    Bad:
        kind: Workspace
        name: Acme  # appxlint: ignore[invalid-value] the region is settled later

    Good:
        kind: Workspace
        name: Acme
    """
