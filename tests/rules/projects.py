"""Small projects for tests of rules, and what tests ask of a report."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, NamedTuple

import yaml

from tests.support.scenes import HEADER, dump, value
from validator.rules.scenes import scenes

if TYPE_CHECKING:
    from tests.support.scenes import Data
    from validator.diagnostics import Diagnostic, Report


CLIENT_NAME = "Acme service account"
PROCORE, BASE, OWN = "Procore client credentials", "Procore base connection", "A connector being built"


class Seen(NamedTuple):
    """What a test looks at: line, column, severity and rule."""

    line: int
    column: int
    severity: str
    rule: str


WITH_BASE = """
kind: ConnectorConfig
integration: Procore + Payroll
workspace: {name: "Acme : Procore <> Payroll", type: %s}
connection:
  baseConnection: Payroll
  details: {companyId: 4281379}
---
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - name: Payroll
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {details: {connectionEnvironment: %s}, oauthClient: Acme service account}
"""


IN_GENERAL = """
kind: ConnectorConfig
workspace: {name: "Acme : Procore <> Ledger", type: development}
generalConfiguration:
  baseUrl: %s
"""


def project(snippet: str) -> str:
    """Return a snippet as a whole project; `apiVersion` comes first, so its lines move down by one.

    Its first document gets the keys that it lacks behind its own, and what it refers to, or what uses it, follows.
    """
    documents = re.split(r"^---[ \t]*\n", textwrap.dedent(snippet).lstrip("\n"), flags=re.MULTILINE)
    kinds = [value(each, "kind") for each in documents]
    documents[0] = _with_keys(documents[0], kinds[0] or "")
    if "BaseConnectionRules" in kinds and "ConnectorConfig" not in kinds:
        documents.append(dump(_of_kind("ConnectorConfig", BASE if "Payroll live" in snippet else PROCORE)))
    names = [value(each, "name") for each in documents]
    if CLIENT_NAME in "".join(documents) and CLIENT_NAME not in names:
        documents.append(dump(_of_kind("OAuthClient")))
    return "---\n".join(documents)


def _with_keys(text: str, kind: str) -> str:
    text = text if re.search(r"^apiVersion:", text, re.MULTILINE) else HEADER + text
    present = set(re.findall(r"^([A-Za-z]+):", text, re.MULTILINE))
    if "generalConfiguration" in present:
        present.add("connection")
    lacking = {key: value for key, value in _of_kind(kind).items() if key not in present}
    return text + (dump(lacking) if lacking else "")


def _of_kind(kind: str, *names: str) -> Data:
    """Return a document of a kind as it stands in a scene: in those of these names, or in the common ones."""
    if kind == "ConnectionDefinition":
        login: Data = {"connector": "procore", "key": "acmeLogin", "name": "Acme Login", "type": "Standard"}
        return {"apiVersion": "appxlint/v1", "kind": kind, **login, "attributes": []}
    texts = (scenes()[name].text for name in names or (PROCORE, BASE, OWN))
    documents = (each for text in texts for each in yaml.safe_load_all(text))
    return next((each for each in documents if each["kind"] == kind), {})


def seen(report: Report) -> list[Seen]:
    """Return where each finding of a report stands, in reading order."""
    return [Seen(*each.span.start, each.severity.label, each.rule) for each in report.diagnostics]


def only(report: Report) -> Diagnostic:
    """Return the one finding of a report."""
    (found,) = report.diagnostics
    return found


def replacement(found: Diagnostic) -> str:
    """Return the text that the fix of a finding writes."""
    assert found.fix is not None
    (edit,) = found.fix.edits
    return edit.text


def related(found: Diagnostic) -> list[tuple[int, int]]:
    """Return line and column of each second place of a finding."""
    return [(each.span.start.line, each.span.start.column) for each in found.related]
