"""What a person sees of a check: options → reports, pictures of faults, and the exit code."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import click

from generator.checking import Checked, CheckOrder, check, report_unloaded
from generator.errors import (
    ContentError,
    PreflightError,
    TemplateError,
    UsageError,
    unwritable,
)
from generator.executor import cores
from generator.files import write_atomically
from generator.model.geometry import Format, parse_format
from generator.model.target import Target
from generator.preflight import RULE_INFOS
from generator.preflight.content.loading import LOADING
from generator.project import Project
from generator.reports import CheckReport, ReportKind, rules_table, write_report
from generator.verdict import is_fatal

_WIDE = 100


def show_rules(kind: ReportKind, file: Path | None) -> None:
    """Print all rules, or write them to a file: as a table for people, or as JSON."""
    if kind not in ("text", "json"):
        hint = "--report text or --report json"
        raise UsageError(f"--rules are no findings: there is no {kind} of them", hint=hint)
    table = rules_table(RULE_INFOS, kind)
    if file is None:
        click.echo(table, nl=False)
        return
    _write_file(file, table)


def run_check(project: Project, chosen: dict[str, Any], *, quiet: bool) -> int:
    """Check, write the report and the pictures, and return the exit code."""
    order = CheckOrder(
        files=chosen["files"],
        output=chosen["output"] or project.output_dir(Path.cwd()),
        is_output_named=chosen["output"] is not None,
        target=Target(chosen["target"]) if chosen["target"] else None,
        format=_format(chosen["at"]),
        language=chosen["language"],
        shop=chosen["shop"],
        with_pictures=chosen["proof"] is not None,
        workers=chosen["jobs"] or cores(),
        sheet=chosen["sheet"],
    )
    kind, file, strict = chosen["kind"], chosen["report_file"], chosen["strict"]
    try:
        checked = check(project, order)
    except (ContentError, TemplateError) as error:
        # People read it as any other error; who takes up reports finds it there, too.
        if kind != "text" or file:
            _write(report_unloaded(project, error), kind, file, strict=strict, quiet=quiet)
        raise
    is_failing = any(is_fatal(one, strict=strict) for one in checked.report.findings)
    _write(checked.report, kind, file, strict=strict, quiet=quiet)
    if chosen["proof"]:
        _write_pictures(checked, chosen["proof"], quiet)
    if any(one.rule == LOADING.id for one in checked.report.findings):
        return ContentError.exit_code  # rows of a spreadsheet
    return PreflightError.exit_code if is_failing else 0


def _format(name: str | None) -> Format | None:
    try:
        return parse_format(name) if name else None
    except ValueError as error:
        raise UsageError(f"--format: {error}") from error


def _write(
    report: CheckReport, kind: ReportKind, file: Path | None, *, strict: bool, quiet: bool
) -> None:
    """Print the report, or write it to a file and say so."""
    if file is None:
        terminal = sys.stdout.isatty()
        width = shutil.get_terminal_size((_WIDE, 0)).columns if terminal else _WIDE
        if kind != "text" or report.findings or not quiet:
            text = write_report(report, kind, terminal=terminal, width=width, strict=strict)
            click.echo(text, nl=False)
        return
    _write_file(file, write_report(report, kind, strict=strict))
    if not quiet:
        click.echo(f"{write_report(report, 'text').splitlines()[-1]}; the report is in {file}")


def _write_file(file: Path, text: str) -> None:
    try:
        write_atomically(file, text.encode())
    except OSError as error:
        raise unwritable(file, error, "--report-file") from error


def _write_pictures(checked: Checked, folder: Path, quiet: bool) -> None:
    for name, picture in checked.pictures:
        try:
            write_atomically(folder / name, picture)
        except OSError as error:
            raise unwritable(folder / name, error, "--proof") from error
    if not quiet:
        count = len(checked.pictures)
        told = "1 picture" if count == 1 else f"{count} pictures"
        click.echo(f"{told} of pages with findings in {folder}", err=True)
