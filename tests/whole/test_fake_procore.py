"""The fake answers as the documentation says that Procore does: its rows, asked for without our own client."""

from __future__ import annotations

import json
import shlex
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.conftest import run_cli
from tests.live.checking import fresh
from tests.support.fake_procore import COMPANY, NOT_INSTALLED, PROJECT, SECRET

if TYPE_CHECKING:
    from email.message import Message

    from tests.support.fake_procore import FakeProcore
    from tests.support.fake_procore.server import Site

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


class Got(NamedTuple):
    status: int
    body: Any
    headers: Message


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Asker:
    """A plain client of the standard library."""

    def __init__(self, fake: FakeProcore) -> None:
        self.fake = fake
        tls = ssl.create_default_context(cafile=fake.ca_file)
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=tls), urllib.request.ProxyHandler({}), NoRedirect()
        )

    def ask(self, site: Site, path: str, form: dict[str, str] | None = None, **headers: str) -> Got:
        request = urllib.request.Request(  # noqa: S310 - loopback
            site.url + path,
            data=None if form is None else urlencode(form).encode(),
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )
        try:
            with self._opener.open(request, timeout=5) as response:
                return self._read(response)
        except urllib.error.HTTPError as error:
            with error:
                return self._read(error)

    def token(self, client_id: str, **form: str) -> Got:
        usual = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": SECRET}
        return self.ask(self.fake.login, "/oauth/token", {k: v for k, v in (usual | form).items() if v})

    def api(self, path: str, client_id: str | None = None, company: int | None = COMPANY) -> Got:
        token = self.token(client_id or fresh()).body["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        if company is not None:
            headers["Procore_Company_Id"] = str(company)
        return self.ask(self.fake.api, path, None, **headers)

    def code(self, client_id: str, redirect_uri: str) -> str:
        query = {"response_type": "code", "client_id": client_id, "redirect_uri": redirect_uri, "state": "s"}
        answer = self.ask(self.fake.login, f"/oauth/authorize?{urlencode(query)}")
        return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]

    @staticmethod
    def _read(response: Any) -> Got:
        content = response.read()
        json_ = "json" in response.headers.get("Content-Type", "") and content
        return Got(response.status, json.loads(content) if json_ else content, response.headers)


@pytest.fixture
def asker(fake: FakeProcore) -> Asker:
    return Asker(fake)


def test_row_1_good_keys_give_a_token_without_a_refresh_token(asker: Asker) -> None:
    got = asker.token(fresh())
    assert got.status == 200
    assert set(got.body) == {"access_token", "token_type", "expires_in", "created_at"}
    assert got.body["token_type"] == "bearer"
    assert got.body["expires_in"] == 5400
    assert abs(got.body["created_at"] - time.time()) < 60


@pytest.mark.parametrize(
    ("scenario", "secret"), [("good", "wrong"), ("unknown", SECRET), ("sandbox_good", SECRET)]
)
def test_row_2_an_unknown_client_gives_invalid_client(asker: Asker, scenario: str, secret: str) -> None:
    got = asker.token(fresh(scenario), client_secret=secret)
    assert (got.status, got.body["error"]) == (401, "invalid_client")
    assert got.headers["WWW-Authenticate"] == 'Bearer realm="Doorkeeper", error="invalid_client"'


@pytest.mark.parametrize(
    ("scenario", "form", "error"),
    [
        ("token-user-level", {}, "unauthorized_client"),
        ("good", {"grant_type": ""}, "invalid_request"),
        ("good", {"grant_type": "password"}, "unsupported_grant_type"),
        ("good", {"scope": "foo"}, "invalid_scope"),
    ],
    ids=["row 3", "row 4", "row 5", "row 6"],
)
def test_rows_3_to_6_a_bad_token_request_gives_its_error(
    asker: Asker, scenario: str, form: dict[str, str], error: str
) -> None:
    got = asker.token(fresh(scenario), **form)
    assert (got.status, got.body["error"]) == (400, error)
    assert got.body["error_description"]


def test_rows_7_and_8_a_code_works_once(asker: Asker) -> None:
    client_id = fresh()
    form = {"grant_type": "authorization_code", "redirect_uri": "https://app.example/cb"}
    form["code"] = asker.code(client_id, form["redirect_uri"])
    first, second = asker.token(client_id, **form), asker.token(client_id, **form)
    assert first.status == 200
    assert len(first.body["refresh_token"]) == 43
    assert (second.status, second.body["error"]) == (400, "invalid_grant")


def test_row_8_another_redirect_uri_spends_the_code_in_vain(asker: Asker) -> None:
    client_id = fresh()
    code = asker.code(client_id, "https://app.example/cb")
    form = {"grant_type": "authorization_code", "redirect_uri": "https://app.example/cb/", "code": code}
    assert asker.token(client_id, **form).body["error"] == "invalid_grant"


