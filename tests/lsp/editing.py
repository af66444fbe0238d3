"""An editor in the test's own process: files of a project, with the texts that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol.types import Position

from tests.conftest import write_project
from tests.support.clock import TODAY
from validator.lsp.places import spot_at
from validator.lsp.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from validator.lsp.places import Spot

CURSOR = "|"

CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Procore + Ledger
workspace: Acme
connection:
  baseConnection: Live
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details:
    companyId: 4281379
    connectionEnvironment: Production
"""
CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${env:ID}
clientSecret: ${env:SECRET}
"""
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
BASES = """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Ledger
connector: procore
baseConnections:
  - name: Live
    enabled: true
  - name: Trial
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets:
      oauthClient: Acme service account
      details: {connectionEnvironment: Production}
"""
FILES = {"acme.yaml": CONFIG, "client.yaml": CLIENT, "workspace.yaml": WORKSPACE, "bases.yaml": BASES}


class Editor:
    """A project with open texts, spoken of by names of files and by what stands at a place."""

    def __init__(self, folder: Path, files: Mapping[str, str] = FILES) -> None:
        self.folder = write_project(folder, files)
        self.workspace = Workspace(TODAY)

    def type(self, name: str, text: str) -> Path:
        """Have a text open, and return its file."""
        file = self.folder / name
        self.workspace.put(file, text)
        return file

    def cursor(self, name: str, text: str) -> tuple[Path, Position]:
        """Have a text open in which a sign stands where the cursor is, and return the cursor's place."""
        before, _, after = text.partition(CURSOR)
        file = self.type(name, before + after)
        last = before.rpartition("\n")[2]
        return file, Position(before.count("\n"), len(last.encode("utf-16-le")) // 2)

    def spot(self, name: str, at: str) -> Spot | None:
        """Open a file as it is, and return what stands where some text begins in it."""
        text = (self.folder / name).read_text(encoding="utf-8")
        file, position = self.cursor(name, text.replace(at, f"{CURSOR}{at}", 1))
        return spot_at(file, position, self.workspace)

    def found(self, name: str) -> list[str]:
        """Check an open file and return the rules that have something to say."""
        file = self.folder / name
        return [each.rule for each in self.workspace.check([file])[file]]
