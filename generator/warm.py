"""Import what every task needs, before the first one comes."""

from __future__ import annotations

import os
from importlib import import_module

_TASKS_NEED = ("generator.work", "generator.workbench")


def warm_up() -> None:
    """Import what every task needs.

    For each library that WeasyPrint loads, cffi asks gcc and ld where it is, before the system's
    own loader finds it: a third of the time that the import takes. Without a PATH they aren't
    found.
    """
    path = os.environ.pop("PATH", None)
    try:
        for name in _TASKS_NEED:
            import_module(name)
    finally:
        if path is not None:
            os.environ["PATH"] = path
