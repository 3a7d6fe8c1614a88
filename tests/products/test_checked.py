"""No rule fires on what we made: every product, format, target, shop, sheet and tile."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.building import build_here
from tests.campaign import Built
from tests.projects import Copy

BUILDS = (
    "built",
    "built_example",
    "pressed",
    "pressed_x1a",
    "pressed_uncoated",
    "pressed_example",
    "built_short_edge",
    "on_stock",
    "tiled",
)


@pytest.fixture(scope="module")
def on_stock(campaign: Copy, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Cards on a perforated sheet."""
    output = tmp_path_factory.mktemp("stock")
    return build_here(campaign, output, "card", "--sheet", "sigel-lp795")


@pytest.mark.parametrize("name", BUILDS)
def test_what_is_checked_again_has_nothing_wrong(
    name: str, campaign: Copy, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: Built = request.getfixturevalue(name)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    command = ["--project", str(campaign.root), "check", "--report", "json"]
    ran = CliRunner().invoke(
        main, [*command, "--output", str(built.output)], catch_exceptions=False
    )
    report = json.loads(ran.stdout)
    assert report["findings"] == []
    assert ran.exit_code == 0
    assert len(report["files"]) == len(list(built.output.rglob("*.pdf"))) > 0
    assert not any(file["note"] for file in report["files"]), "all are known by what they are"
