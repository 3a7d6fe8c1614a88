"""The switch that redraws pictures, as a fixture."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether pictures are drawn anew and not compared."""
    return bool(request.config.getoption("--update-golden"))
