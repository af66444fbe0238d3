from __future__ import annotations

import io
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from validator.render.formats import FORMATS, Options
from validator.render.sink import (
    OutputError,
    append_file,
    emit,
    emit_bytes,
    emit_crlf,
    emit_progress,
    guarded,
    replace_file,
    write_file,
    write_files,
)

from .reports import FORBIDDEN, HOSTILE, hostile_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

ROOT = Path(__file__).parents[2]
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files or modes")


class FullStream(io.StringIO):
    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def run_child(code: str, stdout: BinaryIO) -> tuple[int, str]:
    """Run code in a fresh interpreter with `emit` and `big` at hand; return its exit code and stderr."""
    prelude = "import sys; from validator.render.sink import emit, OutputError; big = 'line\\n' * 100_000\n"
    child = subprocess.run(
        [sys.executable, "-c", prelude + code],
        cwd=ROOT,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )
    return child.returncode, child.stderr


def encoded(text: str, encoding: str) -> bytes:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    emit(text, stream)
    return raw.getvalue()


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("utf-8", "é … 日\n".encode()),
        ("cp1252", b"\xe9 \x85 \\u65e5\n"),
        ("ascii", b"\\xe9 \\u2026 \\u65e5\n"),
    ],
)
def test_what_an_encoding_lacks_is_written_with_backslashes(encoding: str, data: bytes) -> None:
    assert encoded("é … 日\n", encoding) == data


def test_half_a_character_never_stops_the_output() -> None:
    assert encoded("caf\udce9\n", "utf-8") == b"caf\\u{DCE9}\n"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp932"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_fits_a_narrow_encoding(name: str, encoding: str) -> None:
    for text in HOSTILE.values():
        rendered = FORMATS[name](hostile_report(text), Options(encoding=encoding))
        assert not FORBIDDEN.search(encoded(rendered, encoding).decode(encoding))


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_what_a_format_has_escaped_is_written_as_it_is(name: str, colour: bool) -> None:
    for text in HOSTILE.values():
        rendered = FORMATS[name](hostile_report(text), Options(colour=colour))
        stream = io.StringIO()
        emit(rendered, stream, colour=colour, commands=name)
        assert stream.getvalue() == rendered


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_hostile_reaches_a_stream_whoever_forgot_to_escape_it(text: str) -> None:
    streams = [io.StringIO() for _ in range(4)]
    emit(text, streams[0])
    print(text, file=guarded(streams[1]))
    guarded(streams[2]).writelines([text, text])
    emit(text, guarded(streams[3]))
    for stream in streams:
        written = stream.getvalue()
        assert not FORBIDDEN.search(written.replace("\t", ""))
        assert "##[" not in written
        assert not any(line.lstrip().startswith("::") for line in written.split("\n"))


def test_a_guarded_stream_is_otherwise_the_stream_and_is_guarded_once() -> None:
    stream = Terminal()
    one = guarded(stream)
    assert guarded(one) is one
    assert one.isatty()
    emit("\x1b[1mx\x1b[0m", one, colour=True)
    assert stream.getvalue() == "\x1b[1mx\x1b[0m"


def test_progress_takes_the_place_of_the_last_line() -> None:
    stream = io.StringIO()
    emit_progress("1 of 2\r", stream)
    emit_progress("", stream)
    assert stream.getvalue() == "\r\x1b[2K1 of 2\\u{000D}\r\x1b[2K"


def test_a_stream_without_an_encoding_gets_the_text() -> None:
    stream = io.StringIO()
    emit("é\n", stream)
    assert stream.getvalue() == "é\n"


def test_a_full_disk_is_one_clear_error() -> None:
    with pytest.raises(OutputError) as caught:
        emit("x", FullStream())
    assert str(caught.value) == "the output could not be written: No space left on device"


@POSIX_ONLY
def test_a_reader_that_has_gone_ends_the_output_in_silence() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        assert run_child("emit(big, sys.stdout); emit(big, sys.stdout)", gone) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_device_that_is_full_is_one_error_and_no_complaint_at_the_end() -> None:
    code = "try:\n    emit('x', sys.stdout)\nexcept OutputError as error:\n    sys.exit(f'appxlint: {error}')"
    with Path("/dev/full").open("wb") as full:
        assert run_child(code, full) == (
            1,
            "appxlint: the output could not be written: No space left on device\n",
        )


