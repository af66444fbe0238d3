from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.schema.test_web_address import BAD
from validator.live.hosts import Distrust, HostPort, Origin, Refusal, Trust, host_port, judge

OFFICIAL = Trust(frozenset({"login.procore.com", "api.procore.com"}))


def own(*words: str) -> Trust:
    places = [host_port(each) for each in words]
    return OFFICIAL._replace(trusted=frozenset(place for place in places if place))


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://login.procore.com", Origin("https", "login.procore.com", 443)),
        ("https://login.procore.com/", Origin("https", "login.procore.com", 443)),
        ("HTTPS://LOGIN.Procore.COM", Origin("https", "login.procore.com", 443)),
        (
            "https://login.procore.com:443/oauth/token",
            Origin("https", "login.procore.com", 443, "/oauth/token"),
        ),
        ("https://api.procore.com/rest/", Origin("https", "api.procore.com", 443, "/rest")),
    ],
)
def test_official_hosts_are_trusted_over_https(url: str, origin: Origin) -> None:
    assert judge(url, OFFICIAL) == origin


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://login.procore.com.evil.example", Distrust.UNLISTED),
        ("https://evil.example/login.procore.com", Distrust.UNLISTED),
        ("https://procore.com", Distrust.UNLISTED),
        ("https://xlogin.procore.com", Distrust.UNLISTED),
        ("https://login.procore.com:8443", Distrust.UNLISTED),
        ("https://login.procore.com:444/oauth/token", Distrust.UNLISTED),
        ("https://xn--lgin-5qa.procore.com", Distrust.UNLISTED),
        ("https://127.0.0.1:8443", Distrust.UNLISTED),
        ("https://[::1]:8443", Distrust.UNLISTED),
        ("https://user@login.procore.com", Distrust.USERINFO),
        ("https://login.procore.com@evil.example", Distrust.USERINFO),
        ("https://user:pass@login.procore.com/", Distrust.USERINFO),
        ("https://login.procore.com\\@evil.example", Distrust.USERINFO),
        ("http://login.procore.com", Distrust.INSECURE),
        ("http://192.168.0.1", Distrust.INSECURE),
        ("http://0177.0.0.1", Distrust.INSECURE),
        ("http://2130706433", Distrust.INSECURE),
        ("http://127.0.0.1.evil.example", Distrust.INSECURE),
        ("http://localhost.evil.example", Distrust.INSECURE),
        ("http://127.0.0.1:8080", Distrust.UNLISTED),
        ("http://localhost", Distrust.UNLISTED),
        ("", Distrust.MALFORMED),
        ("login.procore.com", Distrust.MALFORMED),
        ("//login.procore.com", Distrust.MALFORMED),
        ("ftp://login.procore.com", Distrust.MALFORMED),
        ("file:///etc/passwd", Distrust.MALFORMED),
        ("https://", Distrust.MALFORMED),
        ("https:///oauth", Distrust.MALFORMED),
        ("https://login.procore.com\n", Distrust.MALFORMED),
        ("https://login.procore.com\x00", Distrust.MALFORMED),
        ("https://login\x00.procore.com", Distrust.MALFORMED),
        ("https://login.procore.com\t.evil.example", Distrust.MALFORMED),
        ("https://login.procore.com/?a=b", Distrust.MALFORMED),
        ("https://login.procore.com?@evil.example", Distrust.MALFORMED),
        ("https://login.procore.com#@evil.example", Distrust.MALFORMED),
        ("https://login.procore.com/a b", Distrust.MALFORMED),
        ("https://login.procore.com/../x", Distrust.MALFORMED),
        ("https://login.procore.com//evil.example", Distrust.MALFORMED),
        ("https://login.procore.com:0", Distrust.MALFORMED),
        ("https://login.procore.com:99999", Distrust.MALFORMED),
        ("https://login.procore.com:", Distrust.MALFORMED),
        ("https://login.procore.com:٤٤٣", Distrust.MALFORMED),
        ("https://lógin.procore.com", Distrust.MALFORMED),
        ("https://login。procore.com", Distrust.MALFORMED),
        ("https://login.procore.com.", Distrust.MALFORMED),
        ("https://login..procore.com", Distrust.MALFORMED),
        ("https://-login.procore.com", Distrust.MALFORMED),
        ("https://[", Distrust.MALFORMED),
        ("https://[::1", Distrust.MALFORMED),
        ("https://[:::1]", Distrust.MALFORMED),
        ("https://[::ffff:1.2.3.4.5]", Distrust.MALFORMED),
        ("https://" + "a" * 300, Distrust.MALFORMED),
        ("https://" + "a." * 200 + "com", Distrust.MALFORMED),
    ],
)
def test_other_addresses_are_refused_for_a_reason(url: str, reason: Distrust) -> None:
    verdict = judge(url, OFFICIAL)
    assert isinstance(verdict, Refusal)
    assert verdict.reason is reason


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("127.0.0.1:8443", "https://127.0.0.1:8443"),
        ("127.0.0.1:8443", "http://127.0.0.1:8443"),
        ("127.8.9.1:80", "http://127.8.9.1"),
        ("localhost:9000", "http://localhost:9000/base"),
        ("[::1]:9000", "http://[::1]:9000"),
        ("[0:0::1]:9000", "http://[::1]:9000"),
        ("proxy.example", "https://proxy.example"),
        ("PROXY.example", "https://proxy.EXAMPLE:443"),
        ("proxy.example:8443", "https://proxy.example:8443"),
    ],
)
def test_a_host_of_the_command_line_is_trusted(words: str, url: str) -> None:
    assert isinstance(judge(url, own(words)), Origin)


