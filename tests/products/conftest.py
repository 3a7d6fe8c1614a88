"""Cards for a printer that turns sheets over their short edge."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.campaign import Built
from tests.projects import Copy


@pytest.fixture(scope="session")
def built_short_edge(campaign: Copy, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Both formats of cards, imposed for a flip over the short edge."""
    output = tmp_path_factory.mktemp("short-edge")
    options = ("--target", "office", "--format", "all", "--flip-edge", "short", "--jobs", "1")
    project = ("--project", str(campaign.root))
    ran = CliRunner().invoke(main, [*project, "build", "card", *options, "--output", str(output)])
    return Built(output, "landelijk", ran.exit_code, ran.stdout, ran.stderr)
