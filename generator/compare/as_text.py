"""Tell what differs to people: blocks → lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import click

from generator.compare.blocks import Block, Group, Told, fold_by_barrier
from generator.compare.files import Comparison
from generator.compare.words import TextChange
from generator.model.recorded import Manifest

_MOST_EDITIONS, _MOST_FILES, _MOST_LETTERS = 6, 12, 400


def text_of(comparison: Comparison) -> str:
    """Return what differs as lines, in colours that click leaves out where there is no terminal."""
    if comparison.is_empty:
        return "nothing differs\n"
    lines = [*_heading(comparison.old, comparison.new)]
    for group in fold_by_barrier(comparison):
        lines += ["", click.style(_title(group), bold=True)]
        for block in group.blocks:
            lines += _block(block)
        for told in group.notes:
            lines += [f"  {told.what}", *_files(told.files, 4)]
        for name, files in (("added", group.added), ("left out", group.removed)):
            if files:
                lines += [f"  {name}", *_files(files, 4)]
    return "\n".join([*lines, "", _totals(comparison)]) + "\n"


def _heading(old: Manifest, new: Manifest) -> Iterator[str]:
    before, after = (f"{one.campaign} {one.version}".strip() for one in (old, new))
    yield before if before == after else f"{before} → {after}"
    if old.tools != new.tools:
        names = sorted({*old.tools, *new.tools})
        yield "made with " + ", ".join(
            f"{name} {_version(old.tools, name)} → {_version(new.tools, name)}"
            for name in names
            if old.tools.get(name) != new.tools.get(name)
        )


def _version(tools: Mapping[str, str], name: str) -> str:
    return tools.get(name, "none")


def _title(group: Group) -> str:
    editions = group.editions
    shown = ", ".join(editions[:_MOST_EDITIONS])
    more = f" and {len(editions) - _MOST_EDITIONS} more" if len(editions) > _MOST_EDITIONS else ""
    return ", ".join(part for part in (f"{shown}{more}", group.language) if part) or "files"


def _block(block: Block) -> Iterator[str]:
    name = f"drempel {block.barrier}" if block.barrier else "the whole campaign"
    products = f" ({', '.join(block.products)})" if block.products else ""
    yield f"  {name}{products}"
    for told in block.told:
        yield f"    {told.kind}: {_what(told)}"
        yield from _files(told.files, 6)


def _what(told: Told) -> str:
    if not isinstance(told.what, TextChange):
        return told.what
    change = told.what
    words = [f"… {change.before}"] if change.before else []
    for part in change.parts:
        text = _shortened(part.text)
        if part.kind == "old":
            words.append(click.style(f"[-{text}-]", fg="red"))
        elif part.kind == "new":
            words.append(click.style(f"{{+{text}+}}", fg="green"))
        else:
            words.append(text)
    return " ".join([*words, f"{change.after} …"] if change.after else words)


def _shortened(text: str) -> str:
    if len(text) <= _MOST_LETTERS:
        return text
    half = _MOST_LETTERS // 2
    return f"{text[:half]} … {text[-half:]}"


def _files(files: tuple[str, ...], indent: int) -> Iterator[str]:
    for line in files[:_MOST_FILES]:
        yield f"{' ' * indent}{line}"
    if more := len(files[_MOST_FILES:]):
        yield f"{' ' * indent}and {more} more"


def _totals(comparison: Comparison) -> str:
    other_bytes = sum(one.has_other_bytes for one in comparison.changed)
    same = len(comparison.new.files) - len(comparison.added) - other_bytes
    return (
        f"{_counted(other_bytes)} changed, {len(comparison.added)} added, "
        f"{len(comparison.removed)} left out, {same} the same"
    )


def _counted(files: int) -> str:
    return "1 file" if files == 1 else f"{files} files"