def test_row_8_has_a_variant_with_401(asker: Asker) -> None:
    got = asker.token(fresh("token-grant-401"))
    assert (got.status, got.body["error"]) == (401, "invalid_grant")


def test_row_9_a_refresh_token_works_once(asker: Asker) -> None:
    client_id = fresh()
    form = {"grant_type": "authorization_code", "redirect_uri": "https://app.example/cb"}
    form["code"] = asker.code(client_id, form["redirect_uri"])
    old = asker.token(client_id, **form).body["refresh_token"]
    new = asker.token(client_id, grant_type="refresh_token", refresh_token=old)
    assert new.status == 200
    assert new.body["refresh_token"] != old
    again = asker.token(client_id, grant_type="refresh_token", refresh_token=old)
    assert again.body["error"] == "invalid_grant"


def test_row_10_an_outage_is_a_web_page(asker: Asker) -> None:
    got = asker.token(fresh("token-html-500"))
    assert (got.status, got.headers["Content-Type"]) == (500, "text/html")


def test_rows_11_and_12_token_info_names_the_application(asker: Asker) -> None:
    client_id = fresh()
    token = asker.token(client_id).body["access_token"]
    good = asker.ask(asker.fake.login, "/oauth/token/info", Authorization=f"Bearer {token}")
    bad = asker.ask(asker.fake.login, "/oauth/token/info", Authorization="Bearer x")
    assert good.body["application"] == {"uid": client_id}
    assert (bad.status, bad.body["error"]) == (401, "invalid_token")


def test_row_13_revoking_is_always_fine_and_ends_the_token(asker: Asker) -> None:
    client_id = fresh()
    token = asker.token(client_id).body["access_token"]
    form = {"token": token, "client_id": client_id, "client_secret": SECRET}
    for _ in range(2):
        assert asker.ask(asker.fake.login, "/oauth/revoke", form)[:2] == (200, {})
    info = asker.ask(asker.fake.login, "/oauth/token/info", Authorization=f"Bearer {token}")
    assert info.status == 401


@pytest.mark.parametrize(
    ("path", "scenario", "company", "status", "part"),
    [
        pytest.param("/rest/v1.0/me", "good", COMPANY, 200, {"id": 9001, "name": "Example App"}, id="row 14"),
        pytest.param("/rest/v1.0/companies", "companies-none", COMPANY, 200, [], id="row 16"),
        pytest.param(
            "/rest/v1.0/companies/112233/me", "good", COMPANY, 200, {"is_employee": False}, id="row 18"
        ),
        pytest.param(
            f"/rest/v1.0/companies/{NOT_INSTALLED}/me",
            "good",
            NOT_INSTALLED,
            403,
            {"errors": ["App is not connected to this company."]},
            id="row 19",
        ),
        pytest.param(
            f"/rest/v1.1/projects?company_id={NOT_INSTALLED}",
            "good",
            NOT_INSTALLED,
            403,
            {"errors": ["App is not connected to this company."]},
            id="row 19, projects",
        ),
        pytest.param(
            "/rest/v1.0/companies/112233/me",
            "me-403",
            COMPANY,
            403,
            {"errors": ["You do not have permission to access this resource."]},
            id="row 20",
        ),
        pytest.param(
            "/rest/v1.0/companies/112233/me",
            "me-403-text",
            COMPANY,
            403,
            {"errors": "Forbidden"},
            id="row 20, text",
        ),
        pytest.param(
            "/rest/v1.0/companies/112233/me",
            "me-403-record",
            COMPANY,
            403,
            {"code": 403},
            id="row 20, record",
        ),
        pytest.param(
            "/rest/v1.1/projects?company_id=112233",
            "good",
            None,
            404,
            {"message": "Item not found"},
            id="row 21",
        ),
        pytest.param("/rest/v1.0/companies/999/me", "good", 999, 404, {"errors": "Not found"}, id="row 22"),
        pytest.param(
            f"/rest/v1.0/companies/{PROJECT}/me",
            "good",
            PROJECT,
            404,
            {"errors": "Not found"},
            id="row 22, a project",
        ),
        pytest.param("/rest/v1.0/companies", "companies-401-expired", COMPANY, 401, {}, id="row 23"),
        pytest.param(
            "/rest/v1.0/companies",
            "companies-401",
            COMPANY,
            401,
            {"errors": "Unauthorized"},
            id="row 23, variant",
        ),
        pytest.param(
            "/rest/v1.0/company_base_url",
            "good",
            COMPANY,
            200,
            {"zone": "us01", "web_base_url": "https://app.procore.com"},
            id="row 25",
        ),
        pytest.param(
            "/rest/v1.0/company_base_url", "good", None, 400, {"error": {"code": "bad_request"}}, id="row 26"
        ),
        pytest.param("/rest/v1.1/projects?company_id=112233", "projects-none", COMPANY, 200, [], id="row 28"),
        pytest.param("/rest/v1.0/companies", "companies-503-long", COMPANY, 503, {}, id="row 30"),
    ],
)
def test_the_api_answers_as_documented(
    asker: Asker, path: str, scenario: str, company: int | None, status: int, part: Any
) -> None:
    got = asker.api(path, fresh(scenario), company)
    assert got.status == status
    assert part == got.body if isinstance(part, list) else contains(got.body, part)


