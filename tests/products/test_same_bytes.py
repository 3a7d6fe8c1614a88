"""The same text makes the same bytes: in one process or two, to whatever folder, on any day."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.campaign import Built
from tests.projects import Copy

ONCE_MORE = (
    "office/card-85x55",
    "screen/card-85x55",
    "screen/handout-a4",
    "office/handout-a4",
    "screen/poster-06-a3",
    "office/poster-06-a3",
    "office/mini-zine-a7",
    "screen/mini-zine-a7",
)
PRESSED_ONCE_MORE = tuple(
    f"press/{name}{ticket}"
    for name in ("card-85x55", "handout-a4", "mini-zine-a7", "poster-06-a3")
    for ticket in ("", "-ticket")
)


@pytest.fixture(scope="module")
def built_again(campaign: Copy, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Some of it once more, in this process and on another day."""
    output = tmp_path_factory.mktemp("again")
    project = ["--project", str(campaign.root), "--quiet", "build"]
    options = ["--force", "--jobs", "1", "--output", str(output)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: 4_000_000_000.0)
        patch.setenv("TZ", "Pacific/Auckland")
        for wanted in (["card", "handout", "mini-zine"], ["poster", "--barrier", "6"]):
            ran = CliRunner().invoke(main, [*project, *wanted, *options])
            assert ran.exit_code == 0, ran.stderr
    return Built(output, "landelijk")


@pytest.mark.parametrize("name", ONCE_MORE)
def test_one_process_and_two_make_equal_bytes(built: Built, built_again: Built, name: str) -> None:
    assert built_again.path(name).read_bytes() == built.path(name).read_bytes()


@pytest.mark.parametrize("name", PRESSED_ONCE_MORE)
def test_press_pdfs_and_their_tickets_are_equal_bytes_too(
    pressed: Built, built_again: Built, name: str
) -> None:
    assert built_again.path(name).read_bytes() == pressed.path(name).read_bytes()


def test_two_shops_get_different_bytes(pressed: Built, pressed_x1a: Built) -> None:
    for name in ("press/card-85x55", "press/card-85x55-ticket"):
        assert pressed.path(name).read_bytes() != pressed_x1a.path(name).read_bytes()
