"""What a person sees: jobs and reports → tables, progress, plain lines."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from generator.build import Order, Report, build
from generator.catalogue import open_catalogue
from generator.errors import ContentError
from generator.executor import cores
from generator.model.job import Job
from generator.model.layout import FlipEdge
from generator.plan import Selection, plan_jobs
from generator.project import Project
from generator.releasing import RELEASE, prepare_release
from generator.reports import folded
from generator.shown import show_reasons, show_rows, show_sum
from generator.standing import Row, Standing
from generator.store.archive import Archive
from generator.store.manifest import Entry

_COLUMNS = ("edition", "language", "target", "product", "format", "barrier", "path")


def list_jobs(project: Project, selection: Selection, sheet: Path | None, *, as_json: bool) -> int:
    """Print what would be made, and what is wrong in a spreadsheet; return the exit code."""
    content, catalogue = open_catalogue(project, sheet)
    show_jobs(plan_jobs(catalogue, selection), as_json=as_json)
    for problem in content.sheet.rejected:
        click.echo(str(problem), err=True)
    return ContentError.exit_code if content.sheet.rejected else 0


def show_jobs(jobs: Iterable[Job], *, as_json: bool) -> None:
    """Print jobs as a table, or as JSON."""
    rows = [
        {
            "edition": job.edition,
            "language": job.language,
            "target": job.target.value,
            "product": job.product,
            "format": job.format.name,
            "barrier": job.barrier,
            "shop": job.shop,
            "sheet": job.stock,
            "tile": job.tile.name if job.tile else None,
            "side": job.half,
            "ticket": job.is_ticket,
            "path": str(job.path),
        }
        for job in jobs
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    if not sys.stdout.isatty():
        for row in rows:
            click.echo(row["path"])
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(*_COLUMNS, box=SIMPLE_HEAD)
    for row in rows:
        table.add_row(*("" if row[name] is None else str(row[name]) for name in _COLUMNS))
    Console().print(table)


def run_build(
    project: Project,
    selection: Selection,
    chosen: dict[str, Any],
    standing: Standing,
    *,
    debug: bool,
    quiet: bool,
) -> int:
    """Build with progress, print what came of it, and return the exit code."""
    order = _order(selection, chosen, standing.output, debug=debug)
    release = prepare_release(project, order) if chosen["release"] else None
    if release and release.uncompared and not quiet:
        click.echo(f"the content wasn't compared with a commit: {release.uncompared}", err=True)
    report = _build_shown(project, order, quiet)
    rows, warnings = _rows(report), _warnings(report, order.output)
    if chosen["explain"]:
        show_reasons(report.reasons.items())
    if not quiet:
        _show_report(report, rows, warnings, order.output)
    for problem in report.left_out.problems:
        click.echo(str(problem), err=True)
    _show_failures(report, debug=debug)
    if release and report.exit_code:
        click.echo("nothing is packed: a release has all that was ordered, or isn't", err=True)
    elif release:
        packed = release.pack(report)
        if not quiet:
            _show_packed(packed)
    # Last: who is killed before has the next build clear up.
    if report.exit_code == 0 and not report.has_company:
        standing.remember(rows, warnings, report.logos, report.leftovers.editions)
    return report.exit_code


def _show_packed(archives: Iterable[Archive]) -> None:
    for archive in archives:
        size = sum(file.size for file in archive.files) / 1_000_000
        count = len(archive.files)
        pdfs = "1 PDF" if count == 1 else f"{count} PDFs"
        click.echo(f"{RELEASE}/{archive.name} ({pdfs}, {size:.1f} MB)")


def _order(selection: Selection, chosen: dict[str, Any], output: Path, *, debug: bool) -> Order:
    """Return what the options on the command line ask for."""
    return Order(
        selection=selection,
        output=output,
        flip=FlipEdge(chosen["flip_edge"]) if chosen["flip_edge"] else None,
        workers=chosen["jobs"] or cores(),
        scheduler=chosen["scheduler"],
        strict=chosen["strict"],
        check=not chosen["no_check"],
        keep_html=debug,
        sheet=chosen["sheet"],
        force=chosen["force"],
        gallery=not chosen["no_gallery"],
        explain=chosen["explain"],
    )


def _show_failures(report: Report, *, debug: bool) -> None:
    """Print what went wrong, each problem once."""
    shown = set()
    for _job, error in sorted(report.failed.items(), key=lambda pair: str(pair[0].path)):
        if debug:
            traceback.print_exception(error)
        for problem in error.problems:
            if str(problem) not in shown:
                shown.add(str(problem))
                click.echo(f"{problem}", err=True)


def _build_shown(project: Project, order: Order, quiet: bool) -> Report:
    """Build; on a terminal a bar shows how far it is, else each file is a line."""
    if quiet or not sys.stderr.isatty():
        return build(project, order)
    # Not at the top: it takes 40 ms, and only a terminal shows a bar.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("fitting type", total=None)

        def advance(job: Job, entry: Entry | None) -> None:
            bar.update(task, advance=1, description=str(job.path))

        return build(project, order, advance, lambda jobs: bar.update(task, total=jobs))


def _rows(report: Report) -> list[Row]:
    """Return what is told of each PDF that was made, by path."""
    rows = (
        Row(
            str(entry.job.path),
            entry.pages,
            entry.size,
            entry.job.product,
            entry.job.edition,
            entry.job.language,
            entry.job.target.value,
            entry.job.format.name,
            entry.scale,
        )
        for entry in report.made
    )
    return sorted(rows)


def _warnings(report: Report, output: Path) -> list[str]:
    """Return what is told of findings, of a spreadsheet's cells, and of what lies there already."""
    made = sorted(report.made, key=lambda entry: str(entry.job.path))
    found = (*report.notes, *(one for entry in made for one in entry.findings))
    told = [*report.left_out.notes]
    if report.leftovers.editions:
        told.append(report.leftovers.problem(output))
    return [*folded(found), *map(str, told)]


def _show_report(report: Report, rows: list[Row], warnings: list[str], output: Path) -> None:
    """Print what was made and what was found, what was left out and what failed."""
    show_rows(rows)
    for line in warnings:
        click.echo(line, err=True)
    for problem in report.refused:
        click.echo(str(problem), err=True)
    show_sum(rows, output)
    if left := report.left_out.rows:
        click.echo(f"left out: {left} {'row' if left == 1 else 'rows'} of the spreadsheet")
    for job in sorted(report.failed, key=lambda job: str(job.path)):
        stale = " (what is there is from before)" if (output / job.path).is_file() else ""
        click.echo(f"failed: {job.path}{stale}")
