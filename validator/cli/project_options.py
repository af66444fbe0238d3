"""The options of the commands that look at the configs of projects and print one product."""

from __future__ import annotations

from validator.cli.options import AS_OF, CONFIG, FORCE, PAGE_FORMAT, PROJECT, Option
from validator.values import NamedTuple

TABLE_FORMAT = PAGE_FORMAT._replace(
    help="text, csv, markdown or json.", choices=("text", "csv", "markdown", "json")
)
TO_FILE = Option(
    ("--output", "-o"), "output", "value", "File instead of standard output; written in one step.", "FILE"
)
GUIDE = (
    Option(
        ("--format", "-f"),
        "format",
        "value",
        "text, markdown or html.",
        "FORMAT",
        "text",
        ("text", "markdown", "html"),
    ),
    Option(
        ("--for",),
        "audience",
        "value",
        "admin or integrator: the sheet of one of them; both if left out.",
        "READER",
        choices=("admin", "integrator"),
    ),
    Option(
        ("--output", "-o"),
        "output",
        "value",
        "Folder for the sheets, a file each; standard output if left out.",
        "FOLDER",
    ),
    FORCE,
    PROJECT,
    CONFIG,
    AS_OF,
)

LIST = (
    TABLE_FORMAT,
    TO_FILE,
    Option(
        ("--name",),
        "name",
        "list",
        "Only connections of configs so called; * is any text, here and below.",
        "NAME",
    ),
    Option(("--customer",), "customer", "list", "Only those of this customer.", "CUSTOMER"),
    Option(("--workspace",), "workspace", "list", "Only those in this workspace.", "WORKSPACE"),
    Option(("--connector",), "connector", "list", "Only those of this connector.", "KEY"),
    Option(("--environment",), "environment", "list", "Only those to this environment.", "ENVIRONMENT"),
    Option(("--company",), "company", "list", "Only those to this company.", "ID"),
    Option(("--client",), "client", "list", "Only those with this OAuth client.", "CLIENT"),
    Option(
        ("--base-connection",), "base_connection", "list", "Only those from this base connection.", "BASE"
    ),
    Option(
        ("--expires-by",), "expires_by", "value", "Only those with a secret that expires by that day.", "DAY"
    ),
    Option(
        ("--findings",),
        "findings",
        "value",
        "Only those with findings of that level or a worse one: error, warning, info; or with none.",
        "LEVEL",
        choices=("none", "info", "warning", "error"),
    ),
    AS_OF,
    PROJECT,
    CONFIG,
)

PIPELINE = Option(
    ("--pipeline",),
    "pipeline",
    "value",
    "Write the variables as the lines that hand them to a step: github or azure.",
    "SERVICE",
    choices=("github", "azure"),
)
SECRETS = (
    TABLE_FORMAT,
    TO_FILE,
    Option(("--check-set",), "check_set", "flag", "Say which variables are set; 1 if one is not."),
    Option(("--template",), "template", "flag", "Write the variables as an .env.example, without values."),
    PIPELINE,
    Option(("--ics",), "ics", "flag", "Write the last days of client secrets as a calendar."),
    PROJECT,
    CONFIG,
)

DIFF = (
    TABLE_FORMAT,
    TO_FILE,
    Option(
        ("--rev",), "rev", "value", "A..B, or A for A and the files as they are; revisions of git.", "REV"
    ),
    Option(("--all",), "every", "flag", "Show what is the same as well."),
    PROJECT,
    CONFIG,
)

GRAPH_FORMAT = PAGE_FORMAT._replace(
    help="text, mermaid, dot or json.", choices=("text", "mermaid", "dot", "json")
)
GRAPH = (
    GRAPH_FORMAT,
    TO_FILE,
    Option(("--impact",), "impact", "value", "Only what a change of this would touch.", "NAME|FILE"),
    Option(
        ("--fold",),
        "fold",
        "value",
        "Draw a kind as one: auto (of over 30), always, never.",
        "WHEN",
        "auto",
        ("auto", "always", "never"),
    ),
    PROJECT,
    CONFIG,
)


class GuideOptions(NamedTuple):
    """What the command line of `guide` says; None for an audience is both."""

    paths: tuple[str, ...]
    format: str
    audience: str | None
    output: str | None
    force: bool
    project: str | None
    config: str | None
    as_of: str | None


class ListOptions(NamedTuple):
    """What the command line of `list` says; no words for a column are any."""

    paths: tuple[str, ...]
    format: str
    output: str | None
    name: tuple[str, ...]
    customer: tuple[str, ...]
    workspace: tuple[str, ...]
    connector: tuple[str, ...]
    environment: tuple[str, ...]
    company: tuple[str, ...]
    client: tuple[str, ...]
    base_connection: tuple[str, ...]
    expires_by: str | None
    findings: str | None
    as_of: str | None
    project: str | None
    config: str | None


class SecretsOptions(NamedTuple):
    """What the command line of `secrets` says; of `check_set`, `template`, `pipeline` and `ics` one at most."""

    paths: tuple[str, ...]
    format: str
    output: str | None
    check_set: bool
    template: bool
    pipeline: str | None
    ics: bool
    project: str | None
    config: str | None


class DiffOptions(NamedTuple):
    """What the command line of `diff` says; `paths` are the sides, or with `rev` what is looked at in both."""

    paths: tuple[str, ...]
    format: str
    output: str | None
    rev: str | None
    every: bool
    project: str | None
    config: str | None


class GraphOptions(NamedTuple):
    """What the command line of `graph` says."""

    paths: tuple[str, ...]
    format: str
    output: str | None
    impact: str | None
    fold: str
    project: str | None
    config: str | None
