from __future__ import annotations

from tests.guide.sheets import SHEET
from tests.render.reports import FORBIDDEN
from validator.guide.markdown import render
from validator.guide.sheet import Audience, Binder, Entry, Mark, Part

INDEX = (
    Entry("acme", "Acme : Procore", "Procore", "Production", ((Audience.ADMIN, "acme-admin.md"),)),
    Entry("beta", "", "Procore", "", ((Audience.ADMIN, ""),)),
    Entry("broken", "", "Procore", "", ()),
)


def test_a_sheet_has_boxes_to_tick_and_values_as_code() -> None:
    assert (
        render(Binder((), (SHEET,)))
        == """\
# Prepare Procore for App Xchange

For the Procore administrator of Acme.

- **Company**: `Acme`

## 1. Install the app

- [ ] Install `Payroll Sync` with **Install App**.
  - **App Version Key**: enter `3f0c1c52`
  - **Client secret**: enter `from ACME_CLIENT_SECRET`
  - **Scope**: leave empty
  - **Connection Environment**: filled in `Production` (by the base connection)
  - It is asked for once.
  - *Inferred, not documented:* it follows.
  - See [Help, Apps](<https://help.example/apps>), Help, by title alone

## 2. If it fails

- 404: Ask again with `appxlint live a.yaml`
"""
    )


def test_an_index_links_to_the_files() -> None:
    text = render(Binder(INDEX, (SHEET,)))
    assert text.startswith("# Connections\n\n- `acme`: `Acme : Procore`, `Procore`, `Production`\n")
    assert "  - [administrator](acme-admin.md)\n" in text
    assert "- `beta`: `Procore`\n  - administrator\n" in text
    assert "- `broken`: `Procore`\n  - no sheet: it has errors\n" in text
    assert "\n---\n\n# Prepare" in text


def test_hostile_texts_open_no_other_block() -> None:
    bad = "x\n# forged\n- [x] done `a` <script>alert(1)</script>"
    step = SHEET.sections[0].steps[0]._replace(do=("Install ", Part(bad, Mark.NAME)))
    section = SHEET.sections[0]._replace(steps=(step,))
    text = render(Binder((), (SHEET._replace(title=bad, sections=(section,)),)))
    assert FORBIDDEN.search(text) is None
    assert not [line for line in text.splitlines() if line.startswith(("# forged", "- [x]"))]
    assert "\\<script\\>" in text.splitlines()[0]
