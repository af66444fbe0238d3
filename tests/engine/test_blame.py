from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.diagnostics import Diagnostic, Position, Related, Severity, Span
from validator.engine.blame import Blame, blamed
from validator.engine.identity import Identity, Spot

if TYPE_CHECKING:
    from validator.diagnostics import Route

PLACE = Span(Position(1, 1), Position(1, 2))


def fix(path: str, *route: str | int, document: int = 0) -> Identity:
    return Identity("unknown-field", Spot(path, document, route))


TYPE, REGION = fix("a.yaml", "typ"), fix("a.yaml", "regoin")
SECOND = fix("a.yaml", "typ", document=1)
OTHER = fix("b.yaml", "nam")
FIXES = {each: [each.spot] for each in (TYPE, REGION, SECOND, OTHER)}


def blame(
    path: str, route: Route, *, document: int = 0, related: tuple[str, ...] = ()
) -> dict[Identity, bool]:
    """Return the fixes that are to blame for one new finding, each with whether that is certain."""
    also = tuple(Related(each, PLACE, "here too") for each in related)
    new = Diagnostic(path, PLACE, Severity.ERROR, "duplicate-name", "there are two", related=also)
    found = blamed([(Identity(new.rule, Spot(path, document, route)), new)], FIXES, lambda spot: spot)
    return {each: blame.certain for each, blame in found.items()}


@pytest.mark.parametrize("route", [("typ",), ("typ", "x", 0)])
def test_the_fix_that_wrote_the_part_is_certainly_to_blame(route: Route) -> None:
    assert blame("a.yaml", route) == {TYPE: True}
    assert blame("a.yaml", route, document=1) == {SECOND: True}
    assert blame("a.yaml", route, related=("a.yaml",)) == {TYPE: False}
    assert blame("a.yaml", route, related=("b.yaml", "c.yaml")) == {TYPE: False}


def test_else_those_nearest_to_the_finding_are_under_suspicion() -> None:
    assert blame("a.yaml", ("name",)) == {TYPE: False, REGION: False}
    assert blame("a.yaml", (), document=7) == {TYPE: False, REGION: False, SECOND: False}
    assert blame("c.yaml", (), related=("b.yaml",)) == {OTHER: True}
    assert blame("c.yaml", (), related=("b.yaml", "a.yaml"))[OTHER] is False
    assert blame("c.yaml", ()) == dict.fromkeys(FIXES, False)


def test_parts_are_looked_for_where_they_stand_now() -> None:
    new = Diagnostic("a.yaml", PLACE, Severity.ERROR, "invalid-value", "no such type")
    found = blamed(
        [(Identity(new.rule, Spot("a.yaml", 0, ("type",))), new)],
        FIXES,
        lambda spot: spot._replace(route=("type",)) if spot == TYPE.spot else spot,
    )
    assert found == {TYPE: Blame((new,), certain=True)}


def test_the_reason_names_the_first_finding_and_counts_the_others() -> None:
    first = Diagnostic("a.yaml", PLACE, Severity.ERROR, "duplicate-name", "there are two")
    assert Blame((first,), certain=True).why() == "it would give: duplicate-name in a.yaml: there are two"
    assert Blame((first, first, first), certain=True).why().endswith("there are two, and 2 more")
