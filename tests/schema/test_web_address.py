from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.schema.web_address import malformed

GOOD = [
    "https://login.procore.com/oauth/token",
    "HTTPS://Login.Procore.com",
    "http://localhost:8080/callback",
    "https://login.procore.com:443/",
    "https://login.procore.com:00443/",
    "https://login.procore.com./",
    "https://my_server.acme-builders.com",
    "https://127.0.0.1:65535/a?b=c",
    "https://[::1]/",
    "https://[2606:4700::1111]:8443/a",
    "https://löwe.de/",
    "https://xn--lwe-sna.de",
    "https://a/@b",
    "https://a?user@host",
    "https://4u.acme-builders.com",
]
BAD = {
    "https://[::1": "has a bracket without its other one",
    "https://::1]": "has a bracket without its other one",
    "https://a[::1]": "has a bracket without its other one",
    "https://[::1]x": "has no address of IPv6 in its brackets",
    "https://[]": "has no address of IPv6 in its brackets",
    "https://[localhost]": "has no address of IPv6 in its brackets",
    "https://[::1]:": "has a colon behind its host, and no port",
    "https://[::1]:99999": "has a port that there is not",
    "https://login.procore.com:99999/": "has a port that there is not",
    "https://login.procore.com:0": "has a port that there is not",
    "https://login.procore.com:65536": "has a port that there is not",
    f"https://login.procore.com:{'9' * 5000}": "has a port that there is not",
    "https://login.procore.com:abc/": "has a port that is no number",
    "https://login.procore.com:-1/": "has a port that is no number",
    "https://login.procore.com:٤٤٣/": "has a port that is no number",
    "https://login.procore.com:443:443/": "has a port that is no number",
    "https://login.procore.com:/": "has a colon behind its host, and no port",
    "https://reader@login.procore.com": "has a user name before its host",
    "https://@login.procore.com": "has a user name before its host",
    "https://login.procore.com/#": "goes on with a #",
    "https://login.procore.com#a": "goes on with a #",
    "https://login.procore.com/a?b#c": "goes on with a #",
    "https://\uff4cogin.procore.com/": "has characters in its host that are read as others",
    "https://login。procore.com/": "has characters in its host that are read as others",
    "https://o\ufb03ce.com/": "has characters in its host that are read as others",
    "https://login.procore.com℀x/": "has characters in its host that are read as others",
    "https://①.procore.com/": "has characters in its host that are read as others",
    "https://a..b.com": "has no host name",
    "https://-a.com": "has no host name",
    "https://a-.com": "has no host name",
    "https://login.procore.com%2eevil.com": "has no host name",
    "https://*.procore.com": "has no host name",
    "https:///a": "has no host name",
    "https://": "has no host name",
    f"https://{'a' * 64}.com": "has no host name",
    f"https://{'a.' * 127}com": "has no host name",
    "https://login.procore.com\\@evil.com": "has a user name before its host",
    "https://login.procore.com\\evil.com": "has a backslash in it",
    "https://999.1.1.1": "has a number in place of its host",
    "https://0x7f.1": "has a number in place of its host",
    "https://2130706433": "has a number in place of its host",
}


@pytest.mark.parametrize("text", GOOD)
def test_the_form_of_an_address_may_be_right(text: str) -> None:
    assert malformed(text) is None


@pytest.mark.parametrize(("text", "says"), BAD.items(), ids=lambda text: text[:40])
def test_what_is_wrong_with_an_address_is_said_with_a_remedy(text: str, says: str) -> None:
    found = malformed(text)
    assert found is not None
    assert found.says.startswith(says)
    assert found.remedy


def test_a_host_in_other_letters_is_shown_in_plain_ones() -> None:
    found = malformed("https://\uff4cogin。procore.com/oauth/token")
    assert found is not None
    assert found.remedy == "write login.procore.com as the host, if that is what is meant"
    other = malformed("https://a℀b.com")
    assert other is not None
    assert "a/cb" not in other.remedy


def test_the_address_of_a_page_may_lead_to_a_part_of_it() -> None:
    assert malformed("https://help.procore.com/a#b", page=True) is None
    assert malformed("https://help.procore.com:0/a#b", page=True) is not None


@given(st.text(alphabet="ab.:[]@/#?%\\1\uff120。ﬃ℀-", max_size=20))
def test_what_the_standard_library_cannot_take_apart_is_told(rest: str) -> None:
    text = f"https://{rest}"
    found = malformed(text)
    try:
        parts = urlsplit(text)
        readable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        readable = False
    assert readable or found is not None
