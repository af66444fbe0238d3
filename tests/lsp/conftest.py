"""An editor with the usual project, for the tests of the language server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.lsp.editing import Editor

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def editor(project: Path) -> Editor:
    """Return an editor with the usual project."""
    return Editor(project)
