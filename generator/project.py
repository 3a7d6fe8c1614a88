"""Where a person stands → the project that they work in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.errors import UsageError
from generator.files import is_folder, real_path

_PARTS = ("content", "templates")
NOT_LANGUAGES = ("campaign.yaml", "print.yaml")
"""In the content folder, the files that hold no text; all others are languages."""
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Project:
    """A folder with content and templates."""

    root: Path
    builtin: bool = False
    """It is the campaign that comes with the software."""

    @property
    def content_dir(self) -> Path:
        """What the printed matter says."""
        return self.root / "content"

    @property
    def templates_dir(self) -> Path:
        """The products."""
        return self.root / "templates"

    @property
    def builtin_templates_dir(self) -> Path:
        """The templates that come with the software: where `base/` is when a project has none."""
        return _builtin_root() / "templates"

    @property
    def builtin_content_dir(self) -> Path:
        """The content that comes with the software: print shops and card stock for all projects."""
        return _builtin_root() / "content"

    def output_dir(self, start: Path) -> Path:
        """Where output goes: into the project, or for the built-in campaign where one stands."""
        return (start if self.builtin else self.root) / "output"

    def holds(self, path: Path) -> bool:
        """Tell whether a file is the project's own, and no link to somebody else's."""
        return real_path(path).is_relative_to(real_path(self.root))

    def name(self, path: Path) -> str:
        """Return how messages name a file of the project: `content/nl.yaml`."""
        return path.relative_to(self.root).as_posix()


def find_project(start: Path, explicit: Path | None = None) -> Project:
    """Return the project at `explicit`, else the nearest from `start` up, else the built-in one.

    A relative `explicit` counts from `start`. Raises UsageError when it isn't a project.
    """
    start = real_path(start)
    if explicit is not None:
        root = real_path(start / explicit)
        if missing := [part for part in _PARTS if not is_folder(root / part)]:
            folders = " and ".join(f"{part}/" for part in missing)
            raise UsageError(
                f"{explicit} is not a project: it has no {folders}.",
                hint="name a folder that has content/ and templates/",
            )
        return Project(root)
    for folder in (start, *start.parents):
        if all(is_folder(folder / part) for part in _PARTS):
            return Project(folder)
    return Project(_builtin_root(), builtin=True)


def _builtin_root() -> Path:
    """A wheel carries the campaign inside the package; in the repository it stands beside it."""
    inside = _PACKAGE / "builtin"
    return inside if inside.is_dir() else _PACKAGE.parent
