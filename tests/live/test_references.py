from __future__ import annotations

import os
import sys
import types
from pathlib import Path

import pytest

from validator.live.diagnosis import unresolved
from validator.live.references import FILE_BYTES, Reason, Unresolved, resolve
from validator.live.results import Blame
from validator.live.secret import Secret
from validator.secrets.references import Reference, ReferenceKind, parse_reference

CANARY = "canary-8b1f-value"
HERE = Path()


def resolved(text: str, base: Path, environment: dict[str, str] | None) -> Secret | Unresolved:
    reference = parse_reference(text)
    assert reference is not None
    return resolve(reference, base, environment or {})


def value(reference: str, base: Path = HERE, environment: dict[str, str] | None = None) -> str:
    found = resolved(reference, base, environment)
    assert isinstance(found, Secret)
    return found.reveal()


def reason(reference: str, base: Path = HERE, environment: dict[str, str] | None = None) -> Unresolved:
    found = resolved(reference, base, environment)
    assert isinstance(found, Unresolved)
    assert CANARY not in repr(found)
    assert CANARY not in repr(unresolved(found, Blame.SECRET))
    return found


def test_a_variable_is_read_without_its_line_end() -> None:
    assert value("${env:THE_SECRET}", environment={"THE_SECRET": f"{CANARY}\n"}) == CANARY


def test_an_unset_variable_is_named() -> None:
    assert reason("${env:THE_SECRET}") == Unresolved(Reason.ENV_UNSET, "THE_SECRET")


def test_a_variable_that_a_pipeline_has_put_nothing_in_counts_as_not_set() -> None:
    handed_on = {"THE_SECRET": "$(THE_SECRET)", "OTHER": f"$({CANARY})"}
    assert reason("${env:THE_SECRET}", environment=handed_on) == Unresolved(
        Reason.ENV_UNEXPANDED, "THE_SECRET"
    )
    assert reason("${env:OTHER}", environment=handed_on) == Unresolved(Reason.ENV_UNEXPANDED, "OTHER")


@pytest.mark.parametrize("content", [f"{CANARY}\nmore", f"{CANARY}\x00", f"{CANARY}\udcff"])
def test_a_variable_without_a_usable_value_is_named(content: str) -> None:
    assert reason("${env:THE_SECRET}", environment={"THE_SECRET": content}) == Unresolved(
        Reason.UNUSABLE, "THE_SECRET"
    )


@pytest.mark.parametrize(
    ("content", "slip"),
    [
        ("", Reason.EMPTY),
        ("\n", Reason.EMPTY),
        ("  ", Reason.EMPTY),
        (f" {CANARY}", Reason.BLANKS),
        (f"{CANARY} \n", Reason.BLANKS),
        (f'"{CANARY}"', Reason.QUOTED),
        (f"'{CANARY}'\n", Reason.QUOTED),
        (f"`{CANARY}`", Reason.QUOTED),
        (f"\ufeff{CANARY}", Reason.BYTE_ORDER_MARK),
    ],
)
def test_a_slip_about_a_value_has_its_own_word_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, slip: Reason
) -> None:
    (tmp_path / "secret.txt").write_text(content, encoding="utf-8")
    keyring(monkeypatch, content)
    assert reason("${env:THE_SECRET}", environment={"THE_SECRET": content}) == Unresolved(slip, "THE_SECRET")
    assert reason("${file:secret.txt}", tmp_path) == Unresolved(slip, "secret.txt")
    assert reason("${keyring:procore/acme}") == Unresolved(slip, "procore/acme")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_file_is_read_without_its_line_end(tmp_path: Path, end: str) -> None:
    (tmp_path / "secret.txt").write_bytes((CANARY + end).encode())
    assert value("${file:secret.txt}", tmp_path) == CANARY
    assert value(f"${{file:{tmp_path}/secret.txt}}") == CANARY


