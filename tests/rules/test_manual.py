from __future__ import annotations

import pytest

from validator.rules import ALL
from validator.rules.manual import Fixes, addresses, printed

NO_PAGE = {
    "the document format, docs/format.md",
    "the project's own settings, docs/settings.md",
    "the connector's connection definition",
    "examples in the public documentation",
    "number ranges seen in public samples",
    "client ids in public examples",
    "OAuth endpoints in the provider's documentation",
    "Procore support, Install a custom app",
    "YAML 1.2.2, https://yaml.org/spec/1.2.2/",
}
"""Sources that are no page of their own, name their address themselves, or whose address is not known."""


@pytest.mark.parametrize("source", sorted({rule.source for rule in ALL}))
def test_a_source_leads_to_its_pages(source: str) -> None:
    found = addresses(source)
    assert bool(found) is (source not in NO_PAGE)
    assert all(each.startswith("https://") for each in found)


def test_a_finding_of_each_rule_is_at_hand_as_it_is_printed() -> None:
    for rule in ALL:
        found = printed(rule.id)
        assert rule.id in found.text
        assert (found.fixes is Fixes.NONE) or found.text


def test_nothing_is_at_hand_of_a_rule_that_no_sample_raises() -> None:
    assert printed("live/unreachable") == ("", Fixes.NONE)
    assert addresses("a friend") == ()
