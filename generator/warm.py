"""Import what every task needs, before the first one comes."""

from __future__ import annotations

import gc
import os
from importlib import import_module

_TASKS_NEED = ("generator.work", "generator.workbench")
_NEW_OBJECTS = 10_000
"""Until Python looks for rubbish again. A layout makes hundreds of thousands that all stay until
its end: at 700, as in Python 3.11, looking took 5 to 8% of a build."""


def warm_up() -> None:
    """Import what every task needs, in a process that does nothing else but tasks.

    From then on, Python looks for rubbish less often.

    For each library that WeasyPrint loads, cffi asks gcc and ld where it is, before the system's
    own loader finds it: a fifth of the time that the import takes. On a PATH with nothing on it
    they aren't found; without one, Python looks where the system keeps its own.
    """
    path = os.environ.get("PATH")
    os.environ["PATH"] = os.devnull
    # What is imported stays: nobody need look through it for rubbish.
    gc.disable()
    try:
        for name in _TASKS_NEED:
            import_module(name)
    finally:
        gc.freeze()
        gc.enable()
        del os.environ["PATH"]
        if path is not None:
            os.environ["PATH"] = path
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
