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
)


@pytest.fixture(scope="module")
def built_again(campaign: Copy, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Some of it once more, in this process and on another day."""
    output = tmp_path_factory.mktemp("again")
    project = ["--project", str(campaign.root), "--quiet", "build"]
    options = ["--jobs", "1", "--output", str(output)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: 4_000_000_000.0)
        patch.setenv("TZ", "Pacific/Auckland")
        for wanted in (["card", "handout"], ["poster", "--barrier", "6"]):
            ran = CliRunner().invoke(main, [*project, *wanted, *options])
            assert ran.exit_code == 0, ran.stderr
    return Built(output, "landelijk")


@pytest.mark.parametrize("name", ONCE_MORE)
def test_one_process_and_two_make_equal_bytes(built: Built, built_again: Built, name: str) -> None:
    assert built_again.path(name).read_bytes() == built.path(name).read_bytes()
