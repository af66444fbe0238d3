from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.secrets.detect import judge
from validator.secrets.placeholders import is_placeholder
from validator.secrets.references import (
    _NAMED,
    _PLACED,
    BRACED,
    NAMED,
    OWN,
    PLACED,
    SCHEME,
    TEMPLATE,
    Reference,
    ReferenceKind,
    _by_scheme,
    _chunks,
    looks_like_reference,
    parse_reference,
    plain_variable,
    wraps_literal,
)

HEX = "4f" + "c0d19b27" * 7 + "a83e51"
VAULT = (re.compile(r"vault:[a-z/#A-Z]+"),)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("${env:PROCORE_CLIENT_SECRET}", Reference(ReferenceKind.ENV, "PROCORE_CLIENT_SECRET")),
        ("${env:_x1}", Reference(ReferenceKind.ENV, "_x1")),
        ("${file:../secrets/procore.txt}", Reference(ReferenceKind.FILE, "../secrets/procore.txt")),
        (r"${file:C:\Secret Files\procore}", Reference(ReferenceKind.FILE, r"C:\Secret Files\procore")),
        ("${file:x}", Reference(ReferenceKind.FILE, "x")),
        ("${keyring:appxlint/procore}", Reference(ReferenceKind.KEYRING, "appxlint/procore")),
        ("${keyring:App Xchange/acme/prod}", Reference(ReferenceKind.KEYRING, "App Xchange/acme/prod")),
    ],
)
def test_our_own_forms_are_read(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference
    assert looks_like_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "${env:}",
        "${env:1X}",
        "${env:A-B}",
        "${ENV:X}",
        "${file:}",
        "${file: x}",
        "${keyring:service}",
        "${keyring:/user}",
        "${X}",
        " ${env:X}",
        "${env:X}\n",
        "x${env:X}",
        "${env:X}${env:Y}",
        "${env:X:-hunter2hunter2}",
        "${file:" + "x" * 5000 + "}",
        "",
    ],
)
def test_everything_else_is_not_ours(text: str) -> None:
    assert parse_reference(text) is None


def test_a_form_of_the_settings_is_custom_and_must_fit_the_whole_value() -> None:
    assert parse_reference("vault:secret/procore#key", VAULT) == Reference(
        ReferenceKind.CUSTOM, "vault:secret/procore#key"
    )
    assert parse_reference("see vault:secret/procore", VAULT) is None
    assert parse_reference("vault:secret/procore") is None


@pytest.mark.parametrize(
    "text",
    [
        f"vault:{HEX}",
        "${X:-hunter2hunter2}",
        f"<{HEX}>",
        "{{ 'ghp_" + "a1B2c3D4e5" * 4 + "' }}",
        f"${{{HEX}}}",
    ],
)
def test_not_even_the_settings_make_a_reference_of_a_literal(text: str) -> None:
    anything = (re.compile(r".*"),)
    assert parse_reference(text, anything) is None or text.startswith("<")
    assert not looks_like_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "${X}",
        "${env:}",
        "${X:-}",
        "${X:-short}",
        "${X:-${Y}}",
        "${X:?tell what is missing}",
        "${BASE_URL:-https://api.procore.com/}",
        "${procore-client-secret}",
        "${self:custom.secret}",
        "{{ secret }}",
        "${{ secrets.PROCORE }}",
        "<%= ENV['X'] %>",
        "#{Procore.Secret}",
        "$(ProcoreSecret)",
        "$PROCORE_SECRET",
        "$env:PROCORE_SECRET",
        "%PROCORE_SECRET%",
        "%env(PROCORE_SECRET)%",
        "@@PROCORE_SECRET@@",
        "__PROCORE_SECRET__",
        "((procore/secret))",
        "@Microsoft.KeyVault(VaultName=acme;SecretName=procore)",
        "vault:secret/data/procore#clientSecret",
        "op://Private/Procore Production/credential",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:procore-a1B2c3",
        "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/procore",
        "projects/acme/secrets/procore/versions/3",
        "ref+awssecrets://procore/client",
        "env:PROCORE_SECRET",
        "file:./procore",
        "secretsmanager:procore",
        "secret://procore",
        "process.env.PROCORE_SECRET",
        "os.environ['PROCORE_SECRET']",
        "secrets.PROCORE_SECRET",
        "ENC[AES256_GCM,data:Zm9v,iv:YmFy,tag:YmF6,type:str]",
        "$ANSIBLE_VAULT;1.1;AES256\n3162\n",
        "  ${X}  ",
        "${A}${B}",
        "Bearer ${X}",
    ],
)
def test_the_forms_of_other_tools_look_like_references(text: str) -> None:
    assert looks_like_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Production",
        "acme-procore-production",
        "https://login.procore.com/oauth/token",
        "Acme Builders : Procore <> Ledger",
        "see ${X} for more",
        "https://${HOST}/oauth/token",
        "$ecretPa55word",
        "$A1B2C3D4E5F6",
        "%Gx7-pq!Zw%",
        "50%",
        "#hashtag",
        "(a note)",
        "secret:hunter2hunter2",
        "pass:hunter2hunter2",
        "^[0-9]{3}$",
        "562949953443325",
        "2026-10-02",
        "${X:-hunter2hunter2}",
        "${X:=hunter2hunter2}",
        "${X:hunter2hunter2}",
        "${X-hunter2!hunter2}",
        "${env:X:-hunter2hunter2}",
        "{{ x | default('hunter2hunter2') }}",
        '${{ secrets.X || "hunter2hunter2" }}',
        "{{ 'hunter2hunter2' }}",
        f"${{{HEX}}}",
        f"${{env:{HEX}}}",
        f"env:{HEX}",
        f"${{P}}{HEX}",
        "${X}" * 2000,
    ],
)
def test_names_addresses_and_literals_do_not(text: str) -> None:
    assert not looks_like_reference(text)


