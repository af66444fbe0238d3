"""Run the fake by hand: write a project, print the command that tries it, and serve until Ctrl-C."""

from __future__ import annotations

import shlex
import sys
import tempfile
import threading
from pathlib import Path

from tests.support.fake_procore import FakeProcore
from tests.support.fake_procore.trial import arguments, write

_SHEET = """\
A project with a config that works and one whose app is not connected lies in {project}.
In another terminal:

{command}

In secrets.env, a client id of the form ENDPOINT-BEHAVIOUR, filled up with _ to 43 characters, makes that endpoint
misbehave: companies-none, me-not-connected, projects-none, token-user-level, token-html, companies-429-once, …
Ctrl-C ends the server and takes the project away.
"""


def _program() -> list[str]:
    """Return how the tool is called that is installed beside this Python, whether its folder is in PATH or not."""
    beside = Path(sys.executable).with_name("appxlint")
    return [f"{beside}"] if beside.exists() else [sys.executable, "-m", "validator"]


def main() -> None:
    """Serve until interrupted."""
    with tempfile.TemporaryDirectory() as folder, FakeProcore(Path(folder)) as fake:
        project = Path(folder) / "project"
        write(project)
        command = shlex.join([*_program(), *arguments(fake, project)])
        sys.stdout.write(_SHEET.format(project=project, command=command))
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
