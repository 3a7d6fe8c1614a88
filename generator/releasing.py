"""The recipe of `drempels build --release`: ask git first, and pack what was built at last."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.catalogue import open_catalogue
from generator.checkout import Change, ask_git
from generator.errors import (
    BuildError,
    ContentError,
    Problem,
    TemplateError,
    UsageError,
    unwritable,
)
from generator.files import real_path, shown_name
from generator.interrupt import told_of_interrupt
from generator.load import Content
from generator.model.mark import Mark
from generator.model.recorded import Manifest, RecordedFile
from generator.plan import Catalogue
from generator.project import Project
from generator.readme import readmes, require_labels
from generator.report import Order, Report
from generator.store.archive import Archive, DosTime, pack
from generator.store.manifest import MANIFEST, Entry
from generator.store.presence import at_work_in
from generator.store.reading import read_manifest

RELEASE = "release"
_CURE = "commit it (git add, git commit), or set it aside (git stash -u)"
_FIRST_YEAR, _LAST_YEAR = 1980, 2107  # APPNOTE.TXT 4.4.6: seven bits count years from 1980


@dataclass(frozen=True)
class Release:
    """What a release takes beside the PDFs of its build."""

    project: Project
    content: Content
    catalogue: Catalogue
    order: Order
    time: DosTime
    uncompared: str
    """Why nobody knows whether the content is committed; empty where git knows."""

    def pack(self, report: Report) -> tuple[Archive, ...]:
        """Write one zip for each edition that was built, and return them; nothing may have failed.

        Raises BuildError when a PDF isn't what this build made, or a zip can't be written, and
        ContentError or TemplateError for what was edited meanwhile.
        """
        _require_committed(self.project, self.beside)
        output = self.order.output
        manifest = read_manifest(output / MANIFEST)
        archives = tuple(self._archives(_recorded(manifest, report.made), manifest))
        try:
            # As in a build: who is ended leaves nothing behind, or a mark for the next one.
            with at_work_in(output), told_of_interrupt(lambda: None):
                pack(output, output / RELEASE, archives, manifest, self.time)
        except OSError as error:
            raise unwritable(output / RELEASE, error) from error
        return archives

    @property
    def beside(self) -> list[Path]:
        """The spreadsheet that the build reads, and the pictures that it names."""
        pictures = [Path(place) for place, _ in self.content.sheet.logos]
        return [*([self.order.sheet] if self.order.sheet else []), *pictures]

    def _archives(self, files: Sequence[RecordedFile], manifest: Manifest) -> Iterator[Archive]:
        for edition in sorted({file.edition for file in files}):
            own = tuple(file for file in files if file.edition == edition)
            named = self.content.editions[edition]
            texts = readmes(self.content.campaigns, named, self.catalogue.products, own)
            parts = (manifest.campaign, _in_file_names(manifest.version), edition)
            yield Archive("-".join(part for part in parts if part) + ".zip", own, texts)


def prepare_release(project: Project, order: Order) -> Release:
    """Make sure that there is nothing in a release that isn't in git.

    Raises UsageError for what doesn't go together, ContentError or TemplateError for what isn't
    committed, and whatever opening the project raises.
    """
    if not order.check:
        raise UsageError(
            "--release and --no-check don't go together",
            hint="a release holds nothing that wasn't checked",
        )
    uncompared = _require_committed(project, [order.sheet] if order.sheet else [])
    content, catalogue = open_catalogue(project, order.sheet)
    require_labels(content.campaigns.values())
    campaign = next(iter(content.campaigns.values()))
    release = Release(project, content, catalogue, order, _time(campaign.date), uncompared)
    if content.sheet.logos:
        _require_committed(project, release.beside)
    return release


def _recorded(manifest: Manifest, made: Iterable[Entry]) -> list[RecordedFile]:
    """Return what the manifest says of PDFs; raises BuildError where they are another build's."""
    sums = {str(entry.job.path): entry.pdf_sha256 for entry in made}
    files = [file for path, file in manifest.files.items() if path in sums]
    known = {file.path: file.sha256 for file in files}
    if others := sorted(path for path, digest in sums.items() if known.get(path) != digest):
        hint = "another build was at work in the folder. Build again"
        raise BuildError(f"{MANIFEST} has another {others[0]}", hint=hint)
    return files


def _require_committed(project: Project, files: Sequence[Path]) -> str:
    """Return why git can't say whether all is committed, or an empty text: it is."""
    answer = ask_git((project.content_dir, project.templates_dir), files)
    if not answer.changes:
        return answer.unknown
    templates = real_path(project.templates_dir)
    of_templates = all(one.path.is_relative_to(templates) for one in answer.changes)
    problems = [_problem(project, one) for one in answer.changes]
    problems[-1] = Problem(problems[-1].message, problems[-1].mark, _CURE)
    raise (TemplateError if of_templates else ContentError)(problems)


def _problem(project: Project, change: Change) -> Problem:
    root = real_path(project.root)
    inside = change.path.is_relative_to(root)
    name = change.path.relative_to(root).as_posix() if inside else str(change.path)
    return Problem(change.state, Mark(shown_name(name)))


def _time(date: datetime.date) -> DosTime:
    """Return the campaign's date as zips have times: the nearest that they can have."""
    if date.year < _FIRST_YEAR:
        return (_FIRST_YEAR, 1, 1, 0, 0, 0)
    if date.year > _LAST_YEAR:
        return (_LAST_YEAR, 12, 31, 0, 0, 0)
    return (date.year, date.month, date.day, 0, 0, 0)


def _in_file_names(version: str) -> str:
    plain = unicodedata.normalize("NFKD", version).encode("ascii", "ignore").decode()
    return re.sub("[^A-Za-z0-9.]+", "-", plain).strip("-.")
