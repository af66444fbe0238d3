"""No pattern of secret detection may take long over a hostile text: it reads what strangers send."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time

import pytest

import validator.secrets
from validator.lazy import lazy
from validator.secrets.detect import cover, judge, judge_comment
from validator.secrets.placeholders import is_placeholder
from validator.secrets.references import looks_like_reference, parse_reference
from validator.secrets.tokens import ISSUERS

SIZE = 100_000
BOUND = 2.0
UNITS = (
    *(
        "a",
        "-",
        "9",
        " ",
        "_a",
        "a-",
        "a/",
        "A1b",
        "(",
        "…",
        "gh",
        "%A",
        "__A_",
        "or 'a",
        "\\n\n",
        "0123456789abcdef",
        "3f0c1d2e-",
    ),
    *(
        "${",
        "${a:-",
        "{{ ",
        "<a ",
        "op://",
        "://a:",
        "://a:b@",
        "?token=",
        "secret=",
        "secret: ",
        ";password=",
        "api key ",
    ),
    *(
        "name: a value: ",
        "eyJ",
        "eyJaaaaaaaaaaaa.",
        "bearer ",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY",
        "LS0tLS1CRUdJTiBQUklWQVRF",
    ),
)
FEW_UNITS = (
    "a",
    "-",
    " ",
    "a-",
    "a/",
    "A1b",
    "${",
    "://a:",
    "secret=",
    "eyJaaaaaaaaaaaa.",
    "0123456789abcdef",
)


def _patterns() -> dict[str, re.Pattern[str]]:
    found = {f"issuers.{issuer.kind.name} {issuer.marks[0]}": issuer.pattern for issuer in ISSUERS}
    for info in pkgutil.iter_modules(validator.secrets.__path__):
        module = importlib.import_module(f"validator.secrets.{info.name}")
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern | type(lazy(""))):
                found[f"{info.name}.{name}"] = value
    return found


PATTERNS = _patterns()


def test_every_pattern_of_the_package_is_among_the_timed_ones() -> None:
    assert {
        "tokens.JWT",
        "shapes.LONG_WORD",
        "references.BRACED",
        "fields.PIECE",
        "shapes.QUERY",
    } <= PATTERNS.keys()


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_needs_linear_time_on_hostile_text(name: str) -> None:
    pattern = PATTERNS[name]
    for unit in FEW_UNITS:
        text = (unit * SIZE)[:SIZE]
        start = time.process_time()
        pattern.match(text)
        if not pattern.pattern.endswith(r"\Z"):  # such a pattern is only ever asked for a whole text
            sum(1 for _ in pattern.finditer(text))
        assert time.process_time() - start < BOUND, unit


@pytest.mark.parametrize("unit", UNITS)
def test_a_judgement_needs_little_time_on_hostile_text(unit: str) -> None:
    text = (unit * SIZE)[:SIZE]
    start = time.process_time()
    judge(text, key="remark")
    judge(text, key="clientSecret")
    judge(text, key=text, parent=text)
    judge_comment(text)
    cover(text)
    looks_like_reference(text)
    parse_reference(text)
    is_placeholder(text)
    assert time.process_time() - start < 4 * BOUND


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_repeat_of_a_pattern_is_unbounded(name: str) -> None:
    source = re.sub(r"\[(?:\\.|[^\]\\])*\]|\\.", "c", PATTERNS[name].pattern)
    assert not re.search(r"[^(\\]\*|(?<![}+*?])\+|\{\d+,\}", source.replace("}+", "}")), source
