"""A report as text in each format, and the writing of it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.render.formats import FORMATS, Options, Renderer

__all__ = ["FORMATS", "Options", "Renderer"]


def __getattr__(name: str) -> object:
    """Import what formats have in common when it is first used: what only writes has no use for it."""
    if name not in __all__:
        raise AttributeError(name)
    from validator.render import formats  # noqa: PLC0415 - as the docstring says

    return getattr(formats, name)