@pytest.mark.parametrize(
    ("words", "url", "reason"),
    [
        ("proxy.example", "https://proxy.example:8443", Distrust.UNLISTED),
        ("proxy.example:8443", "https://proxy.example", Distrust.UNLISTED),
        ("proxy.example", "http://proxy.example", Distrust.INSECURE),
        ("proxy.example", "https://sub.proxy.example", Distrust.UNLISTED),
        ("192.168.0.1", "http://192.168.0.1", Distrust.INSECURE),
        ("127.0.0.1", "https://127.0.0.1:8443", Distrust.UNLISTED),
    ],
)
def test_a_host_of_the_command_line_is_trusted_for_itself_only(
    words: str, url: str, reason: Distrust
) -> None:
    verdict = judge(url, own(words))
    assert isinstance(verdict, Refusal)
    assert verdict.reason is reason


def test_a_refused_host_is_named_with_its_port() -> None:
    assert judge("https://evil.example:8443/x", OFFICIAL) == Refusal(Distrust.UNLISTED, "evil.example:8443")


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Login.Example", HostPort("login.example", None)),
        ("login.example:8443", HostPort("login.example", 8443)),
        ("[::1]", HostPort("::1", None)),
        ("https://login.example", None),
        ("login.example/path", None),
        ("user@login.example", None),
        ("login.example:", None),
        ("login.example:0", None),
        ("*", None),
        ("*.procore.com", None),
        ("", None),
        ("löcal", None),
    ],
)
def test_the_words_of_trust_host_are_read_strictly(words: str, place: HostPort | None) -> None:
    assert host_port(words) == place


@pytest.mark.parametrize(
    ("origin", "url"),
    [
        (Origin("https", "login.example", 443), "https://login.example/a"),
        (Origin("https", "login.example", 8443, "/base"), "https://login.example:8443/base/a"),
        (Origin("http", "::1", 80), "http://[::1]/a"),
    ],
)
def test_an_origin_writes_its_addresses(origin: Origin, url: str) -> None:
    assert origin.url("/a") == url


@given(st.text())
def test_any_text_at_all_has_a_verdict(text: str) -> None:
    assert isinstance(judge(text, OFFICIAL), Refusal)
    assert isinstance(judge(f"https://{text}", OFFICIAL), Refusal)
    assert isinstance(judge(f"https://login.procore.com{text}x", OFFICIAL), Origin | Refusal)


@pytest.mark.parametrize(
    "url", [*BAD, "data:text/html,a", "javascript:alert(1)", "mailto:a@b.com", "ws://login.procore.com", ""]
)
def test_an_address_of_a_wrong_form_is_never_asked(url: str) -> None:
    hosts = {*OFFICIAL.official, "a", "a.com", "::1", "evil.com", "office.com", "127.0.0.1", "localhost"}
    trust = Trust(
        frozenset(hosts), frozenset(HostPort(host, port) for host in hosts for port in (None, 0, 1))
    )
    assert isinstance(judge(url, trust), Refusal)
