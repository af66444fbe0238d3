"""What a process does that was started anew to read files for another: it is asked once, and answers file by file.

It is told paths and limits, and tells what quiet documents hold, all as `marshal` writes it, by pipes alone.
"""

from __future__ import annotations

import gc
import marshal
import os
import signal
import sys

from validator._version import __version__
from validator.documents import looks
from validator.engine.workers import OUT_OF_MEMORY, write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import NoReturn

    from validator.diagnostics import Limits
    from validator.documents.discover import Found
    from validator.engine.reading import Plain

LENGTH = 4
"""So many bytes before each answer say how long it is."""


def greeting() -> bytes:
    """Return what a reader says first: only one of the same version and the same Python is understood."""
    return f"appxlint {__version__} {sys.hexversion}\n".encode()


def asked(files: Sequence[Found], limits: Limits, *, noting: bool) -> bytes:
    """Return what a reader is asked; `noting` says that notes of what is read are wanted."""
    return marshal.dumps(
        (gc.get_threshold(), noting, tuple(limits), [(each.path, each.folder, each.name) for each in files])
    )


def answers_to(question: bytes) -> Iterator[bytes]:
    """Yield the greeting, and what is read of each file in its length and itself: nothing where there was an error.

    An error is met again by the process that asked, which can tell of it.
    """
    from validator.diagnostics import Limits  # noqa: PLC0415 - the parser in C is loaded before
    from validator.documents.discover import Found  # noqa: PLC0415
    from validator.engine.reading import plain_at  # noqa: PLC0415

    often, noting, limits, files = marshal.loads(question)  # noqa: S302 - written by the process that started this one
    gc.set_threshold(*often)
    if noting:
        looks.keep_notes()
    yield greeting()
    for path, folder, name in files:
        found: tuple[Plain | None, ...]
        try:
            found = (plain_at(Found(path, folder, False, None, name, False), Limits(*limits)),)  # noqa: FBT003 - many
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - see above
            found = ()
        answer = marshal.dumps(found)
        yield len(answer).to_bytes(LENGTH, "little") + answer


def answer(question: bytes, descriptor: int) -> NoReturn:
    """Write the answers, and end the process; it ends as well when nobody is left to hear them."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        from validator.documents.libyaml import go_the_short_way  # noqa: PLC0415 - before what needs it

        go_the_short_way()
        for each in answers_to(question):
            write(descriptor, each)
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)