NAMES = st.lists(
    st.sampled_from(["A", "ID", "PROCORE", "_", "7", "1234", "x", "É", "ABCDEF" * 5]), max_size=6
)


@given(NAMES.map("".join))
def test_an_everyday_variable_is_told_at_a_glance_as_by_a_closer_look(name: str) -> None:
    text = f"${{env:{name}}}"
    variable = plain_variable(text)
    if variable is not None:
        own = OWN.match(text)
        assert own is not None
        assert own["ENV"] == variable == name
        assert not wraps_literal(text)
        assert judge(text, key="clientSecret") is None
        assert not is_placeholder(text)


@pytest.mark.parametrize("text", ["${env:PROCORE_CLIENT_ID}", "${env:OWNER_2}", "${env:A}"])
def test_everyday_variables_are_told_at_a_glance(text: str) -> None:
    assert plain_variable(text) == text[6:-1]


@pytest.mark.parametrize(
    "text",
    [
        "${env:}",
        "${env:1A}",
        "${env:a}",
        "${env:A:-b}",
        "${env:A} ",
        "${file:A}",
        "${env:_}",
        "${env:A1234567}",
    ],
)
def test_other_texts_get_a_closer_look(text: str) -> None:
    assert plain_variable(text) is None


PARTS = (
    *(
        "${",
        "}",
        "{{",
        "}}",
        "<%",
        "%>",
        "#{",
        "$(",
        ")",
        "((",
        "))",
        "%",
        "@@",
        "__",
        "$",
        "[",
        "]",
        "'",
        ":",
    ),
    *(
        "://",
        "env",
        "env(",
        "vault",
        "vault:",
        "lookup(",
        "secrets.",
        "process.env",
        ".A",
        "ENV",
        "FILE:x",
        "A_B",
    ),
    *(
        "op://",
        "arn:aws:ssm:",
        "projects/",
        "/secrets/",
        "k8s",
        "ref+x://",
        "@Microsoft.KeyVault(",
        "x",
        " ",
        "\n",
    ),
)


@given(st.lists(st.sampled_from(PARTS), max_size=5).map("".join))
def test_a_pattern_is_passed_over_only_where_it_does_not_match(text: str) -> None:
    assert {each.pattern for each in (BRACED, TEMPLATE) if each.search(text)} <= {
        each.pattern for each in _chunks(text)
    }
    assert (_by_scheme(text) is None) is (SCHEME.match(text) is None)
    assert text.startswith(_NAMED) or NAMED.match(text) is None
    assert text.startswith(_PLACED) or PLACED.match(text) is None
