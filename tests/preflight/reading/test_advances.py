"""Widths of glyphs are read from the font's file and from the PDF, whatever is in them."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Object, Pdf

from generator.preflight.reading.advances import advances_drawn, advances_told
from tests.faults import fonts


def _font(pdf: Pdf, program: bytes) -> Object:
    descriptor = Dictionary(FontFile2=pdf.make_stream(program))
    return pdf.make_indirect(Dictionary(Type=Name.Font, FontDescriptor=descriptor))


def _composite(pdf: Pdf, widths: Array) -> Object:
    descendant = pdf.make_indirect(Dictionary(Type=Name.Font, W=widths))
    return pdf.make_indirect(Dictionary(Type=Name.Font, DescendantFonts=Array([descendant])))


def test_the_widths_of_a_file_are_those_that_fonttools_reads() -> None:
    path: Path = fonts.path()
    whole = TTFont(path)
    scale = 1000 / whole["head"].unitsPerEm
    wanted = {round(width * scale, 3) for width, _ in whole["hmtx"].metrics.values()}

    with pikepdf.new() as pdf:
        found = advances_drawn(_font(pdf, path.read_bytes()))

    assert {round(float(width), 3) for width in found} == wanted


def test_a_broken_file_has_no_widths() -> None:
    program = fonts.path().read_bytes()

    with pikepdf.new() as pdf:
        for part in (b"", b"no font at all", program[:200], program[:800]):
            assert not len(advances_drawn(_font(pdf, part)))


def test_the_widths_of_a_composite_font_come_in_two_forms() -> None:
    with pikepdf.new() as pdf:
        widths = Array([1, Array([500, 510]), 7, 9, 520, 12, Array([530.5])])

        found = advances_told(_composite(pdf, widths))

    assert found.tolist() == [500, 510, 520, 530.5]


def test_an_array_that_is_named_again_and_again_comes_to_an_end() -> None:
    with pikepdf.new() as pdf:
        shared = pdf.make_indirect(Array(list(range(1, 2001))))
        widths = Array([one for first in range(5000) for one in (first, shared)])

        found = advances_told(_composite(pdf, widths))

    assert len(found) == 2000