def test_a_new_file_gets_exactly_the_text(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    write_file(str(path), "é\r\nx\n")
    assert path.read_bytes() == "é\r\nx\n".encode()
    assert names(tmp_path) == ["report.txt"]


def test_a_name_without_a_folder_lies_in_the_current_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_file("report.txt", "x")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == "x"


@POSIX_ONLY
def test_a_new_file_has_the_mode_that_the_umask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(str(tmp_path / "report.txt"), "x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "report.txt").stat().st_mode) == 0o640


@POSIX_ONLY
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755, 0o444])
def test_an_existing_file_keeps_its_mode_and_owner(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("old", encoding="utf-8")
    path.chmod(mode)
    owner = (path.stat().st_uid, path.stat().st_gid)
    write_file(str(path), "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert (path.stat().st_uid, path.stat().st_gid) == owner


@POSIX_ONLY
def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "deep" / "target.yaml", tmp_path / "link.yaml"
    target.parent.mkdir()
    target.write_text("old", encoding="utf-8")
    link.symlink_to(Path("deep") / "target.yaml")
    write_file(str(link), "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


@POSIX_ONLY
def test_what_is_no_regular_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_file(str(pipe), "x")
        assert os.read(reader, 10) == b"x"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@POSIX_ONLY
def test_a_reader_of_a_pipe_gets_more_than_the_pipe_holds(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    text = "x" * 300_000
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    held_open = os.open(pipe, os.O_WRONLY)
    with ThreadPoolExecutor(1) as readers, os.fdopen(reader, "rb") as stream:
        read = readers.submit(stream.read)
        try:
            write_file(str(pipe), text)
        finally:
            os.close(held_open)
        assert read.result(timeout=60) == text.encode()


@POSIX_ONLY
def test_a_pipe_that_nobody_reads_from_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match=r"pipe: the file could not be written: nobody reads from it$"):
        write_file(str(tmp_path / "pipe"), "x")
    with pytest.raises(OutputError, match=r"pipe: the file could not be written: it is not a regular file$"):
        append_file(str(tmp_path / "pipe"), "x")


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="this system has no /dev/stdout")
def test_standard_output_is_written_to_by_its_name() -> None:
    code = "from validator.render.sink import write_file\nwrite_file('/dev/stdout', 'x')"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert ran.stdout == b"x"


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system has no such names")
def test_what_is_open_already_is_added_to_and_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    with file.open("wb", buffering=0) as stream:
        stream.write(b"before\n")
        write_file(f"/dev/fd/{stream.fileno()}", "x\n")
    assert file.read_bytes() == b"before\nx\n"
    assert names(tmp_path) == ["out.txt"]
    reader, writer = os.pipe()
    write_file(f"/dev/fd/{writer}", "x\n")
    assert os.read(reader, 10) == b"x\n"
    os.close(reader)
    os.close(writer)


@POSIX_ONLY
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_a_copy_has_the_mode_of_the_file_before_it_holds_a_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("old", encoding="utf-8")
    path.chmod(mode)
    seen: list[tuple[int, int]] = []
    opened, sync, chmod = os.open, os.fsync, os.chmod

    def look(path: str | int) -> None:
        status = os.fstat(path) if isinstance(path, int) else Path(path).stat()
        seen.append((stat.S_IMODE(status.st_mode), status.st_size))

    def open_and_look(name: str, *rest: int) -> int:
        descriptor = opened(name, *rest)
        look(descriptor)
        return descriptor

    def look_and_chmod(name: str, bits: int) -> None:
        look(name)
        chmod(name, bits)

    def look_and_sync(descriptor: int) -> None:
        look(descriptor)
        sync(descriptor)

    monkeypatch.setattr(os, "open", open_and_look)
    monkeypatch.setattr(os, "chmod", look_and_chmod)
    monkeypatch.setattr(os, "fsync", look_and_sync)
    write_file(str(path), "new")
    assert seen == [(0o600, 0), (0o600, 0), (mode, 3)]


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, step, failing(OSError(28, "No space left on device")))
    with pytest.raises(OutputError) as caught:
        write_file(str(path), "new")
    assert str(caught.value) == f"{path}: the file could not be written: No space left on device"
    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["config.yaml"]


def test_an_interruption_leaves_nothing_beside_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "fsync", failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write_file(str(path), "new")
    assert names(tmp_path) == ["config.yaml"]
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize("name", ["missing/report.txt", "."])
def test_a_place_that_cannot_be_written_is_one_clear_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="the file could not be written"):
        write_file(str(tmp_path / name), "x")


