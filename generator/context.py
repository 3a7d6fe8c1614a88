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
        from generator.errors import UsageError
        from generator.project import find_project

        try:
            here = Path.cwd()
        except FileNotFoundError as error:
            hint = "go to one that is there"
            raise UsageError("the folder that you are in is gone.", hint=hint) from error
        return find_project(here, self.explicit)
