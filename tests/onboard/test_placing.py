"""Files that drafts go into, and whose are there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.onboard.test_completing import ONE, after
from tests.onboard.worlds import around, row
from validator.onboard.planning import planned

if TYPE_CHECKING:
    from pathlib import Path


def test_files_of_other_documents_are_passed(tmp_path: Path) -> None:
    other = "apiVersion: appxlint/v1\nkind: Workspace\nname: Other\ntype: standard\nregion: us\n"
    world = around(tmp_path, {"customers/acme-builders-procore-production.yaml": other})
    names = [each.name for each in planned([row()], tmp_path, world).files]
    assert names[0] == "acme-builders-procore-production-2.yaml"


@pytest.mark.parametrize(
    "changed",
    [
        {"companyId": "4281380"},
        {"name": "a-procore-production", "company": "Birch", "workspace": "Birch W", "companyId": "4281380"},
    ],
)
def test_a_config_that_may_be_another_customers_is_not_replaced(
    changed: dict[str, str], tmp_path: Path
) -> None:
    world = after(tmp_path, row(2, **ONE))
    (remark,) = planned([row(2, **{**ONE, **changed})], tmp_path, world).wrong
    assert (remark.row, remark.field) == (2, "companyId")
    company = changed.get("company", "A")
    assert remark.message.endswith(
        'customers/a-procore-production.yaml is "a-procore-production" already, for "A" (4281379), '
        f'and this is for "{company}" (4281380)'
    )


def test_a_corrected_name_replaces_what_was_written_before(tmp_path: Path) -> None:
    world = after(tmp_path, row(2, **ONE))
    plan = planned([row(2, **{**ONE, "workspace": "A live"})], tmp_path, world)
    assert (plan.wrong, plan.notes) == ([], ())
    assert [each.name for each in plan.files] == ["a-procore-production.yaml"]


def test_a_file_with_documents_of_others_is_not_replaced(tmp_path: Path) -> None:
    after(tmp_path, row(2, **ONE))
    file = tmp_path / "customers/a-procore-production.yaml"
    more = "---\napiVersion: appxlint/v1\nkind: Workspace\nname: Other\ntype: standard\nregion: us\n"
    world = around(tmp_path, {"customers/a-procore-production.yaml": file.read_text("utf-8") + more})
    (remark,) = planned([row(2, **ONE)], tmp_path, world).wrong
    assert remark.message.endswith(
        "customers/a-procore-production.yaml is there, and holds 1 other document too"
    )
