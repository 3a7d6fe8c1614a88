"""Make a document of two-sided sheets print true: PDF → PDF in black ink that asks for 100%."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Dictionary, Name, Operator

from generator.finish.assemble import DUPLEX
from generator.finish.boxes import save
from generator.model.layout import FlipEdge

_GREY = {"rg": Operator("g"), "RG": Operator("G")}


def print_in_black(pdf: bytes, flip: FlipEdge) -> bytes:
    """Return the PDF with its RGB black as black ink, to be printed as it is on both sides.

    Black that is mixed of colours would blur: printers put them down a little apart.
    """
    with pikepdf.open(BytesIO(pdf)) as opened:
        for page in opened.pages:
            drawn = [_in_black(one) for one in pikepdf.parse_content_stream(page)]
            page.Contents = opened.make_stream(pikepdf.unparse_content_stream(drawn))
        # ISO 32000-1, table 150. Fitted to the printer's page, a millimetre would not be one.
        opened.Root.ViewerPreferences = Dictionary(
            DisplayDocTitle=True, PrintScaling=Name("/None"), Duplex=DUPLEX[flip]
        )
        return save(opened)


def _in_black(
    drawn: ContentStreamInstruction | ContentStreamInlineImage,
) -> ContentStreamInstruction | ContentStreamInlineImage:
    grey = _GREY.get(str(drawn.operator))
    if grey is None or any(float(part) != 0 for part in drawn.operands):
        return drawn
    return ContentStreamInstruction([0], grey)
