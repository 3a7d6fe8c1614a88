"""Reach a Dask scheduler: its address → a client, or what to do about it."""

from __future__ import annotations

import logging
import socket
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.errors import BuildError, UsageError

if TYPE_CHECKING:
    from distributed import Client

ANSWER_S = 10
"""How long a scheduler has to answer, and its first worker to appear."""


def check_address(address: str) -> None:
    """Raise UsageError for what isn't the address of a scheduler."""
    example = "give it as the scheduler prints it when it starts: tcp://192.168.1.10:8786"
    try:
        parts = urlsplit(address)
        is_right = bool(parts.scheme in ("tcp", "tls") and parts.hostname and parts.port)
    except ValueError:  # a port that isn't a number
        is_right = False
    if not is_right or parts.path or parts.query or parts.username:
        raise UsageError(f"--scheduler {address} isn't the address of a scheduler", hint=example)


def connect(address: str) -> Client:
    """Return a client of the scheduler at `address`; raises BuildError."""
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise BuildError(
            "Dask isn't installed", hint="install it with: pip install 'drempels[cluster]'"
        ) from error
    _silence()
    _knock(address)
    # In a thread that nobody waits for: Dask waits for ever for what listens and says nothing.
    opened: Future[Client] = Future()
    threading.Thread(target=_open, args=(address, opened), daemon=True).start()
    try:
        return opened.result(ANSWER_S)
    # What distributed raises: its own errors of connections and timeouts are OSErrors, certificates
    # that are missing a TypeError or RuntimeError, a version it can't talk to an ImportError.
    except (OSError, RuntimeError, TypeError, ValueError, ImportError) as error:
        raise BuildError(
            f"what listens at {address} doesn't answer as a Dask scheduler",
            hint=f"look at what the scheduler prints; here: {in_short(error)}",
        ) from error


def _open(address: str, opened: Future[Client]) -> None:
    from distributed import Client

    try:
        opened.set_result(Client(address, timeout=ANSWER_S, set_as_default=False))
    except Exception as error:
        opened.set_exception(error)


def _silence() -> None:
    """Keep Dask's log off the terminal: what matters of it is told as an error."""
    for name in list(logging.Logger.manager.loggerDict):
        if name.split(".")[0] in ("asyncio", "distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _knock(address: str) -> None:
    """Find out whether anybody listens: Dask would try again and again, and say less."""
    parts = urlsplit(address)
    try:
        socket.create_connection((parts.hostname or "", parts.port or 0), ANSWER_S).close()
    except OSError as error:
        raise BuildError(
            f"nobody listens at {address}: {error.strerror or error}",
            hint="start a scheduler there with 'dask scheduler', or look at the address",
        ) from error


def in_short(error: BaseException) -> str:
    """Return an error's kind and the first line of what it says."""
    first, *_ = str(error).splitlines() or [""]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


def lost(address: str) -> BuildError:
    """Return the error for a scheduler that went away during a build."""
    return BuildError(
        f"the connection to the scheduler at {address} was lost",
        hint="what was made is kept: build again when the scheduler is there",
    )
