"""What a result is kept under: all that it depends on, and nothing more."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from generator.finish.options import FinishOptions
from generator.kept import Kept
from generator.model.document import WHOLE, Html, Part, Slot, marked_slot
from generator.model.fit import PageRange
from generator.model.geometry import Size
from generator.model.mark import Mark
from generator.model.target import Target
from generator.preflight import Inspection
from generator.preflight.expected import Expected, SourceText
from generator.store.cache import Cache
from generator.work import Made, MakeTask

KEY = "a" * 64
SLOT = marked_slot(Slot("sender", "", "<p>Dorp</p>"))


def task(body: str, most: int = 1, expected: Expected | None = None) -> MakeTask:
    text = f"<html><head><style>p{{}}</style></head><body>{body}</body></html>"
    html = Html(text, Size(100, 60), 0, (Part(WHOLE, PageRange(min=1, max=most)),))
    return MakeTask(html, True, FinishOptions(), expected)


def test_how_many_pages_there_may_be_counts_where_slots_may_need_another_size() -> None:
    assert task(SLOT).key("") != task(SLOT, most=2).key("")
    assert task("<p>Dorp</p>").key("") == task("<p>Dorp</p>", most=2).key("")


def test_a_clean_inspection_counts_for_the_distances_that_texts_were_measured_at(
    tmp_path: Path,
) -> None:
    kept = Kept(Cache(tmp_path), "tools")
    head = SourceText("the head", "Kop", Mark("a.yaml", 1), 1.5)
    answer = SourceText("the answer", "Antwoord", Mark("a.yaml", 2))
    expected = Expected(target=Target.SCREEN, texts=(head, answer))
    made = task("", expected=expected)
    kept.keep_made(made, KEY, Made(b"%PDF", 1, Inspection(())))
    assert kept.inspection(made, KEY) is not None
    moved = replace(answer, mark=Mark("a.yaml", 9))
    assert kept.inspection(replace(made, expected=replace(expected, texts=(head, moved))), KEY)
    afar = replace(answer, read_from_m=1.5)
    further = replace(made, expected=replace(expected, texts=(head, afar)))
    assert kept.inspection(further, KEY) is None


def test_a_pdf_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    kept = Kept(Cache(tmp_path), "tools")
    made = Made(b"%PDF-1.7\n%%EOF\n", 12, Inspection(()))
    kept.keep_made(task(""), KEY, made)
    assert kept.made(KEY, made.inspection) == made
    assert kept.pdf(KEY) == made.pdf
    assert kept.explain(task("<p>Dorp</p>"), "b" * 64, KEY) == (
        "changed: words, pictures or the order on the page"
    )


@pytest.mark.parametrize(
    "entry",
    [
        b"", b"%PDF-1.7\n%%EOF", b"\0\0\0\1%PDF-1.7\n", b"\0\0\0\n%PDF", b"{}\n%PDF", b"[]\n%PDF",
        b'{"pages": Infinity, "parts": {}}\n%PDF', b'{"pages": 1, "parts": 1}\n%PDF',
        b'{"pages": 1, "parts": {}}', b'{"pages": 1, "parts": {}}\n',
    ],
)  # fmt: skip
def test_what_another_version_kept_is_made_anew(tmp_path: Path, entry: bytes) -> None:
    kept = Kept(Cache(tmp_path), "tools")
    kept.cache.put("pdfs", KEY, entry)
    assert kept.pdf(KEY) is None
    assert kept.made(KEY, Inspection(())) is None
    assert kept.explain(task(""), "b" * 64, KEY) == (
        "changed; what, the cache doesn't know any more"
    )


def test_what_is_only_looked_at_stays_no_longer_for_that(tmp_path: Path) -> None:
    kept = Kept(Cache(tmp_path), "tools")
    kept.keep_made(task(""), KEY, Made(b"%PDF", 1, Inspection(())))
    (entry,) = (tmp_path / "pdfs").rglob(KEY)
    os.utime(entry, (1, 1))
    kept.explain(task("<p>Dorp</p>"), "b" * 64, KEY)
    assert entry.stat().st_mtime == 1
    kept.pdf(KEY)
    assert entry.stat().st_mtime > 1
