"""Fold what differs into what is told: changed files → blocks, one for each barrier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.compare.files import ChangedFile, Comparison
from generator.compare.owners import Owner
from generator.compare.picture import PictureChange
from generator.compare.words import TextChange
from generator.model.recorded import RecordedFile

Place = tuple[RecordedFile, int | None]
"""A file, and a page of it."""


@dataclass(frozen=True)
class Told:
    """One thing that differs, told once for all the files that it is found in."""

    kind: str
    """`text`, `text below`, `picture`, or what a manifest says otherwise."""
    what: str | TextChange
    files: tuple[str, ...]
    """Lines such as `poster-03-a3.pdf: office, screen`."""


@dataclass(frozen=True)
class Block:
    """What differs of one barrier, or of the campaign as a whole."""

    barrier: int | None
    products: tuple[str, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Group:
    """What differs of an edition in a language; editions of which it is the same stand together."""

    editions: tuple[str, ...]
    language: str
    blocks: tuple[Block, ...]
    notes: tuple[Told, ...]
    """Files of which there is no more to say than one sentence."""
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass
class _Gathered:
    """What is found of one barrier, file by file."""

    products: set[str] = field(default_factory=set)
    texts: list[tuple[str, TextChange, list[Place]]] = field(default_factory=list)
    pictures: dict[str, list[tuple[RecordedFile, PictureChange]]] = field(default_factory=dict)
    """By the file's name."""
    others: dict[tuple[str, str], list[Place]] = field(default_factory=dict)
    """What manifests say otherwise, by its kind and sentence."""

    def add_text(self, file: RecordedFile, change: TextChange, owner: Owner) -> None:
        """Add a changed text, to the same one in other files if it is there."""
        self.products.add(file.product)
        for _, known, places in self.texts:
            if known.is_like(change):
                places.append((file, change.page))
                return
        kind = "text" if owner.is_sure or owner.barrier is None else "text below"
        self.texts.append((kind, change, [(file, change.page)]))

    def add_picture(self, file: RecordedFile, change: PictureChange) -> None:
        """Add a changed picture of a page."""
        self.products.add(file.product)
        self.pictures.setdefault(file.name, []).append((file, change))

    def add(self, file: RecordedFile, kind: str, sentence: str) -> None:
        """Add what a manifest says otherwise."""
        self.products.add(file.product)
        self.others.setdefault((kind, sentence), []).append((file, None))

    def block(self, barrier: int | None) -> Block:
        """Return all of it as it is told."""
        told = [Told(kind, change, _lines(places)) for kind, change, places in self.texts]
        told += [Told("picture", _share(found), _shown(found)) for found in self.pictures.values()]
        told += [Told(kind, what, _lines(files)) for (kind, what), files in self.others.items()]
        return Block(barrier, tuple(sorted(filter(None, self.products))), tuple(told))


def fold_by_barrier(comparison: Comparison) -> tuple[Group, ...]:
    """Return what differs by edition, language and barrier; the whole campaign comes last."""
    keys = {
        _key(file)
        for file in (
            *comparison.added,
            *comparison.removed,
            *(one.new for one in comparison.changed),
        )
    }
    folded: dict[tuple[object, ...], Group] = {}
    for edition, language in sorted(keys):
        key = edition, language
        changed = [one for one in comparison.changed if _key(one.new) == key]
        blocks, notes = _blocks(changed), _notes(changed)
        added, removed = (
            _lines([(file, None) for file in files if _key(file) == key])
            for files in (comparison.added, comparison.removed)
        )
        same = (language, blocks, notes, added, removed)
        before = folded[same].editions if same in folded else ()
        folded[same] = Group((*before, edition), language, blocks, notes, added, removed)
    return tuple(folded.values())


def _key(file: RecordedFile) -> tuple[str, str]:
    return file.edition, file.language


def _blocks(changed: Sequence[ChangedFile]) -> tuple[Block, ...]:
    gathered: dict[int | None, _Gathered] = {}

    def of(barrier: int | None) -> _Gathered:
        return gathered.setdefault(barrier, _Gathered())

    for one in changed:
        file = one.new
        for owner, text in one.texts:
            of(owner.barrier).add_text(file, text, owner)
        for owner, picture in one.pictures:
            of(owner.barrier).add_picture(file, picture)
        for fact in one.facts:
            of(file.barrier).add(file, fact.name, f"{fact.old} → {fact.new}")
        for kind, findings in zip(("not found any more", "found"), one.findings, strict=True):
            for finding in findings:
                of(file.barrier).add(file, kind, finding)
    last = max((number for number in gathered if number), default=0) + 1
    return tuple(
        gathered[barrier].block(barrier)
        for barrier in sorted(gathered, key=lambda one: one or last)
    )


def _notes(changed: Sequence[ChangedFile]) -> tuple[Told, ...]:
    gathered = _Gathered()
    for one in changed:
        if one.note:
            gathered.add(one.new, "note", one.note)
    return gathered.block(None).told


def _lines(places: Iterable[Place]) -> tuple[str, ...]:
    """Return files by name, each with its targets, and with pages where it has several."""
    by_name: dict[str, dict[str, set[int]]] = {}
    for file, page in sorted(places, key=lambda one: one[0].path):
        target = file.target or file.path.rpartition("/")[0]
        pages = by_name.setdefault(file.name, {}).setdefault(target, set())
        if page is not None and (file.pages or 1) > 1:
            pages.add(page)
    return tuple(
        f"{name}: {', '.join(f'{target}{_ranges(pages)}' for target, pages in targets.items())}"
        for name, targets in by_name.items()
    )


def _ranges(pages: set[int]) -> str:
    """Return pages as people write them: ` page 3`, ` pages 3-5 + 8`."""
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    told = " + ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f" {'page' if len(pages) == 1 else 'pages'} {told}" if pages else ""


def _shown(found: Sequence[tuple[RecordedFile, PictureChange]]) -> tuple[str, ...]:
    return _lines((file, change.page) for file, change in found)


def _share(found: Sequence[tuple[RecordedFile, PictureChange]]) -> str:
    """Return how much of a page differs and where, in all the files that it stands in."""
    changes = [change for _, change in found]
    if notes := sorted({one.note for one in changes if one.note}):
        return "; ".join(notes)
    low, high = (_percent(most(one.share for one in changes)) for most in (min, max))
    share = low if low == high else f"{low} to {high}"
    widest = max(changes, key=lambda one: one.share)
    first = widest.places[0]
    more = len(widest.places) - 1
    others = "" if not more else ", and 1 more place" if more == 1 else f", and {more} more places"
    at = f"{first.left:.0f}–{first.right:.0f} × {first.top:.0f}–{first.bottom:.0f} mm"
    return f"{share} of the page, {widest.where} ({at}){others}"


def _percent(share: float) -> str:
    return "under 0.1 %" if share < 0.001 else f"{100 * share:.1f} %"
