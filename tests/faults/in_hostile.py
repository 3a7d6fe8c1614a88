"""Files that break what reads them: broken, locked, endless, enormous."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from generator.checking import CheckOrder, check
from generator.guard import Limits
from generator.model.finding import Finding
from generator.model.target import Target
from generator.project import Project
from tests.campaign import REPOSITORY
from tests.faults.change import changed, saved
from tests.faults.cleans import FLYER, LETTER, PRESS_CARD
from tests.faults.fault import Fault, Files, PdfSample, Sample, fault

SECONDS = 3.0
"""What a file may take here; people's may take a minute."""


def _one_page(content: bytes = b"", **entries: Any) -> Pdf:
    pdf = pikepdf.new()
    page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 300, 400]), **entries)
    page.Contents = pdf.make_stream(content)
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def _packed(part: bytes, times: int) -> bytes:
    """Return a part many times over, deflated (RFC 1950), without ever having the whole of it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 1
    for _ in range(times):
        checksum = zlib.adler32(part, checksum)
    return b"\x78\x9c" + block * times + b"\x03\x00" + checksum.to_bytes(4, "big")


def _bomb() -> bytes:
    """Return a page whose contents are a thousand times as long as they look."""
    pdf = _one_page()
    pdf.pages[0].Contents.write(_packed(b"0 0 1 1 re f\n" * 80_000, 900), filter=Name.FlateDecode)
    return saved(pdf)


def _long_contents() -> bytes:
    """Return a page of a megabyte of lines."""
    pdf = _one_page()
    lines = (f"{x % 300} {x % 400} m {x % 299} {x % 397} l S\n" for x in range(400))
    packed = _packed("".join(lines).encode(), 120)
    pdf.pages[0].Contents.write(packed, filter=Name.FlateDecode)
    return saved(pdf)


def _many_pages() -> bytes:
    pdf = _one_page(b"0 0 50 50 re f")
    contents = pdf.pages[0].obj.Contents
    for _ in range(4_999):
        page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 300, 400]), Contents=contents)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return saved(pdf)


def _many_objects() -> bytes:
    """Return a page whose resources are five thousand forms."""
    pdf = _one_page(b"/X0 Do")
    forms = Dictionary()
    for number in range(5_000):
        form = Stream(pdf, b"0 0 1 1 re f", Type=Name.XObject, Subtype=Name.Form)
        form.BBox = Array([0, 0, 9, 9])
        forms[f"/X{number}"] = pdf.make_indirect(form)
    pdf.pages[0].obj.Resources = Dictionary(XObject=forms)
    return saved(pdf)


def _nested_forms(depth: int = 800) -> bytes:
    """Return a form in a form in a form, and so on."""
    pdf = _one_page(b"/X Do")
    inner = Dictionary()
    for _ in range(depth):
        form = Stream(pdf, b"/X Do", Type=Name.XObject, Subtype=Name.Form, Resources=inner)
        form.BBox = Array([0, 0, 300, 400])
        inner = Dictionary(XObject=Dictionary(X=pdf.make_indirect(form)))
    pdf.pages[0].obj.Resources = inner
    return saved(pdf)


def _billion_laughs() -> bytes:
    """Return a form that draws ten forms, which draw ten each, and so on."""
    pdf = _one_page(b"/X Do")
    inner, drawn = Dictionary(), b"0 0 1 1 re f"
    for _ in range(12):
        form = Stream(pdf, drawn, Type=Name.XObject, Subtype=Name.Form, Resources=inner)
        form.BBox = Array([0, 0, 300, 400])
        inner, drawn = Dictionary(XObject=Dictionary(X=pdf.make_indirect(form))), b"/X Do " * 10
    pdf.pages[0].obj.Resources = inner
    return saved(pdf)


def _drawing_each_other() -> bytes:
    pdf = _one_page(b"/A Do")
    forms = []
    for name in ("B", "A"):
        form = Stream(pdf, f"/{name} Do".encode(), Type=Name.XObject, Subtype=Name.Form)
        form.BBox = Array([0, 0, 300, 400])
        forms.append(pdf.make_indirect(form))
    for form in forms:
        form.Resources = Dictionary(XObject=Dictionary(A=forms[0], B=forms[1]))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(A=forms[0]))
    return saved(pdf)


def _huge_picture() -> bytes:
    """Return a picture of 200 megabytes, packed in one fifth of one."""
    pdf = _one_page(b"q 300 0 0 400 0 0 cm /P Do Q")
    made = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Image, BitsPerComponent=8)
    made.Width, made.Height = 25_000, 2_000
    made.ColorSpace = Name.DeviceCMYK
    made.write(_packed(bytes(10_000_000), 20), filter=Name.FlateDecode)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(P=pdf.make_indirect(made)))
    return saved(pdf)


def _deep_array() -> bytes:
    """Return an array in an array, and so on, far deeper than any reader follows."""
    whole = saved(_one_page(b"0 0 9 9 re f"))
    return whole.replace(
        b"/MediaBox", b"/Odd " + b"[" * 100_000 + b"]" * 100_000 + b" /MediaBox", 1
    )


def _huge_page() -> bytes:
    pdf = _one_page(b"0 0 9 9 re f")
    pdf.pages[0].obj.MediaBox = Array([0, 0, 28_346, 28_346])
    return saved(pdf)


def _page_tree_in_a_circle() -> bytes:
    pdf = _one_page(b"0 0 9 9 re f")
    pdf.pages[0].obj.Parent.Kids.append(pdf.Root.Pages)
    return saved(pdf)


def _locked() -> bytes:
    with pikepdf.open(BytesIO(LETTER.make())) as pdf:
        written = BytesIO()
        pdf.save(written, encryption=pikepdf.Encryption(owner="geheim", user="geheim"))
    return written.getvalue()


def _cut(clean: PdfSample, share: float) -> Callable[[], bytes]:
    def cut() -> bytes:
        whole = clean.make()
        return whole[: int(len(whole) * share)]

    return cut


def _no_pages(pdf: Pdf) -> None:
    pdf.Root.Pages = Dictionary(Type=Name.Pages, Kids=Array([]), Count=0)


_BROKEN: dict[str, Callable[[], bytes]] = {
    "empty-file": lambda: b"",
    "no-pdf-at-all": lambda: b"Dit is een brief, en geen pdf.\n" * 40,
    "word-file-called-pdf": lambda: b"PK\x03\x04" + bytes(range(256)) * 20,
    "cut-off-at-once": _cut(PRESS_CARD, 0.01),
    "cut-off-after-its-header": lambda: LETTER.make()[:40],
    "asks-for-a-password": _locked,
    "without-pages": lambda: changed(LETTER.make(), _no_pages),
    "without-a-catalogue": lambda: LETTER.make().replace(b"/Root", b"/Riet"),
    "cut-off-halfway": _cut(FLYER, 0.5),
    "arrays-100000-deep": _deep_array,
    "page-tree-in-a-circle": _page_tree_in_a_circle,
    "all-zeros-after-its-header": lambda: b"%PDF-1.7\n" + bytes(5_000),
}
_HEAVY: dict[str, Callable[[], bytes]] = {
    "contents-of-a-gigabyte": _bomb,
    "5000-pages": _many_pages,
    "forms-by-the-billion": _billion_laughs,
}
SURVIVED: dict[str, Callable[[], bytes]] = {
    "picture-of-200-megabytes": _huge_picture,
    "contents-of-a-megabyte": _long_contents,
    "5000-forms": _many_objects,
    "forms-800-deep": _nested_forms,
    "forms-that-draw-each-other": _drawing_each_other,
    "page-of-10-metres": _huge_page,
}
"""Strange files that may be checked to the end, or found too heavy: what matters is an answer."""


@cache
def _checked() -> dict[str, tuple[Finding, ...]]:
    """Check what is heavy at once, as `drempels check` does; sort what was found by file."""
    told: dict[str, list[Finding]] = {}
    with TemporaryDirectory(prefix="drempels-faults-") as folder:
        for name, make in {**_HEAVY, **SURVIVED}.items():
            (Path(folder) / f"{name}.pdf").write_bytes(make())
            told[name] = []
        order = CheckOrder(
            files=(Path(folder),), target=Target.PRESS, workers=2, limits=Limits(SECONDS)
        )
        for finding in check(Project(REPOSITORY), order).report.findings:
            told[Path(finding.file).stem].append(finding)
    return {name: tuple(found) for name, found in told.items()}


def findings_of(name: str) -> tuple[Finding, ...]:
    """Return what was found in one of the files."""
    return _checked()[name]


def _heavy(name: str, make: Callable[[], bytes]) -> Fault:
    """Return a file that is checked with all the others, in processes that can be ended."""

    def check(files: Files) -> Sequence[Finding]:
        return findings_of(name)

    wrong = Sample(name, lambda: {f"{name}.pdf": make()}, check)
    return Fault(name, "too-heavy", wrong, FLYER, None, False, frozenset())


FAULTS = (
    *(fault(name, "unreadable", LETTER, make, page=None) for name, make in _BROKEN.items()),
    *(_heavy(name, make) for name, make in _HEAVY.items()),
)
