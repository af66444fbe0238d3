"""What tests ask of pages of HTML: what they are made of, what they let in, and whether their words can be read."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "input", "br", "wbr"}

PICTURES = "APPXLINT_PICTURES"
"""Set this variable to a folder to get pictures of pages there, to be looked at."""


class Outline(HTMLParser):
    """What a page is made of: its tags with their attributes, and whether each that opens is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all_of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        """All words, with single blanks between them."""
        return " ".join("".join(self.words).split())

    @property
    def ids(self) -> list[str]:
        return [f"{each['id']}" for _, each in self.tags if "id" in each]


def is_closed(text: str) -> bool:
    """Whether the policy of a page lets its own style and script run, by their digests, and nothing else."""
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules.keys() == {"default-src", "style-src", "script-src", "base-uri", "form-action"}
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for kind in ("style", "script"):
        (content,) = re.findall(f"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[f"{kind}-src"] == f"'sha256-{digest}'"
    return True


def keep(name: str, data: bytes) -> None:
    """Write a picture to where somebody wants to look at it, if anybody does."""
    if folder := os.environ.get(PICTURES):
        (Path(folder) / name).write_bytes(data)


_LIGHT = """
  const light = (colour) => {
    const part = colour.match(/[\\d.]+/g).slice(0, 3).map((each) => each / 255)
      .map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
"""
"""How light a colour is, as WCAG 2 measures it."""

CONTRAST = f"""(() => {{ {_LIGHT}  const paper = (node) => {{
    const colour = getComputedStyle(node).backgroundColor;
    return colour === "rgba(0, 0, 0, 0)" && node.parentElement ? paper(node.parentElement) : colour;
  }};
  const words = "h1, h2, h3, h4, p, dt, dd, li, span, a, td, th, small, code, mark, button, b, label, legend, select";
  const ratios = [...document.querySelectorAll(words)]
    .filter((node) => node.textContent.trim() && node.checkVisibility()).map((node) => {{
      const [a, b] = [light(getComputedStyle(node).color), light(paper(node))].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05);
    }});
  return Math.min(...ratios);
}})()"""
"""The lowest contrast of words and what they stand on, as WCAG 2 measures it: 4.5 is what small text needs."""

CONTRAST_IN_BOXES = f"""(() => {{ {_LIGHT}
  return Math.min(...[...document.querySelectorAll(".box text")].map((node) => {{
    const colours = [node, node.parentNode.querySelector("rect")].map((each) => light(getComputedStyle(each).fill));
    const [a, b] = colours.sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  }}));
}})()"""
"""The lowest contrast of words in boxes of the drawing and what fills these."""
