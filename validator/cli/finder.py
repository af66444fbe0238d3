"""Finds the modules of this package with few questions to the disk: a start reads a hundred small ones.

Python's finder asks for each whether a folder has changed, and its loader opens a file in several layers; together that
takes longer than to run what was read. What is loaded is the same: code that was compiled from just this source, else
the source.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec, SourceFileLoader
    from importlib.util import MAGIC_NUMBER, cache_from_source
    from types import CodeType, ModuleType

    def _compile_bytecode(data: memoryview, name: str, kept: str, source: str) -> CodeType: ...
else:  # importlib has to be read from the disk, and these are there already
    from _frozen_importlib import ModuleSpec
    from _frozen_importlib_external import (
        MAGIC_NUMBER,
        SourceFileLoader,
        _compile_bytecode,
        cache_from_source,
    )

_OURS = f"{__name__.partition('.')[0]}."
_MOST = 64 * 1024
_HEAD = 16
_BY_TIME = MAGIC_NUMBER + bytes(4)
"""What compiled code begins with that goes by the time of its source; behind it stand that and the size."""

_FOUR_BYTES = 0xFFFFFFFF
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class _Loader(SourceFileLoader):
    """Loads a module whose source was seen to be there, by size and time; what is odd is left to the usual loader."""

    def __init__(self, name: str, source: str, status: os.stat_result, kept: str) -> None:
        super().__init__(name, source)
        self._kept = kept
        known = (int(status.st_mtime) & _FOUR_BYTES) | (status.st_size & _FOUR_BYTES) << 32
        self._head = _BY_TIME + known.to_bytes(8, "little")

    def get_code(self, fullname: str) -> CodeType | None:
        """Return the compiled code that is kept for the source, as it is now."""
        try:
            file = os.open(self._kept, _FLAGS)
            try:
                data = os.read(file, _MOST)
            finally:
                os.close(file)
        except OSError:
            return super().get_code(fullname)
        if data[:_HEAD] != self._head or len(data) == _MOST:
            return super().get_code(fullname)
        return _compile_bytecode(memoryview(data)[_HEAD:], fullname, self._kept, self.path)


class _Finder:
    """Finds modules in the folders of this package, and leaves packages and everything else to others."""

    def __init__(self, kept: str) -> None:
        self._before, _, self._behind = kept.partition("*")

    def find_spec(
        self,
        name: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,  # noqa: ARG002 - as Python asks
    ) -> ModuleSpec | None:
        """Return where a module of ours is, and what loads it."""
        if path is None or not name.startswith(_OURS):
            return None
        folder, module = f"{path[0]}{os.sep}", name[name.rindex(".") + 1 :]
        source = f"{folder}{module}.py"
        try:
            status = os.stat(source)
        except OSError:
            return None
        kept = f"{folder}{self._before}{module}{self._behind}"
        spec = ModuleSpec(name, _Loader(name, source, status, kept), origin=source)
        spec.has_location = True
        spec.cached = kept
        return spec


def find_quickly() -> None:
    """Have the modules of this package found quickly from now on, if they lie as files where Python compiles to."""
    if (
        sys.pycache_prefix is None
        and sys.implementation.cache_tag
        and type(__spec__.loader) is SourceFileLoader
    ):
        sys.meta_path.insert(0, _Finder(cache_from_source("*.py")))