def test_text_is_added_to_what_others_wrote(tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_bytes(b"theirs\n")
    append_file(str(path), "ours: é\n")
    assert path.read_bytes() == "theirs\nours: é\n".encode()
    with pytest.raises(OutputError, match="the file could not be written"):
        append_file(str(tmp_path), "x")


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_bytes_are_written_as_they_are() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii", newline="\r\n")
    stream.write("before\n")
    emit_bytes(b"\xef\xbb\xbfa\r\nb\n\xff", stream)
    assert raw.getvalue() == b"before\r\n\xef\xbb\xbfa\r\nb\n\xff"


def test_a_terminal_gets_bytes_as_harmless_text() -> None:
    stream = Terminal()
    emit_bytes("é\x1b[2J\n".encode() + b"\xff", stream)
    assert stream.getvalue() == "é\\u{001B}[2J\n\\u{DCFF}"


def test_a_full_stream_is_told_for_bytes_too() -> None:
    with pytest.raises(OutputError, match="No space left"):
        emit_bytes(b"a", FullStream())


def test_a_file_is_replaced_when_it_holds_what_was_expected(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    replace_file(str(file), b"new", expected=b"old")
    assert (file.read_bytes(), names(tmp_path)) == (b"new", ["a.yaml"])


@pytest.mark.parametrize("present", [b"other", b"old and more", b"ol", b""])
def test_a_file_that_holds_something_else_is_left_alone(present: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(present)
    with pytest.raises(OutputError, match=r"a\.yaml: the file has changed since it was read"):
        replace_file(str(file), b"new", expected=b"old")
    assert (file.read_bytes(), names(tmp_path)) == (present, ["a.yaml"])


def test_a_file_that_is_gone_is_not_written_again(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file"):
        replace_file(str(tmp_path / "a.yaml"), b"new", expected=b"old")
    assert names(tmp_path) == []


def test_a_file_that_may_not_be_written_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(OutputError, match="Permission denied"):
        replace_file(str(file), b"new", expected=b"old")
    assert (file.read_bytes(), names(tmp_path)) == (b"old", ["a.yaml"])


def test_lines_end_as_the_network_has_it_but_on_a_terminal() -> None:
    class Stream(io.TextIOWrapper):
        terminal = False

        def isatty(self) -> bool:
            return self.terminal

    for terminal, written in ((False, b"a\r\n\\u{202E}\xc3\xa9\r\n"), (True, b"a\n\\u{202E}\xc3\xa9\n")):
        inner = io.BytesIO()
        stream = Stream(inner, encoding="utf-8", newline="\n")
        stream.terminal = terminal
        emit_crlf("a\n\u202eé\n", stream)
        stream.flush()
        assert inner.getvalue() == written


def test_several_files_are_written_with_their_folders(tmp_path: Path) -> None:
    texts = {f"{tmp_path / 'a/b/one.yaml'}": "1\n", f"{tmp_path / 'two.yaml'}": "2\r\n"}
    write_files(texts, replace=False)
    assert {path: Path(path).read_bytes() for path in texts} == {
        path: text.encode() for path, text in texts.items()
    }
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["a", "b", "one.yaml", "two.yaml"]


def test_of_several_files_none_is_written_where_one_is_there(tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text("mine", encoding="utf-8")
    texts = {f"{tmp_path / 'a/one.yaml'}": "1", f"{tmp_path / 'two.yaml'}": "2"}
    with pytest.raises(OutputError, match=r"two\.yaml: .* it is there already; nothing was written"):
        write_files(texts, replace=False)
    assert {each.name: each.read_text("utf-8") for each in tmp_path.rglob("*")} == {"two.yaml": "mine"}


@POSIX_ONLY
def test_of_several_files_those_that_were_replaced_are_put_back(tmp_path: Path) -> None:
    one = tmp_path / "one.yaml"
    one.write_text("mine", encoding="utf-8")
    one.chmod(0o640)
    (tmp_path / "two.yaml").mkdir()
    with pytest.raises(OutputError, match="nothing was written"):
        write_files({f"{one}": "1", f"{tmp_path / 'two.yaml'}": "2"}, replace=True)
    assert one.read_text("utf-8") == "mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["one.yaml", "two.yaml"]


def test_a_failure_in_the_last_step_takes_the_others_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (tmp_path / f"{name}.yaml" for name in ("one", "two", "three"))
    one.write_text("mine", encoding="utf-8")
    link = os.link

    def refuse(source: str, target: str) -> None:
        if target == f"{three}":
            raise FileExistsError(17, "File exists")
        link(source, target)

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(OutputError, match=r"three\.yaml"):
        write_files({f"{one}": "1", f"{two}": "2", f"{three}": "3"}, replace=True)
    assert {each.name: each.read_text("utf-8") for each in tmp_path.iterdir()} == {"one.yaml": "mine"}


def test_files_are_written_where_a_file_cannot_have_two_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: str, target: str) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_files({f"{tmp_path / 'one.yaml'}": "1"}, replace=False)
    assert {each.name: each.read_text("utf-8") for each in tmp_path.iterdir()} == {"one.yaml": "1"}


@POSIX_ONLY
def test_several_files_replace_what_is_there_and_keep_its_mode(tmp_path: Path) -> None:
    one = tmp_path / "one.yaml"
    one.write_text("mine", encoding="utf-8")
    one.chmod(0o640)
    write_files({f"{one}": "1"}, replace=True)
    assert (one.read_text("utf-8"), stat.S_IMODE(one.stat().st_mode)) == ("1", 0o640)
