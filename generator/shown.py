"""What a person sees of the PDFs that were made: rows → plain lines or a table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from generator.standing import UNCHANGED, Last, Row


def show_last(last: Last, output: Path, *, quiet: bool, explain: bool) -> int:
    """Print what stands since the last build, and return the exit code."""
    if explain:
        show_reasons((row.path, UNCHANGED) for row in last.rows)
    if not quiet:
        show_rows(last.rows)
        for line in last.warnings:
            click.echo(line, err=True)
        show_sum(last.rows, output)
    return 0


def show_reasons(reasons: Iterable[tuple[str, str]]) -> None:
    """Print why each PDF was made anew, or that it wasn't."""
    _print_lines(f"{path}: {reason}" for path, reason in sorted(reasons))


def show_rows(rows: Sequence[Row]) -> None:
    """Print a line for each PDF; on a terminal, show_sum has a table instead."""
    if sys.stdout.isatty():
        return
    _print_lines(
        f"{row.path} ({'1 page' if row.pages == 1 else f'{row.pages} pages'}, "
        f"{row.size / 1000:.0f} kB)"
        for row in rows
    )


def show_sum(rows: Sequence[Row], output: Path) -> None:
    """Print how many PDFs there are, on a terminal by product and target."""
    if sys.stdout.isatty() and rows:
        _print_table(rows)
    click.echo(f"{len(rows)} {'PDF' if len(rows) == 1 else 'PDFs'} in {output}")


def _print_lines(lines: Iterable[str]) -> None:
    # At once: a flush for each of 24,000 lines takes longer than all else that an idle build does.
    if text := "\n".join(lines):
        click.echo(text)


def _print_table(rows: Sequence[Row]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table("product", "edition", "language", "target", "format", box=SIMPLE_HEAD)
    for name in ("PDFs", "pages", "kB", "type"):
        table.add_column(name, justify="right")
    groups: dict[tuple[str, str, str, str, str], list[Row]] = {}
    for row in rows:
        key = (row.product, row.edition, row.language, row.target, row.format)
        groups.setdefault(key, []).append(row)
    for key, members in sorted(groups.items()):
        scales = sorted({f"{row.scale:.2f}" for row in members})
        table.add_row(
            *key,
            str(len(members)),
            str(sum(row.pages for row in members)),
            f"{sum(row.size for row in members) / 1000:.0f}",
            ", ".join(scales),
        )
    Console().print(table)
