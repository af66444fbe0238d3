from __future__ import annotations

import pytest

from validator.secrets.reference_faults import fault_of, without_dollar
from validator.secrets.references import looks_like_reference, parse_reference

KNOWN = "write ${env:NAME}, ${file:PATH} or ${keyring:SERVICE/USER}"
FAULTS = {
    "${keyring:ledger}": ("lacks /USER behind the service", "write ${keyring:SERVICE/USER}"),
    "${keyring:ledger/}": ("lacks /USER behind the service", "write ${keyring:SERVICE/USER}"),
    "${env:LEDGER_KEY": ("lacks } at its end", "write ${env:LEDGER_KEY}"),
    "${env:}": ("lacks the name of the variable behind env:", "write ${env:NAME}"),
    "${file:}": ("lacks the path behind file:", "write ${file:PATH}"),
    "${env LEDGER_KEY}": ("has no colon behind env", "write ${env:LEDGER_KEY}"),
    "${env.LEDGER_KEY}": ("has . behind env, where a colon belongs", "write ${env:LEDGER_KEY}"),
    "${ENV:LEDGER_KEY}": ("has env in capitals, where small letters belong", "write ${env:LEDGER_KEY}"),
    "${env: LEDGER_KEY}": ("has a space in it that does not belong there", "write ${env:LEDGER_KEY}"),
    "${env:LEDGER-KEY}": (
        "names a variable with other characters than letters, digits and _",
        "write ${env:NAME}",
    ),
    "${env:LEDGER_KEY:-x}": ("has a default, and nothing is filled in here", "write ${env:LEDGER_KEY}"),
    "$env:LEDGER_KEY": ("lacks the braces around it", "write ${env:LEDGER_KEY}"),
    "$LEDGER_KEY": ("lacks env: and the braces around it", "write ${env:LEDGER_KEY}"),
    "${LEDGER_KEY}": ("lacks env: before the name", "write ${env:LEDGER_KEY}"),
    "env:LEDGER_KEY": ("lacks ${ and } around it", "write ${env:LEDGER_KEY}"),
    "file:/run/secrets/ledger": ("lacks ${ and } around it", "write ${file:PATH}"),
    "${env:LEDGER_KEY}}": ("has one } too many", "write ${env:LEDGER_KEY}"),
    "$${env:LEDGER_KEY}": ("has one $ too many", "write ${env:LEDGER_KEY}"),
    "${{ secrets.LEDGER_KEY }}": (
        "is one of GitHub Actions, which fills it in within workflows alone",
        "write ${env:LEDGER_KEY}",
    ),
    "$(LEDGER_KEY)": (
        "is one of pipelines and shells, which nobody fills in here",
        "write ${env:LEDGER_KEY}",
    ),
    "%LEDGER_KEY%": ("is one of Windows' shell, which nobody fills in here", "write ${env:LEDGER_KEY}"),
    "process.env.LEDGER_KEY": ("is a program's way to read the environment", "write ${env:LEDGER_KEY}"),
    "{{ ledger_key }}": (
        "is one of a template, which nobody fills in here",
        f"{KNOWN}, or declare its form under secret-references in the settings",
    ),
    "op://Finance/Ledger/key": (
        "is one of a secret manager's, and not declared",
        "declare its form under secret-references in the settings, or write ${env:NAME}",
    ),
    "${env:ONE}/${env:OTHER}": (
        "has a form that is not known here",
        f"{KNOWN}, or declare its form under secret-references in the settings",
    ),
}


@pytest.mark.parametrize(("text", "told"), FAULTS.items())
def test_each_slip_of_a_reference_is_told_by_its_own_name(text: str, told: tuple[str, str]) -> None:
    assert looks_like_reference(text)
    assert parse_reference(text) is None
    assert fault_of(text) == told


@pytest.mark.parametrize(
    "text", ["${env:Xk29fh3Qa71bZ_9}", "$Xk29fh3Qa71bZ", "${env:Tr0ub4dor-and-3-horses", "env:hunter2"]
)
def test_no_help_repeats_what_is_not_plainly_a_name(text: str) -> None:
    told = fault_of(text)
    assert text[6:] not in f"{told.says} {told.remedy}"


@pytest.mark.parametrize(
    ("key", "reference"),
    [
        ("env:LEDGER_KEY", "${env:LEDGER_KEY}"),
        ("file:/run/a", "${file:PATH}"),
        ("LEDGER_KEY", ""),
        ("environment: x", ""),
    ],
)
def test_a_mapping_that_lacks_its_dollar_is_read_as_the_reference_that_was_meant(
    key: str, reference: str
) -> None:
    assert without_dollar(key) == reference
