"""What the process imports that workers are forked from: to import it is to be ready."""

from __future__ import annotations

import signal

from generator.warm import warm_up

# Ctrl-C goes to all that a terminal started; this process ends with the one that it serves.
signal.signal(signal.SIGINT, signal.SIG_IGN)
warm_up()
