"""What a finished PDF was ordered as: its path → what it is measured against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from generator.brief import TICKET, Brief, expected_of
from generator.compose import Composer
from generator.errors import BuildError, UsageError
from generator.files import real_path
from generator.load import Content
from generator.model.document import WHOLE, Html, Part
from generator.model.fit import PageRange
from generator.model.job import ALL, Job
from generator.model.layout import FlipEdge
from generator.model.recorded import RecordedFile
from generator.model.target import Target
from generator.plan import Catalogue, Selection, plan_jobs
from generator.preflight import Expected
from generator.store.manifest import MANIFEST
from generator.store.reading import read_manifest

_PARTS = 4
"""Of a path below the output folder: edition, language, target and file."""
_TILES = ("a4", "a3")


@dataclass(frozen=True)
class Ordered:
    """A job as it was printed, and what its PDF is measured against."""

    job: Job
    expected: Expected


@dataclass
class Orders:
    """Finds what files in output folders were ordered as."""

    content: Content
    catalogue: Catalogue
    composer: Composer
    shop: str | None = None
    """The print shop that press files are for, where somebody says so."""
    planned: dict[Selection, dict[str, Job]] = field(default_factory=dict)
    manifests: dict[Path, Mapping[str, RecordedFile]] = field(default_factory=dict)

    def find(self, path: Path) -> Ordered | None:
        """Return what a PDF was ordered as, by manifest or path; None for what isn't ours."""
        real = real_path(path)
        if len(real.parts) <= _PARTS:
            return None
        name = PurePosixPath(*real.parts[-_PARTS:])
        entry = self._manifest(real.parents[_PARTS - 1]).get(str(name))
        for selection in self._selections(name, entry):
            if job := self._jobs(selection).get(str(name)):
                return self._ordered(job, entry)
        return None

    def _ordered(self, job: Job, entry: RecordedFile | None) -> Ordered:
        edge = entry.flip_edge if entry and entry.flip_edge in [*FlipEdge] else None
        flip = FlipEdge(edge) if edge else None
        brief = Brief.of(job, self.composer.sources, self.content.printing, flip)
        html = _one_page() if job.is_ticket else self.composer.compose(job, brief.bleed_mm)
        sha256 = entry.sha256 if entry else None
        return Ordered(job, replace(expected_of(brief, html), sha256=sha256))

    def _selections(self, name: PurePosixPath, entry: RecordedFile | None) -> list[Selection]:
        """Return what may have been asked for when a file of that name was made."""
        edition, language, target, file = name.parts
        if target not in [*Target]:
            return []
        asked = Selection(
            editions=(edition,),
            languages=(language,),
            targets=(Target(target),),
            formats=(ALL,),
            shop=self.shop if target == Target.PRESS else None,
        )
        if entry:
            shop = entry.shop or None if target == Target.PRESS else None
            tile = entry.tile if entry.tile in _TILES else None
            stock, printer = entry.sheet or None, entry.printer or None
            return [replace(asked, shop=shop, stock=stock, printer=printer, tile=tile)]
        sheets = [one for one in self.content.printing.stock if f"-{one}." in file]
        tiles = [one for one in _TILES if f"-tiles-{one}." in file]
        return [
            *(replace(asked, tile=one) for one in tiles),
            *(replace(asked, stock=one) for one in sheets),
            asked,
        ]

    def _jobs(self, selection: Selection) -> dict[str, Job]:
        """Return the jobs of a selection by path; none when it names what doesn't exist."""
        if selection.stock:
            selection = replace(selection, formats=())
        if selection not in self.planned:
            try:
                jobs = plan_jobs(self.catalogue, selection)
            except UsageError:
                jobs = ()
            self.planned[selection] = {str(job.path): job for job in jobs}
        return self.planned[selection]

    def _manifest(self, output: Path) -> Mapping[str, RecordedFile]:
        """Return the entries of an output folder's manifest by path; none without one."""
        if output not in self.manifests:
            try:
                self.manifests[output] = read_manifest(output / MANIFEST).files
            except (BuildError, UsageError):
                self.manifests[output] = {}
        return self.manifests[output]


def _one_page() -> Html:
    """Stand for a job ticket, whose text is in no campaign."""
    return Html("", TICKET.trim, 0, (Part(WHOLE, PageRange(min=1, max=1)),))
