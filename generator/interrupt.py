"""Hear Ctrl-C even where Python loses it, and SIGTERM and SIGHUP as if they were Ctrl-C."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
# Windows has no SIGHUP, which is what closing a terminal sends.
_SIGNALS = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))


@contextmanager
def told_of_interrupt(tell: Callable[[], None], *, raises: bool = True) -> Iterator[None]:
    """Call `tell` on Ctrl-C, beside the KeyboardInterrupt that it raises.

    Who shares locks with other threads has it raise nothing: an exception that comes just when a
    lock was taken leaves it locked, and whoever waits for it waits for ever. A second Ctrl-C raises
    in any case.

    Python drops the exception when the signal comes in a destructor or a weak reference's callback.
    `tell` runs between any two steps of the main thread. In another thread it is never called, nor
    where Ctrl-C means something else. SIGTERM and SIGHUP, which end a process on the spot, do as
    Ctrl-C does: workers end, too, then. So they do where Ctrl-C is ignored, as a shell lets what it
    starts in the background do; what `nohup` starts goes on ignoring SIGHUP.
    """
    usual = (signal.default_int_handler, signal.SIG_IGN)
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGINT) not in usual:
        yield
        return

    told = []

    def interrupted(number: int, frame: FrameType | None) -> None:
        tell()
        told.append(number)
        if raises or len(told) > 1:
            signal.default_int_handler(number, frame)

    before = {number: signal.getsignal(number) for number in _SIGNALS}
    for number in _SIGNALS:
        if before[number] in (signal.default_int_handler, signal.SIG_DFL):
            signal.signal(number, interrupted)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
