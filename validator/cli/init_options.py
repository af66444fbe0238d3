"""The options of `appxlint init`: one for each answer, and what is to be done with them."""

from __future__ import annotations

from validator.cli.options import CONFIG, FORCE, PAGE_FORMAT, PROJECT, Option
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def _answer(
    name: str, field: str, words: str, metavar: str = "TEXT", choices: tuple[str, ...] = ()
) -> Option:
    return Option((name,), field, "value", words, metavar, choices=choices)


ANSWERS = (
    _answer("--connector", "connector", "The connector's key, as `appxlint catalog` lists it.", "KEY"),
    _answer("--company", "company", "The customer."),
    _answer("--integration", "integration", "The integration, as App Xchange calls it."),
    _answer("--workspace", "workspace", "The workspace, as App Xchange calls it."),
    _answer(
        "--workspace-type",
        "workspaceType",
        "standard, custom, project, development, integration or automation.",
        "TYPE",
        ("standard", "custom", "project", "development", "integration", "automation"),
    ),
    _answer("--region", "region", "us or au.", "REGION", ("us", "au")),
    _answer(
        "--source",
        "source",
        "Where the app comes from: marketplace or custom.",
        "SOURCE",
        ("marketplace", "custom"),
    ),
    _answer("--application", "application", "What the app is called."),
    _answer("--version-key", "versionKey", "The App Version Key of a custom app.", "UUID"),
    _answer(
        "--access",
        "access",
        "How the app signs in: service-account or user.",
        "ACCESS",
        ("service-account", "user"),
    ),
    _answer("--installed", "installed", "yes, no or the day on which the app was installed.", "YES|NO|DAY"),
    _answer("--permitted-projects", "permittedProjects", "all, or names with ; between them.", "NAMES"),
    _answer("--base-connection", "baseConnection", "The base connection to start from."),
    _answer(
        "--existing",
        "existing",
        "yes or no: whether a connection is assigned that was made before.",
        "YES|NO",
        ("yes", "no"),
    ),
    _answer("--connection", "connection", "The connection's own name."),
    _answer("--definition", "definition", "The connection definition, by its display name."),
    _answer("--company-id", "companyId", "The company's number, or the address of its page.", "NUMBER|URL"),
    _answer("--environment", "environment", "The Connection Environment."),
    _answer("--oauth-client", "oauthClient", "The OAuth client to use or to describe."),
    _answer("--client-id", "clientId", "Where the client id lives, such as ${env:NAME}.", "REFERENCE"),
    _answer("--client-secret", "clientSecret", "Where the secret lives; never the secret.", "REFERENCE"),
    _answer("--client-secret-expiration", "clientSecretExpiration", "The secret's last day.", "DAY"),
    _answer(
        "--client-authentication",
        "clientAuthentication",
        "Basic auth header or Client credentials body.",
        "CHOICE",
        ("Basic auth header", "Client credentials body"),
    ),
    _answer(
        "--unattended",
        "unattended",
        "yes or no: whether it runs on a schedule with nobody watching.",
        "YES|NO",
        ("yes", "no"),
    ),
    _answer("--name", "name", "What the config is to be called."),
    _answer("--owner", "owner", "Who looks after the set-up; a note for people."),
    _answer("--ticket", "ticket", "Where the set-up is tracked; a note for people."),
)
"""An option for each field of `onboard/fields.yaml`; with a table they count where a row is silent."""

DETAIL = Option(("--detail",), "details", "list", "KEY=VALUE: another detail of the connection.", "KEY=VALUE")

INIT = (
    *ANSWERS,
    DETAIL,
    Option(("--from-csv",), "from_csv", "value", "A table with a row for each customer.", "FILE"),
    Option(("--column",), "columns", "list", "FIELD=HEADING: what a column is for.", "FIELD=HEADING"),
    Option(
        ("--encoding",),
        "encoding",
        "value",
        "What the table is in: utf-8 or windows-1252.",
        "ENCODING",
        choices=("utf-8", "windows-1252"),
    ),
    FORCE,
    Option(("--dry-run",), "dry_run", "flag", "Print what would be written, and write nothing."),
    Option(("--pre-commit",), "pre_commit", "flag", "Write the entry for pre-commit, too."),
    Option(
        ("--ci",),
        "ci",
        "value",
        "Write a pipeline, too: github or gitlab.",
        "WHERE",
        choices=("github", "gitlab"),
    ),
    Option(("--editor",), "editor", "value", "Wire an editor, too: vscode.", "EDITOR"),
    PROJECT,
    CONFIG,
    PAGE_FORMAT,
)


class InitOptions(NamedTuple):
    """What the command line of `init` says; `answers` are those that were given, by their fields."""

    folder: str
    answers: Mapping[str, str]
    details: tuple[str, ...]
    from_csv: str | None
    columns: tuple[str, ...]
    encoding: str | None
    force: bool
    dry_run: bool
    pre_commit: bool
    ci: str | None
    editor: str | None
    project: str | None
    config: str | None
    format: str


def init_options(folder: str, values: Mapping[str, Any]) -> InitOptions:
    """Return the options of a command line from the values of their fields."""
    answers = {each.field: values[each.field] for each in ANSWERS if values[each.field] is not None}
    rest = {field: values[field] for field in InitOptions._fields if field in values}
    return InitOptions(folder=folder, answers=answers, **rest)
