"""The template of variables: each once, with all that it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.live.env_file import read
from validator.survey.needs import Need
from validator.survey.template import template

if TYPE_CHECKING:
    from pathlib import Path

ID = Need(
    environment="Production",
    client="Acme",
    reference="${env:ACME_ID}",
    kind="env",
    label="Client ID",
    document="OAuthClient Acme",
    expires="",
    configs=("a", "b", "c", "d", "e"),
    path="client.yaml",
    variable="ACME_ID",
    named=True,
)
SECRET = ID._replace(
    reference="${env:ACME_SECRET}", label="Client secret", variable="ACME_SECRET", expires="2036-06-30"
)
KEYRING = ID._replace(reference="${keyring:acme/id}", kind="keyring", variable="", named=False, configs=())
UNNAMED = ID._replace(reference="${env:(hidden)}", variable="kX92fLpQz7", named=False)


def test_each_variable_stands_once_with_a_comment_for_each_use() -> None:
    elsewhere = ID._replace(environment="", configs=())
    assert (
        template([ID, SECRET, ID, elsewhere])
        == """\
# Copy this file, fill in the values, and commit none of them.

# Client ID of OAuthClient Acme (Production), needed by a, b, c and 2 more
# Client ID of OAuthClient Acme, needed by no config
ACME_ID=

# Client secret of OAuthClient Acme (Production), expires 2036-06-30, needed by a, b, c and 2 more
ACME_SECRET=
"""
    )


def test_what_is_no_variable_of_a_known_name_is_a_comment_at_the_end() -> None:
    written = template([KEYRING, UNNAMED, SECRET])
    assert written.endswith(
        """\
ACME_SECRET=

# Needed as well, and not as a variable of a known name:
# ${keyring:acme/id}: Client ID of OAuthClient Acme (Production), needed by no config
# ${env:(hidden)}: Client ID of OAuthClient Acme (Production), needed by a, b, c and 2 more
"""
    )
    assert "kX92fLpQz7" not in written


def test_the_reader_of_such_files_reads_the_names_and_no_value(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    hostile = SECRET._replace(document="OAuthClient a\nEVIL=1\u2028EVIL=2", configs=("x\r\nEVIL=3",))
    file.write_text(template([ID, hostile, KEYRING]), encoding="utf-8")
    assert read(file) == {"ACME_ID": "", "ACME_SECRET": ""}
