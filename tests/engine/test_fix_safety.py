"""Whatever a file looks like: fixes add no finding, and fixing twice is fixing once."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.clock import TODAY
from tests.support.samples import EXPECTED, cases, scenarios
from tests.support.slips import Slip, slips
from validator.diagnostics import Request
from validator.engine.fix import until_stable

if TYPE_CHECKING:
    from validator.diagnostics import Report

FOLDERS = sorted({*(case.path for case in cases()), *scenarios()})


def counts(report: Report) -> Counter[tuple[str, str]]:
    return Counter((each.path, each.rule) for each in report.counted)


@settings(max_examples=50)
@given(st.sampled_from(FOLDERS), st.lists(slips(), min_size=1, max_size=4), st.booleans())
def test_a_fix_never_adds_a_finding_and_fixing_twice_is_fixing_once(
    sample: Path, made: list[Slip], unsafe: bool
) -> None:
    request = Request((".",), as_of=TODAY, allow_empty=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "project"
        shutil.copytree(sample, folder, ignore=shutil.ignore_patterns(f"*{EXPECTED}"))
        for slip in made:
            slip.make(folder)
        with contextlib.chdir(folder):
            fixed = until_stable(request, unsafe=unsafe)
            assert counts(fixed.last) <= counts(fixed.first)
            for each in fixed.files:
                Path(each.path).write_bytes(each.new())
            again = until_stable(request, unsafe=unsafe)
    assert counts(again.first) == counts(fixed.last)
    assert again.files == ()
    assert fixed.settled
