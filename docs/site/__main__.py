"""Build the site: `python -m docs.site` into build/site, `python -m docs.site FOLDER` into another folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from docs.site.staging import DOCS, ROOT, staged

if TYPE_CHECKING:
    from collections.abc import Mapping


def build(pages: Mapping[str, str], folder: Path) -> int:
    """Build a site of pages in a folder, which holds nothing else afterwards, and return the exit code of Sphinx.

    Warnings are errors: a link that leads nowhere, a page that no navigation leads to.
    """
    shutil.rmtree(folder, ignore_errors=True)
    source = folder / "source"
    for name, text in pages.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, encoding="utf-8", newline="\n")
    for image in DOCS.glob("*.svg"):
        shutil.copy(image, source)
    settings = Path(__file__).parent
    options = ["--quiet", "--fail-on-warning", "--keep-going", "--fresh-env", "--jobs", "auto"]
    command = [sys.executable, "-m", "sphinx", *options, "--conf-dir", str(settings)]
    command += ["--doctree-dir", str(folder / "doctrees"), str(source), str(folder / "html")]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603 - Sphinx itself


if __name__ == "__main__":
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "site"
    code = build(staged(), place)
    if code == 0:
        sys.stdout.write(f"{place / 'html' / 'index.html'}\n")
    sys.exit(code)