def test_a_path_is_relative_to_the_folder_of_the_reference(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(CANARY, encoding="utf-8")
    (tmp_path / "configs").mkdir()
    assert value("${file:../secret.txt}", tmp_path / "configs") == CANARY


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "data").write_text(CANARY, encoding="utf-8")
    (tmp_path / "link").symlink_to("data")
    assert value("${file:link}", tmp_path) == CANARY


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert reason("${file:gone.txt}", tmp_path) == Unresolved(Reason.FILE_MISSING, "gone.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert reason("${file:folder}", tmp_path).reason in {Reason.FILE_NOT_REGULAR, Reason.FILE_UNREADABLE}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs")
def test_a_fifo_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reason("${file:pipe}", tmp_path) == Unresolved(Reason.FILE_NOT_REGULAR, "pipe")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no such device")
def test_a_device_is_refused() -> None:
    assert reason("${file:/dev/zero}").reason is Reason.FILE_NOT_REGULAR


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "large").write_text(CANARY + "x" * FILE_BYTES, encoding="utf-8")
    assert reason("${file:large}", tmp_path) == Unresolved(Reason.FILE_TOO_LARGE, "large")


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(CANARY.encode("utf-16"))
    assert reason("${file:binary}", tmp_path) == Unresolved(Reason.FILE_NOT_TEXT, "binary")


def test_a_file_of_several_lines_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lines").write_text(f"{CANARY}\n{CANARY}\n", encoding="utf-8")
    assert reason("${file:lines}", tmp_path) == Unresolved(Reason.UNUSABLE, "lines")


@pytest.mark.parametrize("name", ["a\x00b", "x" * 5000])
def test_an_impossible_path_is_a_value_and_no_exception(tmp_path: Path, name: str) -> None:
    found = resolve(Reference(ReferenceKind.FILE, name), tmp_path, {})
    assert found == Unresolved(Reason.FILE_UNREADABLE, name)


def test_an_unreadable_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(CANARY)

    monkeypatch.setattr(os, "open", refuse)
    assert reason("${file:closed}", tmp_path) == Unresolved(Reason.FILE_UNREADABLE, "closed")


def test_a_reference_of_the_settings_is_not_ours_to_resolve() -> None:
    found = resolve(Reference(ReferenceKind.CUSTOM, "acme:THE_SECRET"), HERE, {"THE_SECRET": CANARY})
    assert found == Unresolved(Reason.FOREIGN)


def keyring(monkeypatch: pytest.MonkeyPatch, answer: object) -> list[tuple[str, str]]:
    asked: list[tuple[str, str]] = []

    def get_password(service: str, user: str) -> object:
        asked.append((service, user))
        if isinstance(answer, Exception):
            raise answer
        return answer

    module = types.ModuleType("keyring")
    module.get_password = get_password  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", module)
    return asked


@pytest.mark.parametrize(
    ("name", "service", "user"),
    [
        ("procore/acme", "procore", "acme"),
        ("procore/acme/service account", "procore/acme", "service account"),
        ("procore/acme/", "procore", "acme/"),
        ("procore//", "procore", "/"),
    ],
)
def test_the_keyring_is_asked_for_service_and_user(
    monkeypatch: pytest.MonkeyPatch, name: str, service: str, user: str
) -> None:
    asked = keyring(monkeypatch, CANARY)
    assert value(f"${{keyring:{name}}}") == CANARY
    assert asked == [(service, user)]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, Reason.KEYRING_UNKNOWN),
        (RuntimeError(CANARY), Reason.KEYRING_FAILED),
        ("", Reason.EMPTY),
        (f"{CANARY}\n{CANARY}", Reason.UNUSABLE),
    ],
)
def test_a_keyring_without_a_value_is_told_apart(
    monkeypatch: pytest.MonkeyPatch, answer: object, expected: Reason
) -> None:
    keyring(monkeypatch, answer)
    assert reason("${keyring:procore/acme}") == Unresolved(expected, "procore/acme")


def test_without_the_package_the_word_is_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    problem = reason("${keyring:procore/acme}")
    assert problem.reason is Reason.KEYRING_ABSENT
    assert "pip install keyring" in unresolved(problem, Blame.SECRET).next_step


@pytest.mark.parametrize("each", Reason)
def test_every_reason_has_its_words(each: Reason) -> None:
    found = unresolved(Unresolved(each, "NAME"), Blame.CLIENT)
    assert found.rule == "live/unresolved-reference"
    assert found.blame is Blame.CLIENT
    assert found.cause
    assert found.next_step
    assert "{{" not in found.next_step
