"""What filters and groups the findings of a page of HTML."""

from __future__ import annotations

from collections import Counter

from validator.render.counts import counts_of
from validator.render.html_parts import text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.diagnostics import Diagnostic
    from validator.render.html_findings import Anchors


def controls(shown: Sequence[Diagnostic], anchors: Anchors) -> str:
    """Return what filters and groups findings; a script shows it, as it is of no use without one."""
    counts = counts_of(each.severity for each in shown)
    levels = "".join(
        f'<label class="{word}"><input type="checkbox" name="level" value="{word}" checked> {word} ({number})</label>\n'
        for word, number in zip(("error", "warning", "info"), counts, strict=True)
        if number
    )
    return (
        '<div class="controls" role="search" aria-label="Filter findings" hidden>\n'
        '<fieldset class="ways"><legend>Group by</legend>\n'
        '<label><input type="radio" name="way" value="f" checked> file</label>\n'
        '<label><input type="radio" name="way" value="r"> rule</label>\n</fieldset>\n'
        f"<fieldset><legend>Level</legend>\n{levels}</fieldset>\n"
        f"{_choice('Rule', 'rule', anchors.rules, [each.rule for each in shown])}"
        f"{_choice('File', 'file', anchors.files, [each.path for each in shown])}"
        '<label class="field">Words<input type="search" name="words" autocomplete="off" spellcheck="false"></label>\n'
        '<button type="button" name="all">Show all</button>\n'
        '<p class="told" role="status"></p>\n</div>\n'
        '<p class="none" hidden>No finding is like that.</p>\n'
    )


def _choice(label: str, name: str, places: Mapping[str, str], of_findings: Sequence[str]) -> str:
    numbers = Counter(of_findings)
    options = "".join(
        f'<option value="{places[each]}">{text(each)} ({numbers[each]})</option>\n'
        for each in sorted(numbers)
    )
    return (
        f'<label class="field">{label}<select name="{name}">\n'
        f'<option value="">all</option>\n{options}</select></label>\n'
    )
