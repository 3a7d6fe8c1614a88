"""What the process imports that workers are forked from: to import it is to be ready."""

from __future__ import annotations

import ctypes
import signal

from generator.warm import warm_up

_PR_SET_PDEATHSIG = 1  # linux/prctl.h: a signal that comes when the thread that began it ends

# Ctrl-C goes to all that a terminal started; this process ends with the one that it serves, also
# while it still imports.
signal.signal(signal.SIGINT, signal.SIG_IGN)
ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
warm_up()
