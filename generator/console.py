"""What a person sees: jobs and reports → tables, progress, plain lines."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from generator.build import Order, Report, build
from generator.catalogue import open_catalogue
from generator.errors import ContentError
from generator.executor import cores
from generator.load import Project
from generator.model.job import Job
from generator.model.layout import FlipEdge
from generator.plan import Selection, plan_jobs
from generator.reports import folded
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
    table = Table(*_COLUMNS, box=SIMPLE_HEAD)
    for row in rows:
        table.add_row(*("" if row[name] is None else str(row[name]) for name in _COLUMNS))
    Console().print(table)


def run_build(
    project: Project, selection: Selection, chosen: dict[str, Any], *, debug: bool, quiet: bool
) -> int:
    """Build with progress, print what came of it, and return the exit code."""
    order = Order(
        selection=selection,
        output=chosen["output"] or project.output_dir(Path.cwd()),
        flip=FlipEdge(chosen["flip_edge"]) if chosen["flip_edge"] else None,
        workers=chosen["jobs"] or cores(),
        scheduler=chosen["scheduler"],
        strict=chosen["strict"],
        check=not chosen["no_check"],
        keep_html=debug,
        sheet=chosen["sheet"],
        force=chosen["force"],
    )
    report = _build_shown(project, order, quiet)
    if chosen["explain"]:
        for job, reason in sorted(report.reasons.items(), key=lambda pair: str(pair[0].path)):
            click.echo(f"{job.path}: {reason}")
    if not quiet:
        _show_report(report, order.output)
    for problem in report.left_out.problems:
        click.echo(str(problem), err=True)
    shown = set()
    for _job, error in sorted(report.failed.items(), key=lambda pair: str(pair[0].path)):
        if debug:
            traceback.print_exception(error)
        for problem in error.problems:
            if str(problem) not in shown:
                shown.add(str(problem))
                click.echo(f"{problem}", err=True)
    return report.exit_code


def _build_shown(project: Project, order: Order, quiet: bool) -> Report:
    """Build; on a terminal a bar shows how far it is, else each file is a line."""
    if quiet or not sys.stderr.isatty():
        return build(project, order)
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


def _show_report(report: Report, output: Path) -> None:
    """Print a table by product and target, and what preflight found."""
    made = sorted(report.made, key=lambda entry: str(entry.job.path))
    for entry in made:
        if not sys.stdout.isatty():
            pages = "1 page" if entry.pages == 1 else f"{entry.pages} pages"
            click.echo(f"{entry.job.path} ({pages}, {entry.size / 1000:.0f} kB)")
    warnings = (*report.notes, *(one for entry in made for one in entry.findings))
    for line in folded(warnings):
        click.echo(line, err=True)
    for problem in (*report.left_out.notes, *report.refused):
        click.echo(str(problem), err=True)
    if sys.stdout.isatty() and made:
        Console().print(_table(made))
    click.echo(f"{len(made)} {'PDF' if len(made) == 1 else 'PDFs'} in {output}")
    if rows := report.left_out.rows:
        click.echo(f"left out: {rows} {'row' if rows == 1 else 'rows'} of the spreadsheet")
    for job in sorted(report.failed, key=lambda job: str(job.path)):
        stale = " (what is there is from before)" if (output / job.path).is_file() else ""
        click.echo(f"failed: {job.path}{stale}")


def _table(made: list[Entry]) -> Table:
    table = Table("product", "edition", "language", "target", "format", box=SIMPLE_HEAD)
    for name in ("PDFs", "pages", "kB", "type"):
        table.add_column(name, justify="right")
    groups: dict[tuple[str, str, str, str, str], list[Entry]] = {}
    for entry in made:
        job = entry.job
        key = (job.product, job.edition, job.language, job.target.value, job.format.name)
        groups.setdefault(key, []).append(entry)
    for key, entries in sorted(groups.items()):
        scales = sorted({f"{entry.fit.text:.2f}" for entry in entries})
        table.add_row(
            *key,
            str(len(entries)),
            str(sum(entry.pages for entry in entries)),
            f"{sum(entry.size for entry in entries) / 1000:.0f}",
            ", ".join(scales),
        )
    return table
