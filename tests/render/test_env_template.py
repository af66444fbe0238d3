"""A template of variables is comments and names alone."""

from __future__ import annotations

from validator.render.env_template import Variable, env_block, env_template


def test_names_stand_behind_their_comments_and_the_rest_at_the_end() -> None:
    assert env_template([Variable("A", ("one", "two"))], ["three"]) == (
        "# Copy this file, fill in the values, and commit none of them.\n\n"
        "# one\n# two\nA=\n\n"
        "# Needed as well, and not as a variable of a known name:\n# three\n"
    )


def test_a_comment_is_one_line_whatever_it_says() -> None:
    text = env_template([Variable("A", ("x\nB=1\r\u2028C=2",))], ["y\nD=3"])
    assert [line for line in text.splitlines() if line and not line.startswith("#")] == ["A="]


def test_nothing_to_say_is_nothing_said() -> None:
    assert env_template([], []).count("\n") == 1


def test_a_block_refers_to_each_variable_by_its_name() -> None:
    variables = [Variable("A", ("one",)), Variable("B_2", ())]
    assert (
        env_block(variables, "$(NAME)", ["x\nC: 3"]) == "env:\n  A: $(A)\n  B_2: $(B_2)\n  # x\\u{000A}C: 3\n"
    )
