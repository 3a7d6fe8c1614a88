"""What a result is kept under: all that it depends on, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.finish.options import FinishOptions
from generator.kept import Kept
from generator.model.document import WHOLE, Html, Part, Slot, marked_slot
from generator.model.geometry import Size
from generator.model.mark import Mark
from generator.model.product import PageRange, Target
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
