from __future__ import annotations

from tests.support.editing import document_of, finding
from validator.diagnostics import Intent, Part
from validator.engine.identity import Identities, Identity, Renames, Spot

TEXT = "conection:\n  detials: {x: 1}\nother: 2\n"


def spot(*route: str | int, path: str = "config.yaml", document: int = 0) -> Spot:
    return Spot(path, document, route)


def renames(*keys: Intent) -> Renames:
    found = Renames()
    found.add("config.yaml", keys)
    return found


BOTH = renames(
    Intent(0, ("conection",), Part.KEY, "connection"),
    Intent(0, ("conection", "detials"), Part.KEY, "details"),
)


def test_a_finding_is_known_by_its_part_wherever_its_line_is() -> None:
    document, moved = document_of(TEXT), document_of(f"# moved\n\n{TEXT}")
    known = {
        Identities([each]).of(finding(each, ("conection", "detials", "x"), "2")) for each in (document, moved)
    }
    assert known == {Identity("unknown-field", spot("conection", "detials", "x"))}


def test_a_part_below_renamed_keys_is_the_same_part() -> None:
    assert BOTH.spot(spot("conection", "detials", "x", 0)) == spot("connection", "details", "x", 0)
    assert BOTH.identity(Identity("a-rule", spot("conection"))) == Identity("a-rule", spot("connection"))


def test_other_parts_documents_and_files_keep_their_names() -> None:
    for each in (
        spot("other", "conection"),
        spot("conection", document=1),
        spot("conection", path="other.yaml"),
        spot(),
    ):
        assert BOTH.spot(each) == each


def test_a_value_that_changes_and_an_entry_that_goes_rename_nothing() -> None:
    none = renames(Intent(0, ("conection",), Part.VALUE, "new"), Intent(0, ("conection",), Part.VALUE, None))
    assert none.spot(spot("conection", "x")) == spot("conection", "x")
