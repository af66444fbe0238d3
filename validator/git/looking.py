"""What git keeps, looked at in the place of the disk."""

from __future__ import annotations

from contextlib import contextmanager

from validator.documents.ignoring import forget
from validator.documents.looks import look_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.looks import View


@contextmanager
def looked_at(view: View) -> Iterator[None]:
    """Have a view looked at, and nothing of the disk that it stands for; what was known of the disk is forgotten."""
    forget()
    look_at(view)
    try:
        yield
    finally:
        look_at(None)
        forget()
