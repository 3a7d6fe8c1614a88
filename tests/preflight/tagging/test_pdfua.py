"""What a validator of PDF/UA finds, in words for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from generator.model.target import Target
from generator.preflight import Expected, inspect
from tests.preflight.conftest import found
from tests.preflight.tagging.test_structure import elements

if TYPE_CHECKING:
    from tests.preflight.conftest import Change, MakePdf

Changed = Callable[[bytes, "Change"], bytes]
BODY = '<h1>Een drempel</h1><p><a href="https://voorbeeld.nl/">voorbeeld.nl</a><ul><li>Punt</ul>'


def with_a_rule(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


def without_tabs(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/Tabs"]


def with_suspects(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def with_an_unknown_type(pdf: pikepdf.Pdf) -> None:
    next(elements(pdf, "P")).S = Name.Alinea


def with_roles_in_a_circle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(A=Name.B, B=Name.A)


def with_a_list_that_is_none(pdf: pikepdf.Pdf) -> None:
    next(elements(pdf, "LI")).S = Name.P


def without_a_claim(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        del metadata["pdfuaid:part"]


def with_a_link_outside(pdf: pikepdf.Pdf) -> None:
    next(elements(pdf, "Link")).S = Name.Span


@pytest.mark.parametrize(
    ("spoil", "message", "clause", "page"),
    [
        (with_a_rule, "something is neither in the structure nor", "7.1", 1),
        (without_tabs, "the Tab key doesn't follow the structure", "7.18.3", 1),
        (with_suspects, "the file says itself that its structure may be wrong", "7.1", None),
        (with_an_unknown_type, "the structure has types that readers don't know", "7.1", None),
        (with_roles_in_a_circle, "the structure has types that readers don't know", "7.1", None),
        (with_a_list_that_is_none, "a list is not built as readers expect it", "7.2", None),
        (without_a_claim, "the file doesn't say, or not rightly, that it is PDF/UA-1", "5", None),
    ],
)
def test_what_breaks_pdf_ua_is_found(
    make_pdf: MakePdf,
    expected: Expected,
    changed: Changed,
    spoil: Change,
    message: str,
    clause: str,
    page: int | None,
) -> None:
    assert found(make_pdf(BODY), expected, "pdf-ua", "link-text", "tagged") == []
    findings = found(changed(make_pdf(BODY), spoil), expected, "pdf-ua")
    finding = findings[0]
    assert finding.message.startswith(message)
    assert finding.detail.startswith(f"ISO 14289-1, {clause}: ")
    assert finding.page == page
    assert len({one.message for one in findings}) == len(findings) == 1


def test_a_link_in_the_wrong_element_is_found_once(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    pdf = changed(make_pdf(BODY), with_a_link_outside)
    (finding,) = found(pdf, expected, "pdf-ua", "link-text")
    assert finding.message == "the link 'voorbeeld.nl' is not in the structure"


def test_only_files_for_screens_must_keep_pdf_ua(
    make_pdf: MakePdf, expected: Expected, changed: Changed
) -> None:
    pdf = changed(make_pdf(BODY), with_a_rule)
    assert found(pdf, replace(expected, target=Target.OFFICE), "pdf-ua") == []


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_damaged_structure_is_no_crash(
    make_pdf: MakePdf, expected: Expected, data: st.DataObject
) -> None:
    strange = (
        None, 7, -1, 1e30, True, "x", Name.X, Array([]), Dictionary(), Array([3, Name.P, "y"])
    )  # fmt: skip

    def spoil(pdf: pikepdf.Pdf) -> None:
        owners = [
            thing
            for thing in pdf.objects
            if isinstance(thing, Dictionary) and thing.get("/Type") != Name.ObjStm
        ]
        for _ in range(data.draw(st.integers(1, 3))):
            owner = owners[data.draw(st.integers(0, len(owners) - 1))]
            keys = sorted(key for key, _ in owner.items() if key not in ("/Pages", "/Kids"))
            key = data.draw(st.sampled_from(keys or ["/X"]))
            value = data.draw(st.sampled_from((*strange, *owners[:20])))
            if value is None and key in owner:
                del owner[key]
            elif value is not None:
                owner[key] = pikepdf.String(value) if isinstance(value, str) else value

    saved = BytesIO()
    with pikepdf.open(BytesIO(make_pdf(BODY))) as opened:
        spoil(opened)
        opened.save(saved, fix_metadata_version=False)
    foreign = Expected(target=data.draw(st.sampled_from(Target)))
    asked = data.draw(st.sampled_from((expected, foreign)))
    inspect(saved.getvalue(), asked)  # raises nothing
