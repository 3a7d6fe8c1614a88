"""Hear Ctrl-C even where Python loses it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def told_of_interrupt(tell: Callable[[], None]) -> Iterator[None]:
    """Call `tell` on Ctrl-C, beside the KeyboardInterrupt that it raises.

    Python drops the exception when the signal comes in a destructor or a weak reference's callback.
    `tell` runs between any two steps of the main thread; in another thread it is never called.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupted(number: int, frame: FrameType | None) -> None:
        tell()
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
