"""The recipe of a check: files and content → all that is wrong with them."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator import __version__
from generator.catalogue import composer_of, open_catalogue
from generator.errors import GeneratorError, UsageError
from generator.files import files_in, is_folder, is_plain_file, real_path
from generator.guard import Limits, TooHeavyError, run_guarded
from generator.load import Content
from generator.load.epoch import source_day
from generator.model.finding import Finding
from generator.model.geometry import Format
from generator.model.target import Target
from generator.ordered import Ordered, Orders
from generator.preflight import RULE_INFOS, Expected, Foreign, Inspection, inspect
from generator.preflight.across import compare
from generator.preflight.content.loading import LOADING, not_loaded
from generator.preflight.inspected import Inspected
from generator.preflight.opening import TOO_HEAVY
from generator.project import Project
from generator.proofreading import proofread
from generator.reports import CheckedFile, CheckReport

_NAME_PARTS = 4
"""Of a PDF's path that its pictures are named by: edition, language, target and file."""

MOST_MEGABYTES = 500
"""Of a file: posters of photographs for a0 have a few hundred."""


@dataclass(frozen=True)
class CheckOrder:
    """What is to be checked, and how."""

    files: tuple[Path, ...] = ()
    """PDFs, and folders with PDFs; none: content, and all that is in `output`."""
    output: Path = Path("output")
    is_output_named: bool = False
    """Whether somebody named that folder: one with nothing in it is then a slip of the pen."""
    target: Target | None = None
    """What files that others made are for; None: what they look like."""
    format: Format | None = None
    language: str | None = None
    shop: str | None = None
    with_pictures: bool = False
    workers: int = 1
    sheet: Path | None = None
    """A spreadsheet of editions."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Checked:
    """What came of a check."""

    report: CheckReport
    pictures: tuple[tuple[str, bytes], ...] = field(repr=False)
    """Name and PNG of each page with findings, where they were asked for."""


@dataclass(frozen=True)
class InspectTask:
    """A file to look over; a value that can go to another process."""

    path: Path
    expected: Expected | Foreign
    with_pictures: bool


def check(project: Project, order: CheckOrder) -> Checked:
    """Check what was ordered; nothing is changed.

    Raises ContentError and TemplateError when the project can't be loaded, and UsageError for a
    file or print shop that isn't there.
    """
    content, catalogue = open_catalogue(project, order.sheet)
    if order.shop and order.shop not in content.printing.shops:
        shops = ", ".join(content.printing.shops)
        raise UsageError(f"there is no print shop '{order.shop}'", hint=f"print shops: {shops}")
    composer = composer_of(project, content, catalogue)
    orders = Orders(content, catalogue, composer, order.shop)
    paths = list(_pdfs(order))
    known = {path: orders.find(path) for path in paths}
    inspected = []
    for path, inspection in zip(paths, _inspections(paths, known, content, order), strict=True):
        ordered = known[path]
        inspected.append(Inspected(_name(path), inspection, ordered.job if ordered else None))
    findings = not_loaded(content.sheet.rejected)
    if not order.files:
        findings += proofread(content, content.campaigns, content.editions, _day())
    findings += [*_of_files(inspected), *compare(inspected)]
    files = tuple(
        CheckedFile(
            one.path,
            one.inspection.target.value if one.inspection.target else "",
            len(one.inspection.sizes),
            one.inspection.note,
        )
        for one in inspected
    )
    rules = tuple(rule for rule in RULE_INFOS if not order.files or rule.about != "content")
    report = CheckReport(tuple(findings), files, rules, __version__, _name(project.root))
    return Checked(report, tuple(_pictures(inspected)))


def report_unloaded(project: Project, error: GeneratorError) -> CheckReport:
    """Return the report of a project that can't be loaded: why that is, and nothing else."""
    rules = tuple(rule for rule in RULE_INFOS if rule.id == LOADING.id)
    return CheckReport(
        tuple(not_loaded(error.problems)), (), rules, __version__, _name(project.root)
    )


