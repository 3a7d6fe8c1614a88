"""The global options of a command, and the project that it works on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.project import Project


class Context:
    """The global options."""

    def __init__(self, project: Path | None, debug: bool, quiet: bool) -> None:
        self.explicit, self.debug, self.quiet = project, debug, quiet

    @property
    def project(self) -> Project:
        """The project that a command works on; found when it is first needed."""
        from generator.project import find_project

        return find_project(Path.cwd(), self.explicit)
