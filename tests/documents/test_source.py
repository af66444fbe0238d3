from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.reading import span_at
from validator.diagnostics import Limits, Position, Span, UsageError
from validator.documents.source import SIGNS, Source, UnreadableError, decode, display, read, taken

TEXTS = st.text(st.sampled_from("ab: \n\r\t\u00e9\U0001f600\u2028#"), max_size=60)


def test_a_file_becomes_text_with_its_path_as_given(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"name: Acme\n")
    source = read("configs/a.yaml", file, Limits())
    assert (source.path, source.file, source.text, source.findings) == (
        "configs/a.yaml",
        file,
        "name: Acme\n",
        (),
    )
    assert source.readable


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    source = decode("a.yaml", b"\xef\xbb\xbfname: Acme\n")
    assert source.text == "name: Acme\n"
    assert source.position(source.text.index("Acme")) == Position(1, 7)


@pytest.mark.parametrize(
    ("data", "place", "words"),
    [
        (b"name: Br\xfccke\n", Position(1, 9), "0xfc"),
        (b"a: 1\nb: \xc3\xa9\xff\n", Position(2, 5), "0xff"),
        (b"\xef\xbb\xbfb\xff", Position(1, 2), "0xff"),
        (b"\xff\xfea\0", Position(1, 1), "UTF-16"),
        (b"\xfe\xff\0a", Position(1, 1), "UTF-16"),
        (b"a: 1\nb: \0\n", Position(2, 1), "binary"),
    ],
    ids=["Latin-1", "after other bytes", "after a mark", "UTF-16 LE", "UTF-16 BE", "NUL"],
)
def test_bytes_that_are_no_utf8_are_one_fault_at_their_place(
    data: bytes, place: Position, words: str
) -> None:
    source = decode("a.yaml", data)
    (fault,) = source.findings
    assert (fault.rule, span_at(fault.place).start, source.readable) == ("invalid-encoding", place, False)
    assert words in fault.message
    assert not source.readable
    assert source.text == ""


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "latin-1"])
def test_what_a_file_of_another_encoding_is_about_can_be_guessed(codec: str) -> None:
    source = decode("a.yaml", "apiVersion: appxlint/v1\nname: \u00e9\n".encode(codec))
    assert "apiVersion: appxlint/v1" in source.glimpse


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"apiVersion: appxlint/v1\n" + b"x" * 100)
    source = read("a.yaml", file, Limits(file_bytes=50))
    (fault,) = source.findings
    assert (fault.rule, source.readable) == ("too-complex", False)
    assert "124 bytes" in fault.message
    assert read("a.yaml", file, Limits(file_bytes=124)).readable
    assert not taken("a.yaml", b"x" * 51, Limits(file_bytes=50)).readable


def test_what_is_no_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read("a.yaml", tmp_path / "a.yaml", Limits())
    with pytest.raises(UnreadableError, match="a folder"):
        read("a", tmp_path, Limits())
    with pytest.raises(UnreadableError):
        read("null", Path("/dev/null"), Limits())


@pytest.mark.parametrize("hidden", ["\r", "\x85", "\u2028", "\u2029"])
def test_a_line_break_that_editors_hide_is_a_fault_and_no_line_break(hidden: str) -> None:
    source = decode("a.yaml", f"a: 1 # note{hidden}b: 2\n".encode())
    assert source.text == "a: 1 # note b: 2\n"
    (fault,) = source.findings
    assert (fault.rule, span_at(fault.place).start, source.readable) == (
        "invisible-character",
        Position(1, 12),
        True,
    )
    assert f"U+{ord(hidden):04X}" in fault.message


def test_each_line_with_invisible_characters_is_one_fault() -> None:
    source = decode("a.yaml", "a: \u200b\u200bx\nb: \u202ey\u202c\nc: \x1bz\n".encode())
    assert [span_at(fault.place).start for fault in source.findings] == [
        Position(1, 4),
        Position(2, 4),
        Position(3, 4),
    ]
    assert [fault.label for fault in source.findings] == [
        "invisible",
        "bidirectional control",
        "control character",
    ]


def test_joiners_inside_pictures_and_crlf_are_nothing_to_speak_of() -> None:
    text = "name: \U0001f469\u200d\U0001f4bb caf\u00e9\r\nnext: \u0939\u093f\u0928\u094d\u0926\u0940\r\n"
    assert decode("a.yaml", text.encode()).findings == ()


def test_a_span_ends_at_the_end_of_its_line_and_of_the_text() -> None:
    source = Source("a.yaml", "ab\r\nc")
    assert source.within(Span(Position(1, 3), Position(1, 5))) == Span(Position(1, 3), Position(1, 3))
    assert source.within(Span(Position(2, 1), Position(4, 1))) == Span(Position(2, 1), Position(2, 2))
    assert source.within(Span(Position(1, 2), Position(1, 3))) == Span(Position(1, 2), Position(1, 3))


def test_lines_and_columns_count_code_points_from_one() -> None:
    source = Source("a.yaml", "a: \U0001f600x\r\nb\n\nlast")
    assert source.position(source.text.index("x")) == Position(1, 5)
    assert [source.line(number) for number in range(6)] == ["", "a: \U0001f600x", "b", "", "last", ""]
    assert source.offset(Position(2, 1)) == source.text.index("b")
    assert source.offset(Position(9, 9)) == len(source.text)


@given(TEXTS)
def test_positions_and_offsets_are_each_others_inverse(text: str) -> None:
    source = Source("a.yaml", text)
    for offset in range(len(text) + 1):
        assert source.offset(source.position(offset)) == offset
    assert sum(len(source.line(number)) for number in range(1, len(source.starts()) + 1)) <= len(text)


def test_paths_are_shown_from_the_working_folder_with_forward_slashes(project: Path) -> None:
    assert display(project / "sub" / "a.yaml") == "sub/a.yaml"
    assert display(project.parent / "a.yaml") == "../a.yaml"


def test_a_text_that_was_let_go_is_read_again(project: Path) -> None:
    file = project / "a.yaml"
    file.write_text("a: https://x.example\n", encoding="utf-8")
    source = read("a.yaml", file, Limits())
    source.let_go()
    assert [sign for sign in SIGNS if source.holds(sign)] == ["://"]
    assert (source.line(1), source.text) == ("a: https://x.example", "a: https://x.example\n")
    with pytest.raises(AttributeError):
        source.other  # noqa: B018 - that it is not there


@pytest.mark.parametrize("later", [b"a: c\n", b"a: b", None])
def test_a_file_that_changes_while_it_is_checked_is_told_and_nothing_made_up(
    project: Path, later: bytes | None
) -> None:
    file = project / "a.yaml"
    file.write_bytes(b"a: b\n")
    source = read("a.yaml", file, Limits())
    source.let_go()
    if later is None:
        file.unlink()
    else:
        file.write_bytes(later)
    with pytest.raises(UsageError, match=r"a\.yaml: the file has changed while it was checked"):
        source.starts()


def test_a_text_that_stands_in_no_file_is_not_let_go() -> None:
    source = decode("a.yaml", b"a: b\n")
    source.let_go()
    assert source.text == "a: b\n"
