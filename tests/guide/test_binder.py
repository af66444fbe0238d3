from __future__ import annotations

from tests.guide.sheets import ADMIN, CLIENT, CONFIG, INTEGRATOR
from tests.support.reading import project_of
from validator.guide.binder import Given, as_files, on_one_page

BOTH = (ADMIN, INTEGRATOR)


def given(*sound: bool) -> list[Given]:
    """Return a connection for each answer."""
    configs = [CONFIG.replace("name: acme-config", f"name: Acme {number}") for number in range(len(sound))]
    project = project_of(*configs, CLIENT)
    found = zip(project.configs(), sound, strict=True)
    return [Given(project.connection(config), project, answer) for config, answer in found]


def test_sheets_stand_on_one_page_in_order_and_the_index_leads_to_them() -> None:
    binder = on_one_page(given(True, False, True), BOTH, indexed=True, anchored=True)
    assert [(each.name, each.audience) for each in binder.sheets] == [
        *(("Acme 0", ADMIN), ("Acme 0", INTEGRATOR), ("Acme 2", ADMIN), ("Acme 2", INTEGRATOR)),
    ]
    assert [(each.name, each.places) for each in binder.entries] == [
        ("Acme 0", ((ADMIN, "#s1"), (INTEGRATOR, "#s2"))),
        ("Acme 1", ()),
        ("Acme 2", ((ADMIN, "#s3"), (INTEGRATOR, "#s4"))),
    ]


def test_there_is_no_index_where_none_is_wanted_and_no_place_where_it_cannot_lead() -> None:
    assert on_one_page(given(True), BOTH, indexed=False, anchored=True).entries == ()
    (entry,) = on_one_page(given(True), (ADMIN,), indexed=True, anchored=False).entries
    assert entry.places == ((ADMIN, ""),)
    assert entry[1:4] == ("Acme : Procore <> Payroll", "Procore", "Production")


def test_each_sheet_has_a_file_and_the_index_another() -> None:
    files = as_files(given(True, False), BOTH, "md", indexed=True)
    assert list(files) == ["acme-0-admin.md", "acme-0-integrator.md", "index.md"]
    assert [each.places for each in files["index.md"].entries] == [
        ((ADMIN, "acme-0-admin.md"), (INTEGRATOR, "acme-0-integrator.md")),
        (),
    ]
    assert files["index.md"].sheets == ()
    assert [each.audience for each in files["acme-0-admin.md"].sheets] == [ADMIN]
    assert "index.md" not in as_files(given(True), BOTH, "md", indexed=False)


def test_a_name_that_may_not_be_shown_is_not() -> None:
    secret = f"ghp_{'a1B2' * 9}"
    project = project_of(CONFIG.replace("name: acme-config", f"name: {secret}"), CLIENT)
    (config,) = project.configs()
    each = Given(project.connection(config), project, True)
    assert each.name == "(hidden)"
    assert list(as_files([each], (ADMIN,), "txt", indexed=False)) == ["hidden-admin.txt"]
