"""The recipe of `drempels calibrate`: paper → sheet to measure on; what it showed → print.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from generator.compose import Composer, Sources
from generator.errors import Problem, UsageError, unwritable
from generator.files import write_atomically
from generator.finish.duplex import print_in_black
from generator.load import Content, load_content
from generator.load.print_writing import keep_printer
from generator.load.problems import quoted, suggest
from generator.load.wording import word, wrong_name
from generator.model.document import Html
from generator.model.frozen import Identifier
from generator.model.geometry import parse_format
from generator.model.layout import FlipEdge, turns_on_vertical_edge
from generator.model.printing import Printer
from generator.project import Project
from generator.render.fonts import font_css, font_metrics
from generator.render.layout import render

_BLACK = "#000000"
_OPTIONS = {"back_right_mm": "--right", "back_down_mm": "--down"}


def calibrate(project: Project, start: Path, chosen: Mapping[str, Any]) -> str:
    """Do what was chosen on the command line in folder `start`, and return what to tell.

    Raises GeneratorError of all kinds.
    """
    flip = FlipEdge(chosen["flip_edge"])
    printer, right, down = (chosen[name] for name in ("printer", "right", "down"))
    if (printer, right, down) != (None, None, None):
        return keep_reading(project, printer, right, down, flip)
    output = chosen["output"] or project.output_dir(start)
    path = make_sheet(project, chosen["sheet"], flip, chosen["language"], output)
    return f"{path}: print it on both sides at 100%; on it is how to read it."


def make_sheet(
    project: Project, sheet: str, flip: FlipEdge, language: str | None, output: Path
) -> Path:
    """Write the calibration sheet in a format, front and back, and return where it is.

    Raises ContentError, TemplateError, RenderError, UsageError for a language that isn't there,
    and BuildError when the folder can't be written.
    """
    content = load_content(project)
    language = language or content.default_language
    if language not in content.campaigns:
        hint = suggest(language, content.campaigns, "languages")
        raise UsageError(f"there is no language {quoted(language)} in content/.", hint=hint)
    html = _composed(project, content, sheet, flip, language)
    path = output / f"calibrate-{sheet}.pdf"
    try:
        write_atomically(path, print_in_black(render(html, tagged=False).pdf, flip))
    except OSError as error:
        raise unwritable(path, error) from error
    return path


def _composed(
    project: Project, content: Content, sheet: str, flip: FlipEdge, language: str
) -> Html:
    composer = Composer.of(
        Sources(content.campaigns, content.editions, {}),
        (project.templates_dir, project.builtin_templates_dir),
        font_metrics,
        font_css(),
    )
    trim = parse_format(sheet).trim
    return composer.compose_leaflet(
        "base/calibrate.html.j2",
        "base/calibrate.css",
        language,
        content.default_edition,
        trim,
        pages=2,
        palette=replace(content.editions[content.default_edition].palette, text=_BLACK),
        flip=flip.value,
        vertical=turns_on_vertical_edge(trim, flip),
    )


def keep_reading(
    project: Project,
    name: str | None,
    right_mm: float | None,
    down_mm: float | None,
    flip: FlipEdge = FlipEdge.LONG,
) -> str:
    """Store what was read in the project's content/print.yaml, and return what to tell.

    Raises UsageError with all that is wrong with it, ContentError when the file can't take it, and
    BuildError when it can't be written.
    """
    if name is None or right_mm is None or down_mm is None:
        raise UsageError(
            "a printer needs --printer, --right and --down, all three.",
            hint="such as --printer kantoor --right 1,5 --down -0,5; 0 where nothing is off",
        )
    printer = _checked(name, right_mm, down_mm).model_copy(update={"flip_edge": flip})
    if project.builtin:
        raise UsageError(
            "there is no project to keep the printer in: this is the campaign that comes with the "
            "software.",
            hint="make a project with 'drempels new DIR', and name it with --project",
        )
    file = keep_printer(project, name, printer)
    return (
        f"{file}: backs on {name} are moved {_moved(printer)}.\n"
        f"Use it with: drempels build --printer {name}"
    )


def _checked(name: str, right_mm: float, down_mm: float) -> Printer:
    """Return the printer in hundredths of a millimetre; raises UsageError with all problems."""
    problems = []
    if wrong := wrong_name(Identifier, name):
        said, hint = wrong
        problems.append(Problem(f"--printer {said}.", hint=hint))
    # Adding 0 turns -0.0 into 0.0.
    offsets = dict(zip(_OPTIONS, (round(one, 2) + 0.0 for one in (right_mm, down_mm)), strict=True))
    try:
        printer = Printer.model_validate(offsets)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            said, _ = word(detail["type"], detail["input"], detail.get("ctx", {}), detail["msg"])
            option = _OPTIONS[str(detail["loc"][0])]
            problems.append(Problem(f"{option} {said}.", hint="read it from the sheet, in mm"))
        raise UsageError(problems) from error
    if problems:
        raise UsageError(problems)
    return printer


def _moved(printer: Printer) -> str:
    across = f"{abs(printer.back_right_mm):g} mm {'left' if printer.back_right_mm < 0 else 'right'}"
    along = f"{abs(printer.back_down_mm):g} mm {'up' if printer.back_down_mm < 0 else 'down'}"
    return f"{across} and {along}"