def contains(whole: Any, part: Any) -> bool:
    if isinstance(part, dict):
        return all(key in whole and contains(whole[key], value) for key, value in part.items())
    return bool(whole == part)


def test_row_15_the_list_of_companies_has_the_documented_fields(asker: Asker) -> None:
    got = asker.api("/rest/v1.0/companies")
    names = {"id", "name", "is_active", "logo_url", "pcn_business_experience", "my_company"}
    assert [set(each) for each in got.body] == [names]
    assert (got.headers["Total"], got.headers["Per-Page"]) == ("1", "100")


def test_row_17_two_pages_are_linked(asker: Asker) -> None:
    client_id = fresh("companies-pages")
    got = asker.api("/rest/v1.0/companies?page=1&per_page=1", client_id)
    assert 'rel="next"' in got.headers["Link"]
    assert got.headers["Total"] == "2"
    assert asker.api("/rest/v1.0/companies?page=2&per_page=1", client_id).headers["Link"] is None


def test_row_24_a_sandbox_token_is_no_token_in_production(asker: Asker) -> None:
    form = {"grant_type": "client_credentials", "client_id": fresh("sandbox_good"), "client_secret": SECRET}
    token = asker.ask(asker.fake.sandbox_login, "/oauth/token", form).body["access_token"]
    got = asker.ask(asker.fake.api, "/rest/v1.0/companies", Authorization=f"Bearer {token}")
    assert (got.status, got.body["error"]) == (401, "invalid_token")


def test_row_27_projects_are_counted_in_a_header(asker: Asker) -> None:
    got = asker.api("/rest/v1.1/projects?company_id=112233&per_page=1")
    assert [each["id"] for each in got.body] == [PROJECT]
    assert got.headers["Total"] == "1"


@pytest.mark.parametrize(
    ("scenario", "header"),
    [
        ("companies-429", "X-Rate-Limit-Reset"),
        ("companies-429-after", "Retry-After"),
        ("companies-429-plain", "Retry-After"),
    ],
)
def test_row_29_too_many_requests_say_when_to_come_back(asker: Asker, scenario: str, header: str) -> None:
    got = asker.api("/rest/v1.0/companies", fresh(scenario))
    assert got.status == 429
    assert int(got.headers[header]) > 0


def test_row_31_the_second_version_writes_ids_as_text(asker: Asker) -> None:
    assert asker.api("/rest/v2.0/companies/112233/projects").body["data"][0]["id"] == "112233"


def test_row_32_a_redirect_leads_to_a_stranger(asker: Asker) -> None:
    got = asker.token(fresh("token-redirect-307"))
    assert got.status == 307
    assert got.headers["Location"].startswith(asker.fake.elsewhere.url)


def test_row_33_authorizing_sends_a_code_back_or_shows_it(asker: Asker) -> None:
    client_id = fresh()
    assert len(asker.code(client_id, "http://localhost:1234/cb")) == 43
    query = {"response_type": "code", "client_id": client_id, "redirect_uri": OUT_OF_BAND, "state": "s"}
    page = asker.ask(asker.fake.login, f"/oauth/authorize?{urlencode(query)}")
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html")
    assert b"<code" in page.body


def test_every_api_answer_carries_the_usual_headers(asker: Asker) -> None:
    headers = asker.api("/rest/v1.0/companies").headers
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert (headers["X-Rate-Limit-Limit"], headers["X-Rate-Limit-Remaining"]) == ("25", "24")
    assert headers["X-Rate-Limit-Reset"].isdigit()
    assert len(headers["X-Request-Id"]) == 36


def test_it_starts_by_itself_and_prints_a_command_that_shows_a_pass_and_a_failure() -> None:
    command = [sys.executable, "-m", "tests.support.fake_procore"]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            line = next(line for line in process.stdout if " live " in line)
            words = shlex.split(line)
            ran = run_cli(*words[words.index("live") :])
        finally:
            process.kill()
            process.stdout.read()
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert SECRET not in ran.stdout + ran.stderr
    rows = [line.split()[:2] for line in ran.stdout.splitlines()[-3:]]
    assert rows == [["outcome", "config"], ["failed", "not-connected"], ["passed", "works"]]
    shown = [line for line in ran.stdout.splitlines() if "live/" in line]
    assert len(shown) == 1
    assert "live/app-not-connected" in shown[0]
