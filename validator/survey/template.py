"""The needs of a project as a template of variables, for a file or for a pipeline."""

from __future__ import annotations

from validator.render.env_template import Variable, env_block, env_template
from validator.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from validator.survey.needs import Need


_REFERENCES = {"github": "${{ secrets.NAME }}", "azure": "$(NAME)"}
"""How a pipeline refers to a secret of its own, by its service."""


def template(needs: Sequence[Need]) -> str:
    """Return a file with each variable once, in the order of the needs, with a comment for each use."""
    return env_template(*_told(needs))


def pipeline_template(needs: Sequence[Need], service: str) -> str:
    """Return what hands each variable to a step of a pipeline, in the order of the needs."""
    variables, others = _told(needs)
    return env_block(variables, _REFERENCES[service], others)


def _told(needs: Sequence[Need]) -> tuple[list[Variable], list[str]]:
    """Return the variables, each with its uses, and in words what stands in none that may be named."""
    uses: dict[str, dict[str, None]] = {}
    others: dict[str, None] = {}
    for need in needs:
        if need.named:
            uses.setdefault(need.variable, {})[_words(need)] = None
        else:
            others[f"{need.reference}: {_words(need)}"] = None
    return [Variable(name, tuple(said)) for name, said in uses.items()], list(others)


def _words(need: Need) -> str:
    parts = [f"{need.label} of {need.document}"]
    parts += [f" ({need.environment})"] if need.environment else []
    parts += [f", expires {need.expires}"] if need.expires else []
    names = listed(need.configs, last="and", most=3)
    parts += [f", needed by {names}"] if names else [", needed by no config"]
    return "".join(parts)
