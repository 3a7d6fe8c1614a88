"""`content/editions/<id>.yaml` and the logo beside it → the edition."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from generator.errors import ContentError
from generator.load.logo import read_logo
from generator.load.problems import Problems
from generator.load.project import Project
from generator.load.proofing import check_inks
from generator.load.source import find_yaml
from generator.load.validate import validate
from generator.load.wording import wrong_name
from generator.load.yaml import YamlFile, read_yaml
from generator.model.colour import Palette, make_palette, weak_pairs
from generator.model.edition import Edition, EditionFile, Logo
from generator.model.frozen import HexColour, Identifier
from generator.model.mark import Mark

_OWN_COLOURS = ("ink", "light")


def load_editions(project: Project) -> Mapping[str, Edition]:
    """Return the editions by id; raises ContentError with all problems of all files."""
    found = Problems()
    editions = read_editions(project, found)
    if found:
        raise ContentError(found.in_order())
    return editions


def edition_paths(project: Project, found: Problems) -> list[Path]:
    """Return the files of editions by name."""
    return find_yaml(project.content_dir / "editions", project.root, found)


def read_editions(project: Project, found: Problems) -> dict[str, Edition]:
    """Return the editions that are right; note what is wrong with the others."""
    editions = {}
    for path in edition_paths(project, found):
        if wrong := wrong_name(Identifier, path.stem):
            said, hint = wrong
            found.add(f"the name of the file {said}.", Mark(project.name(path)), hint)
        with found.collect():
            source = read_yaml(path, project.name(path))
            palette = _read_palette(source, found)
            logo = _read_logo(source, path, project, found)
            file = validate(EditionFile, source)
            check_inks(palette, file.colours.inks, source.marks, found)
            editions[path.stem] = Edition(
                id=path.stem,
                name=file.name,
                region=file.region,
                example=file.example,
                logo=logo,
                palette=palette,
                inks=file.colours.inks,
                contacts=file.contacts,
                marks=source.marks,
            )
    return editions


def _read_logo(source: YamlFile, path: Path, project: Project, found: Problems) -> Logo | None:
    written = source.text("logo")
    if written:
        with found.collect():
            return read_logo(written, path.parent, project, source.marks.nearest(("logo",)))
    return None


def _read_palette(source: YamlFile, found: Problems) -> Palette:
    """Return the edition's palette; note each pair of colours that is hard to read."""
    own: dict[str, str] = {}
    for name in _OWN_COLOURS:
        keys = ("colours", name)
        colour = source.text(*keys)
        if colour and not wrong_name(HexColour, colour):
            own[name] = colour.lower()
        elif colour is None and name in source.mapping("colours"):
            hint = "put it between quotes, as in '#0b3c49': a bare # starts a comment."
            found.add(f"colours.{name} is empty.", source.marks.nearest(keys), hint)
    palette = make_palette(**own)
    tokens = dict(palette.tokens())
    for pair, ratio in weak_pairs(palette):
        keys = ("colours", _cause(pair.text, pair.ground, own))
        # Rounded down: 4.49 isn't 4.5.
        has = math.floor(ratio * 10) / 10
        found.add(
            f"{pair.text} {tokens[pair.text]} on {pair.ground} {tokens[pair.ground]} "
            f"has contrast {has:g}, needs {pair.needs:g}.",
            source.marks.nearest(keys),
            "choose a lighter 'light'." if keys[-1] == "light" else "choose a darker 'ink'.",
        )
    return palette


def _cause(text: str, ground: str, own: Mapping[str, str]) -> str:
    """Return which of the edition's own colours makes the pair weak; all but light follow ink."""
    is_light = "light" in own and "light" in (text, ground)
    # With a dark ink of its own or the campaign's, it is light that is too dark.
    return "light" if is_light or "ink" not in own else "ink"
