"""A browser for all tests of the page, and pages opened in it that tell what they did."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

_COMMANDS = ("chromium", "chromium-browser", "google-chrome")
_APPLICATIONS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
# In a container there is no sandbox; and a test must not wait for what a browser does on its own.
_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _browser_command() -> str:
    commands = [found for name in _COMMANDS if (found := shutil.which(name))]
    commands += [str(path) for path in _APPLICATIONS if path.is_file()]
    assert commands, "there is no Chromium: run tools/system-packages test"
    return commands[0]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser, with a profile of its own that is thrown away."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_browser_command(), args=_ARGUMENTS)
        yield opened
        opened.close()


@dataclass
class Visit:
    """A page that is open, what it asked for and what went wrong in it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def cards(self) -> list[str]:
        """Return the headings of the cards that are shown."""
        return [" ".join(one.split()) for one in self.page.locator(".piece h4").all_inner_texts()]

    @property
    def count(self) -> str:
        """What is announced."""
        return self.page.locator("#count").inner_text()


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open an address; the test fails when the page complains about anything."""
    visits = []

    def open_page(address: str, **options: Any) -> Visit:
        options = {"viewport": {"width": 1280, "height": 900}, **options}
        page = browser.new_context(**options).new_page()
        visited = Visit(page)
        visits.append(visited)
        page.on("request", lambda request: visited.requests.append(request.url))
        page.on("requestfailed", lambda request: visited.complaints.append(request.url))
        page.on("console", lambda message: visited.complaints.append(message.text))
        page.on("pageerror", lambda error: visited.complaints.append(str(error)))
        page.goto(address)
        return visited

    yield open_page
    for one in visits:
        assert one.complaints == []
        one.page.context.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(params=["from disk", "from a web host"])
def address(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Where `folder` is to be found, ending in a slash."""
    if request.param == "from disk":
        yield f"{folder.as_uri()}/"
        return
    with _served(folder) as served:
        yield served
