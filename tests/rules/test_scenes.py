from __future__ import annotations

import pytest

from validator.rules import ALL
from validator.rules.scenes import scene_of, scenes


def test_each_page_that_names_a_scene_leads_to_it() -> None:
    pages = [rule.page for rule in ALL if "\nGiven: " in rule.page]
    found = [scene_of(page) for page in pages]
    assert len(found) > 50
    assert all(
        scene is not None and f"Given: {scene.name}\n" in page
        for scene, page in zip(found, pages, strict=True)
    )


@pytest.mark.parametrize("page", ["", "Bad:\n    Given: Procore sign-in\n", "Given: Nobody's set-up\n"])
def test_a_page_without_one_has_no_scene(page: str) -> None:
    assert scene_of(page) is None


def test_a_scene_is_told_in_one_sentence_and_whole_documents() -> None:
    for scene in scenes().values():
        assert scene.sentence.endswith(".")
        assert ". " not in scene.sentence
        assert all(part.startswith("apiVersion: appxlint/v1\n") for part in scene.text.split("---\n"))
