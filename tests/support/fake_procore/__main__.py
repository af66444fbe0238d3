"""Run the fake by hand: print its addresses and example credentials, and serve until Ctrl-C."""

from __future__ import annotations

import sys
import tempfile
import threading
from pathlib import Path

from tests.support.fake_procore import COMPANY, SECRET, FakeProcore, client_id

_SHEET = """\
login           {login}
API             {api}
certificates    {ca_file}
client id       {client}
client secret   {secret}
company id      {company}

export FAKE_PROCORE_CLIENT_ID={client}
export FAKE_PROCORE_CLIENT_SECRET={secret}

appxlint live CONFIG \\
  --login-url {login} --api-url {api} \\
  --trust-host {login_host} --trust-host {api_host} \\
  --ca-bundle {ca_file}

A client id of the form ENDPOINT-BEHAVIOUR, filled up with _ to 43 characters, makes that endpoint misbehave:
companies-none, me-not-connected, projects-none, token-user-level, token-html, companies-429-once, …
Ctrl-C ends the server.
"""


def main() -> None:
    """Serve until interrupted."""
    with tempfile.TemporaryDirectory() as folder, FakeProcore(Path(folder)) as fake:
        output = _SHEET.format(
            login=fake.login.url,
            api=fake.api.url,
            login_host=fake.login.host,
            api_host=fake.api.host,
            ca_file=fake.ca_file,
            client=client_id("good"),
            secret=SECRET,
            company=COMPANY,
        )
        sys.stdout.write(output)
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
