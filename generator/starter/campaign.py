"""A folder's name and a language → a campaign that builds as it stands, to be made one's own."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from generator import __version__
from generator.errors import BuildError, ContentError, UsageError
from generator.files import real_path
from generator.model.frozen import as_identifier
from generator.project import NOT_LANGUAGES, Project

_FILES = Path(__file__).resolve().parent / "files"
_PLACES = {
    "readme-{language}.md": "README.md",
    "workflow.yaml": ".github/workflows/drempels.yaml",
    "gitignore": ".gitignore",
}
"""What comes with the software and where it goes in a project."""
_READMES = ("en", "nl")


def start_campaign(folder: Path, language: str) -> None:
    """Write a campaign into `folder`, which is new or empty: all of it, or nothing.

    Raises UsageError when the folder has something in it or there is no text in `language`, and
    BuildError when it can't be written.
    """
    shipped = Project(_shipped().parent, builtin=True)
    languages = sorted(
        path.stem for path in _shipped().glob("*.yaml") if path.name not in NOT_LANGUAGES
    )
    if language not in languages:
        known = ", ".join(languages)
        raise UsageError(
            f"there is no text in '{language}' to start from", hint=f"there is {known}"
        )
    place = real_path(folder)  # no other can be put in the place of a link, or of `.`
    try:
        if place.exists() and not (place.is_dir() and not any(place.iterdir())):
            raise UsageError(
                f"{folder} has something in it already", hint="name a folder that is new or empty"
            )
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=f".{place.name[:40]}.") as near:
            made = Path(near) / "project"
            _write(made, shipped, language, as_identifier(place.name) or "campaign")
            if place.is_dir():  # who stands in it sees nothing of another in its place
                for one in sorted(made.iterdir()):
                    one.replace(place / one.name)
            else:
                made.chmod(0o755)
                made.replace(place)
    except OSError as error:
        raise BuildError(f"can't write {folder}: {error.strerror or error}") from error


def _shipped() -> Path:
    return Project(Path()).builtin_content_dir


def _write(made: Path, shipped: Project, language: str, name: str) -> None:
    shutil.copytree(shipped.templates_dir, made / "templates")
    shutil.copytree(
        shipped.content_dir,
        made / "content",
        ignore=lambda folder, names: [
            one
            for one in names
            if Path(folder) == shipped.content_dir
            and one.endswith(".yaml")
            and one not in (*NOT_LANGUAGES, f"{language}.yaml")
        ],
    )
    _edit(made / "content" / "campaign.yaml", "id", f'"{name}"')  # `null` and `1` are no text
    _edit(made / "content" / "campaign.yaml", "default_language", language)
    readme = language if language in _READMES else "en"
    for source, place in _PLACES.items():
        text = (_FILES / source.format(language=readme)).read_text(encoding="utf-8")
        path = made / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{version}", __version__), encoding="utf-8")


def _edit(path: Path, key: str, value: str) -> None:
    """Give a key at the left margin another value; comments stay."""
    before = path.read_text(encoding="utf-8")
    after, count = re.subn(rf"(?m)^{key}: .*$", f"{key}: {value}", before)
    if count != 1:
        raise ContentError(f"{path.name} has no '{key}:' to change")
    path.write_text(after, encoding="utf-8")
