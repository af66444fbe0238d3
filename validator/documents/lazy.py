"""Modules that are loaded when something of them is first asked for: a clean run has no use for words about faults."""

from __future__ import annotations


class _OnDemand:
    """Stands in for a module; what was asked for once is an attribute from then on."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> object:
        from importlib import import_module  # noqa: PLC0415 - needed as rarely as the module

        value: object = getattr(import_module(self._module), name)
        setattr(self, name, value)
        return value


def on_demand(module: str) -> _OnDemand:
    """Return what stands in for a module, by its full name, and loads it at the first use."""
    return _OnDemand(module)
