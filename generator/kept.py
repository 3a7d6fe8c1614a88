"""What earlier builds made, in whatever folder or branch: a task → its result, or nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from generator.model.digest import digest_of
from generator.model.document import FitResult, PartFit
from generator.model.finding import Finding
from generator.model.geometry import Rect, Size
from generator.model.mark import Cell, Mark
from generator.model.target import Target
from generator.preflight import Inspection
from generator.render.copyfit import CopyfitResult
from generator.store.cache import Cache
from generator.store.record import read_record, write_record
from generator.versions import tools_digest
from generator.work import Made, MakeTask

_STYLE = re.compile(r'<style(?: data-from="([^"]*)")?>(.*?)</style>', re.DOTALL)
_END_OF_HEAD = b"\n"
"""Between what is told of a kept PDF, as JSON in one line, and its bytes."""
_MOST_FITS = 500
"""Some kB each; twenty editions of six products, in colours of their own and in the usual ones."""
_OF_FITS = (CopyfitResult, FitResult, PartFit)
_OF_INSPECTIONS = (Inspection, Finding, Mark, Cell, Rect, Size, Target)


@dataclass(frozen=True)
class _KeptPdf:
    """A PDF that was made before."""

    pdf: bytes = field(repr=False)
    pages: int
    parts: Mapping[str, str]
    """Digests of what it was made from, by what people call it."""


@dataclass(frozen=True)
class Kept:
    """Results by the key of their task; whatever can't be read is made anew."""

    cache: Cache
    tools: str = field(default_factory=tools_digest)
    _fits: dict[str, CopyfitResult] = field(default_factory=dict, repr=False)
    """What was found here last: the cache may neither be read nor written."""

    def fit(self, key: str) -> CopyfitResult | None:
        """Return the type sizes that a search of this key found before."""
        if key in self._fits:
            return self._fits[key]
        record = self.cache.get("fits", key)
        if record is None:
            return None
        try:
            found: CopyfitResult = read_record(record, *_OF_FITS)
        except ValueError:
            return None
        return found

    def keep_fit(self, key: str, result: CopyfitResult) -> None:
        """Keep type sizes."""
        self._fits[key] = result
        if len(self._fits) > _MOST_FITS:
            del self._fits[next(iter(self._fits))]
        self.cache.put("fits", key, write_record(result))

    def pdf(self, key: str) -> bytes | None:
        """Return the PDF that was made before, checked or not."""
        kept = self._pdf(key)
        return kept.pdf if kept else None

    def made(self, key: str, inspection: Inspection) -> Made | None:
        """Return the PDF that was made before, with what preflight saw of it then."""
        kept = self._pdf(key)
        return Made(kept.pdf, kept.pages, inspection) if kept else None

    def inspection(self, task: MakeTask, key: str) -> Inspection | None:
        """Return what preflight saw of a task's PDF; nothing to see when nobody asked for it."""
        if task.expected is None:
            return Inspection(())
        for one in (self._clean_key(task, key), self._inspection_key(task, key)):
            if (record := self.cache.get("inspections", one)) is not None:
                try:
                    found: Inspection = read_record(record, *_OF_INSPECTIONS)
                except ValueError:
                    continue
                return found
        return None

    def keep_made(self, task: MakeTask, key: str, made: Made) -> None:
        """Keep a PDF and what preflight saw of it."""
        if task.pdf is None:
            head = json.dumps({"pages": made.pages, "parts": _parts_of(task)}).encode()
            self.cache.put("pdfs", key, head + _END_OF_HEAD + made.pdf)
        if task.expected is not None:
            found = made.inspection.findings
            inspection = self._inspection_key(task, key) if found else self._clean_key(task, key)
            self.cache.put("inspections", inspection, write_record(made.inspection))

    def is_outgrown(self, key: str) -> bool:
        """Tell whether a document was seen to need sizes of its own: its slots take more room."""
        return self.cache.get("outgrown", key) is not None

    def keep_outgrown(self, key: str) -> None:
        """Keep that a document needs sizes of its own."""
        self.cache.put("outgrown", key, b"yes")

    def explain(self, task: MakeTask, key: str, earlier: str | None) -> str:
        """Say why a PDF is made anew; `earlier` is the key that it had the last time."""
        if earlier is None:
            return "new"
        if earlier == key:
            return "not in the cache"
        kept = self._pdf(earlier, is_needed=False)
        if kept is None:
            return "changed; what, the cache doesn't know any more"
        before, now = kept.parts, _parts_of(task)
        names = [name for name in now if now[name] != before.get(name)]
        names += [f"{name} (gone)" for name in before if name not in now]
        # A tool that changed may leave all of these as they were.
        return f"changed: {', '.join(names) or 'the software'}"

    def _pdf(self, key: str, *, is_needed: bool = True) -> _KeptPdf | None:
        """Return a PDF and what is told of it; another version may have kept something else."""
        entry = self.cache.get("pdfs", key, is_needed=is_needed) or b""
        head, _, pdf = entry.partition(_END_OF_HEAD)
        if not pdf:
            return None
        try:
            told = json.loads(head)
            return _KeptPdf(pdf, int(told["pages"]), dict(told["parts"]))
        except (ValueError, TypeError, KeyError, OverflowError):
            return None

    def _inspection_key(self, task: MakeTask, key: str) -> str:
        return digest_of(key, task.expected)

    def _clean_key(self, task: MakeTask, key: str) -> str:
        """Return the key of an inspection that found nothing.

        It doesn't depend on where texts are written: only findings tell that. What stands on the
        page is in the document; of texts, only from how far they must be legible counts beside it.
        """
        assert task.expected
        far = {(text.text, text.read_from_m) for text in task.expected.texts if text.read_from_m}
        return digest_of(key, replace(task.expected, texts=()), far)


def _parts_of(task: MakeTask) -> dict[str, str]:
    """Return digests of what a PDF is made from, by what people call it."""
    styles = _STYLE.findall(task.html.text)
    named = {file: _digest_of(style) for file, style in styles if file.startswith("templates/")}
    # Without a file: first measures and colours, then the sizes that the text is set in.
    first, *sizes = (style for file, style in styles if file not in named)
    return {
        "words, pictures or the order on the page": digest_of(_STYLE.sub("", task.html.text)),
        "colours or measures": digest_of(first, task.html.trim, task.html.bleed_mm),
        **named,
        "type sizes": digest_of(sizes),
        "marks, sheets or inks": task.finish_digest,
    }


@lru_cache(maxsize=64)
def _digest_of(style: str) -> str:
    # All documents of a product have the same.
    return digest_of(style)
