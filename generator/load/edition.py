"""`content/editions/<id>.yaml` and the logos beside it → the edition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.errors import ContentError
from generator.load.logo import Shelf, read_logo
from generator.load.palette import read_colours, read_palette
from generator.load.problems import Problems
from generator.load.proofing import check_inks
from generator.load.source import find_yaml
from generator.load.spool import Spool
from generator.load.validate import validate
from generator.load.wording import wrong_name
from generator.load.yaml import YamlFile, read_project_yaml
from generator.model.edition import Edition, EditionFile, Logo
from generator.model.frozen import Identifier
from generator.model.job import ALL
from generator.model.mark import Mark
from generator.project import Project


def edition_paths(project: Project, found: Problems) -> list[Path]:
    """Return the files of editions by name."""
    return find_yaml(project.content_dir / "editions", project.root, found)


def read_editions(
    project: Project, default: str | None, spool: Spool, found: Problems
) -> dict[str, Edition]:
    """Return the editions that are right; note what is wrong with the others.

    What one leaves out is taken from the edition called `default`.
    """
    paths = edition_paths(project, found)
    fallback: Edition | None = None
    editions: dict[str, Edition] = {}
    for path in sorted(paths, key=lambda path: path.stem != default):
        if wrong := wrong_name(Identifier, path.stem):
            said, hint = wrong
            found.add(f"the name of the file {said}.", Mark(project.name(path)), hint)
        elif path.stem == ALL:
            found.add(
                f"'{ALL}' means every edition.",
                Mark(project.name(path)),
                "give the file another name.",
            )
        with found.collect():
            source = read_project_yaml(path, project)
            shelf = Shelf({path.parent: project.content_dir}, spool)
            edition = read_edition(path.stem, source, shelf, fallback)
            if path.stem == default:
                edition = fallback = replace(edition, is_default=True)
            editions[path.stem] = edition
    return {name: editions[name] for name in sorted(editions)}


def read_edition(name: str, source: YamlFile, shelf: Shelf, fallback: Edition | None) -> Edition:
    """Return the edition that a file or a row of a spreadsheet describes.

    Its logos are looked for on `shelf`. Raises ContentError with all that is wrong.
    """
    problems = Problems()
    own = read_colours(source, problems)
    usual = fallback.own_colours if fallback else {}
    palette = read_palette(source, own, usual, problems)
    logos = {key: _read_logo(source, key, shelf, problems) for key in ("logo", "logo_dark")}
    with problems.collect():
        file = validate(EditionFile, source)
        borrowed = {} if fallback is None else fallback.inks
        inks = {token: ink for token, ink in borrowed.items() if token not in own}
        inks |= file.colours.inks
        check_inks(palette, file.colours.inks, source.marks, problems)
    if problems:
        raise ContentError(problems.in_order())
    edition = Edition(
        id=name,
        name=file.name,
        region=file.region,
        example=file.example,
        logo=logos["logo"],
        logo_dark=logos["logo_dark"],
        palette=palette,
        own_colours={**usual, **own},
        inks=inks,
        contacts=file.contacts,
        national_contacts=file.national_contacts,
        call_to_action=file.call_to_action,
        link=file.link,
        marks=source.marks,
    )
    return edition.falling_back(fallback) if fallback else edition


def _read_logo(source: YamlFile, key: str, shelf: Shelf, found: Problems) -> Logo | None:
    written = source.text(key)
    if written:
        with found.collect():
            return read_logo(written, shelf, source.marks.nearest((key,)))
    return None