def inspect_file(task: InspectTask) -> Inspection:
    """Read a file and look it over; raises OSError when it can't be read."""
    size = task.path.stat().st_size
    if size > MOST_MEGABYTES * 1_000_000:
        return too_heavy(f"it has {size / 1_000_000:.0f} MB; the most is {MOST_MEGABYTES} MB")
    pdf = task.path.read_bytes()
    return inspect(pdf, task.expected, document=task.path.stem, with_pictures=task.with_pictures)


def too_heavy(reason: str) -> Inspection:
    """Return what comes of a file that takes more than it may."""
    return Inspection(tuple(TOO_HEAVY.finding(fault) for fault in TOO_HEAVY.check(reason)))


def _pdfs(order: CheckOrder) -> Iterator[Path]:
    """Yield the files to check, by name; a folder stands for all PDFs in it."""
    if not order.files:
        yield from _pdfs_in(order.output, may_be_empty=not order.is_output_named)
    for path in order.files:
        if is_folder(path):
            yield from _pdfs_in(path)
        elif is_plain_file(path):
            yield path
        else:
            raise UsageError(f"there is no file {path}", hint="check its name and folder")


def _pdfs_in(folder: Path, *, may_be_empty: bool = False) -> list[Path]:
    """Return the PDFs below a folder, also those that a camera or Windows called .PDF.

    Links that lead to one are among them; no others, and nothing that only looks like a file.
    Raises UsageError when there are none, unless it may be empty.
    """
    named = (path for path in files_in(folder) if path.suffix.lower() == ".pdf")
    found = sorted(path for path in named if is_plain_file(path))
    if not found and not may_be_empty:
        raise UsageError(f"there is no PDF in {folder}", hint="name a PDF, or its folder")
    return found


def _inspections(
    paths: Sequence[Path], known: dict[Path, Ordered | None], content: Content, order: CheckOrder
) -> Iterator[Inspection]:
    shop = content.printing.shops[order.shop or content.printing.default_shop]
    foreign = Foreign(shop, order.target, order.format, order.language)
    tasks = []
    for path in paths:
        ordered = known[path]
        expected: Expected | Foreign = ordered.expected if ordered else foreign
        tasks.append(InspectTask(path, expected, order.with_pictures))
    for result in run_guarded(inspect_file, tasks, order.workers, order.limits):
        yield too_heavy(str(result)) if isinstance(result, TooHeavyError) else result


def _of_files(inspected: Sequence[Inspected]) -> Iterator[Finding]:
    for file in inspected:
        for finding in file.inspection.findings:
            yield replace(finding, file=file.path)


def _day() -> datetime.date:
    """Return today's date: a telephone number grows old, whatever the campaign's date says.

    SOURCE_DATE_EPOCH stands in for the clock, so that a check can be repeated.
    """
    now = datetime.datetime.fromtimestamp(time.time(), tz=datetime.UTC)
    return source_day() or now.date()


def _name(path: Path) -> str:
    """Return how messages name a file: from where the person stands, if it is below that."""
    whole, here = real_path(path), real_path(Path.cwd())
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else str(path)


def _pictures(inspected: Sequence[Inspected]) -> Iterator[tuple[str, bytes]]:
    """Yield a name and a PNG of each page; files of one name are told apart by their folders."""
    names = _picture_names([file.path for file in inspected])
    for file in inspected:
        for page, picture in file.inspection.pictures:
            yield f"{names[file.path]}-p{page:02d}.png", picture


def _picture_names(paths: Iterable[str]) -> dict[str, str]:
    """Name files by themselves and three folders above them; by more, where names are equal."""
    parts = {path: real_path(Path(path)).with_suffix("").parts[1:] for path in paths}
    names: dict[str, str] = {}
    for count in range(_NAME_PARTS, max(map(len, parts.values()), default=0) + _NAME_PARTS):
        names = {path: "-".join(own[-count:]) for path, own in parts.items()}
        if len(set(names.values())) == len(names):
            break
    return names
