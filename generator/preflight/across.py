"""Check files side by side: the same words in each rendition, a back for each front."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from pathlib import PurePath

from generator.model.finding import Finding
from generator.model.geometry import Size
from generator.model.job import Job
from generator.model.target import Target
from generator.preflight.differing import first_difference, likeness, quoted
from generator.preflight.expected import Fault
from generator.preflight.inspected import Inspected
from generator.preflight.rule import PAPER, Rule

_TARGETS = (Target.SCREEN, Target.OFFICE, Target.PRESS)
"""What the first one says is taken for right: it is read most, and by machines, too."""
_SIZE_TOLERANCE_MM = 0.1
_SIDES = (("front", "back"), ("fronts", "backs"), ("voorkant", "achterkant"))


def compare(files: Sequence[Inspected]) -> list[Finding]:
    """Return what is wrong with files side by side, rule by rule."""
    return [rule.finding(fault) for rule in ACROSS_RULES for fault in rule.check(files)]


def same_text(files: Sequence[Inspected]) -> Iterator[Fault]:
    """Find renditions of one job that don't say the same, word for word."""
    for group in _groups(files, _rendition_of):
        ordered = sorted(group, key=lambda one: _TARGETS.index(one[1].target))
        by_target: dict[Target, list[Inspected]] = defaultdict(list)
        for file, job in ordered:
            by_target[job.target].append(file)
        (_, first), *others = by_target.items()
        for target, second in others:
            in_any_order = any(one.inspection.is_imposed for one in (*first, *second))
            if difference := _difference(_words_of(first), _words_of(second), in_any_order):
                ours, theirs = difference
                yield Fault(
                    f"the text is not that of the {ordered[0][1].target} PDF: "
                    f"it says {theirs} where that says {ours}",
                    detail=f"compared with {first[0].path}",
                    file=second[0].path,
                    document=f"{PurePath(second[0].path).stem} for the {target}",
                )


def _words_of(files: Iterable[Inspected]) -> frozenset[str]:
    """Return the panels of files, each once: some sheets have two of a kind."""
    return frozenset(panel for file in files for panel in file.inspection.panels)


def _difference(
    one: frozenset[str], other: frozenset[str], in_any_order: bool
) -> tuple[str, str] | None:
    """Return the words in which two sets of panels differ first; None when they don't."""
    missing, added = sorted(one - other), sorted(other - one)
    if in_any_order:
        apart = {*map(_sorted_words, missing)} ^ {*map(_sorted_words, added)}
        missing = [panel for panel in missing if _sorted_words(panel) in apart]
        added = [panel for panel in added if _sorted_words(panel) in apart]
    if not missing and not added:
        return None
    if not missing or not added:
        return quoted((missing or [""])[0].split()), quoted((added or [""])[0].split())
    pairs = [(a.split(), b.split()) for a in missing for b in added]
    return first_difference(*max(pairs, key=lambda pair: likeness(*pair)))


def _sorted_words(panel: str) -> str:
    return " ".join(sorted(panel.split()))


def _rendition_of(job: Job) -> Hashable:
    """Return what renditions have in common; None for what shows more, less or a part of it."""
    if job.is_ticket or job.stock or job.tile:
        return None
    return (job.edition, job.language, job.product, job.barrier, job.format.name)


def back_missing(files: Sequence[Inspected]) -> Iterator[Fault]:
    """Find cards without a back, and fronts and backs that don't agree in number or size."""
    for file in files:
        inspection = file.inspection
        if inspection.has_backs and inspection.target in PAPER and len(inspection.sizes) % 2:
            yield Fault(
                f"{len(inspection.sizes)} pages for fronts and backs: one card lacks a side",
                file=file.path,
                document=PurePath(file.path).stem,
            )
    for front, back in _halves(files):
        fronts, backs = front.inspection.sizes, back.inspection.sizes
        if len(fronts) != len(backs):
            message = f"{len(backs)} backs for {len(fronts)} fronts"
        elif not all(_agree(one, other) for one, other in zip(fronts, backs, strict=True)):
            message = "backs and fronts have different sizes"
        else:
            continue
        yield Fault(
            message,
            detail=f"compared with {front.path}",
            file=back.path,
            document=PurePath(back.path).stem,
        )


def _halves(files: Sequence[Inspected]) -> Iterator[tuple[Inspected, Inspected]]:
    """Yield the files of fronts with those of their backs, by their names."""
    by_path = {file.path: file for file in files}
    for path, file in by_path.items():
        for front, back in _SIDES:
            head, found, tail = path.rpartition(front)
            if found and (other := by_path.get(f"{head}{back}{tail}")):
                yield file, other
                break


def _agree(one: Size | None, other: Size | None) -> bool:
    if one is None or other is None:
        return one is other
    off = (one.width_mm - other.width_mm, one.height_mm - other.height_mm)
    return max(map(abs, off)) <= _SIZE_TOLERANCE_MM


def same_lines(files: Sequence[Inspected]) -> Iterator[Fault]:
    """Find formats of one design that break their lines in other places."""
    for group in _groups(files, _family_of):
        (first, _), *others = group
        for file, _ in others:
            pairs = zip(first.inspection.lines, file.inspection.lines, strict=False)
            broken = next((pair for pair in pairs if pair[0] != pair[1]), None)
            if broken or len(first.inspection.lines) != len(file.inspection.lines):
                here, there = broken or ("", "")
                yield Fault(
                    f"lines break elsewhere than in the other formats: '{there}', not '{here}'",
                    detail=f"compared with {first.path}",
                    file=file.path,
                    document=PurePath(file.path).stem,
                )


def _family_of(job: Job) -> Hashable:
    """Return what the formats of one design have in common: one of them leads all."""
    if job.is_ticket or job.stock or job.tile:
        return None
    return (job.series, job.barrier, job.half)


def _groups(
    files: Sequence[Inspected], key: Callable[[Job], Hashable]
) -> Iterator[list[tuple[Inspected, Job]]]:
    """Yield files that belong together, two at least, in the order of their paths."""
    groups: dict[Hashable, list[tuple[Inspected, Job]]] = defaultdict(list)
    for file in sorted(files, key=lambda one: one.path):
        if file.job is None or file.inspection.target is None:
            continue
        if (shared := key(file.job)) is not None:
            groups[shared].append((file, file.job))
    yield from (group for group in groups.values() if len(group) > 1)


ACROSS_RULES = (
    Rule(
        id="same-text",
        severity="error",
        why="Who reads the accessible PDF must read what hangs on the wall.",
        source="WCAG 2.2, conforming alternate version: the same information",
        cure="Build all targets again, from the same text.",
        check=same_text,
    ),
    Rule(
        id="back-missing",
        severity="error",
        why="One back too few, and every card after it has another card’s back.",
        source="Trade practice: fronts and backs in pairs, of one size",
        cure="Export every card with its front and its back.",
        check=back_missing,
        targets=PAPER,
    ),
    Rule(
        id="same-lines",
        severity="warning",
        why="A proof in a small format stands for the large one only when lines break alike.",
        source="The design: the same composition from a4 to a0",
        cure="Build all formats again with the same version.",
        check=same_lines,
    ),
)
