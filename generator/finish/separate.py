"""Separate a document for the press: a rendered PDF → the same one without RGB anywhere in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from generator.errors import Problem, RenderError
from generator.finish.inks import Inks
from generator.finish.plates import InkPlates, MaskPlate, Plates
from generator.finish.raster import separate_picture
from generator.finish.recolour import may_colour, recoloured
from generator.finish.shading import separate_shading
from generator.finish.spaces import read_space
from generator.finish.transparency import make_opaque, settle_group
from generator.model.ink import Cmyk


def separate(pdf: Pdf, inks: Inks, *, allow_transparency: bool, known: Mapping[str, Cmyk]) -> None:
    """Turn every colour and picture of an open document into ink, in place.

    `known` gives the inks of some `#rrggbb`; all others are matched through the press's profile.
    Transparency that is allowed blends in CMYK; where it isn't, pictures are laid on white. Raises
    RenderError for all that needs transparency and mayn't have it, and for what can't be separated;
    the document is then of no use.
    """
    walk = _Walk(pdf, InkPlates(inks, known), allow_transparency)
    for number, page in enumerate(pdf.pages, start=1):
        walk.page(number, page)
    walk.forget_screen_colours()
    if walk.transparent:
        raise RenderError(
            [
                Problem(
                    f"PDF/X-1a allows no transparency: page {number} has {', '.join(sorted(what))}",
                    hint="Leave it out of template and logo, or choose a shop that takes PDF/X-4.",
                )
                for number, what in sorted(walk.transparent.items())
            ]
        )


@dataclass(frozen=True)
class _Drawing:
    """A stream that draws, beside the page's own: a form, a pattern, a glyph."""

    stream: Stream
    resources: Object | None
    """What it uses when it has none of its own."""
    plates: Plates


class _Walk:
    """Goes through all that pages show; what several share is changed once."""

    def __init__(self, pdf: Pdf, plates: InkPlates, allow_transparency: bool) -> None:
        self.transparent: dict[int, set[str]] = {}
        """What is transparent and mayn't be, by page."""
        self._pdf = pdf
        self._plates = plates
        self._allow = allow_transparency
        self._seen: set[tuple[int, int]] = set()
        self._spaces: list[tuple[Object, Plates]] = []
        self._drawings: list[_Drawing] = []
        self._number = 0

    def page(self, number: int, page: Page) -> None:
        """Change one page, counted from 1, and all that it shows."""
        self._number = number
        try:
            self._page(page)
            # A list, and no recursion: forms may be nested deeper than Python's stack is.
            while self._drawings:
                self._draw(self._drawings.pop())
        except RenderError as error:
            raise RenderError(
                [replace(one, message=f"page {number}: {one.message}") for one in error.problems]
            ) from error

    def forget_screen_colours(self) -> None:
        """Remove the colour spaces that nothing is drawn in any more.

        What a drawing needs of them must stay until all that share them are rewritten.
        """
        for resources, plates in self._spaces:
            spaces = resources.ColorSpace
            # All are read before any is removed: one may be another's name.
            known = {name: read_space(spaces[name], resources) for name in sorted(spaces.keys())}
            for name, space in known.items():
                # ISO 32000-1, 8.6.5.6: Default… stands in for a device space.
                if space.to_rgb or name.startswith("/Default"):
                    del spaces[name]
                elif space.plain:
                    spaces[name] = space.plain
                elif space.ground and (space.ground.to_rgb or space.ground.plain):
                    ground = plates.space if space.ground.to_rgb else space.ground.plain
                    spaces[name] = Array([Name.Pattern, ground])

    def _page(self, page: Page) -> None:
        resources = page.resources
        contents = page.obj.get("/Contents", Array())
        streams = list(contents) if isinstance(contents, Array) else [contents]
        content = b"\n".join(stream.read_bytes() for stream in streams)
        if may_colour(content):
            if b"BI" in content:
                page.externalize_inline_images(shallow=True)
                resources = page.resources
                content = page.obj.Contents.read_bytes()
            rewritten = recoloured(page.obj, content, resources, self._plates)
            page.obj.Contents = self._pdf.make_stream(rewritten)
        settle_group(page.obj, self._plates.space if self._allow else None)
        if Name.Thumb in page.obj:
            del page.obj.Thumb
        self._resources(resources, self._plates)
        for annotation in page.obj.get("/Annots", Array()):
            for appearance in _streams(annotation.get("/AP", Dictionary())):
                self._queue(appearance, resources, self._plates)

    def _draw(self, drawing: _Drawing) -> None:
        stream, plates = drawing.stream, drawing.plates
        resources = stream.get("/Resources", drawing.resources)
        content = stream.read_bytes()
        if may_colour(content):
            if b"BI" in content and stream.get("/Subtype") == Name.Form and "/Resources" in stream:
                Page(stream).externalize_inline_images(shallow=True)
                resources, content = stream.Resources, stream.read_bytes()
            stream.write(recoloured(stream, content, resources, plates))
        settle_group(stream, plates.space if self._allow else None)
        if resources is not None:
            self._resources(resources, plates)

    def _resources(self, resources: Object, plates: Plates) -> None:
        if not self._is_new(resources):
            return
        if "/ColorSpace" in resources and self._is_new(resources.ColorSpace):
            self._spaces.append((resources, plates))
        for shown in self._entries(resources, "/XObject"):
            if shown.get("/Subtype") != Name.Image:
                self._queue(shown, resources, plates)
            elif self._is_new(shown):
                separate_picture(shown, plates, keep_alpha=self._allow)
        for pattern in self._entries(resources, "/Pattern"):
            if isinstance(pattern, Stream):
                self._queue(pattern, resources, plates)
            elif self._is_new(pattern):
                self._shading(pattern.Shading, plates)
                self._state(pattern.get("/ExtGState", Dictionary()), resources)
        for shading in self._entries(resources, "/Shading"):
            self._shading(shading, plates)
        for state in self._entries(resources, "/ExtGState"):
            self._state(state, resources)
        for font in self._entries(resources, "/Font"):
            for glyph in _streams(font.get("/CharProcs", Dictionary())):
                self._queue(glyph, font.get("/Resources", resources), plates)

    def _shading(self, shading: Object, plates: Plates) -> None:
        if self._is_new(shading):
            separate_shading(shading, plates)

    def _state(self, state: Object, resources: Object) -> None:
        if not self._is_new(state):
            return
        if not self._allow:
            for what in make_opaque(state):
                self.transparent.setdefault(self._number, set()).add(what)
            return
        mask = state.get("/SMask")
        if not isinstance(mask, Dictionary):
            return
        plate = MaskPlate()
        if len(backdrop := [float(part) for part in mask.get("/BC", Array())]) == 3:
            mask.BC = Array(plate.flat((backdrop[0], backdrop[1], backdrop[2])))
        self._queue(mask.G, resources, plate)

    def _queue(self, stream: Object, resources: Object | None, plates: Plates) -> None:
        if isinstance(stream, Stream) and self._is_new(stream):
            self._drawings.append(_Drawing(stream, resources, plates))

    def _entries(self, resources: Object, kind: str) -> Iterator[Object]:
        """Yield what `resources` has of a kind, in the order of names, the first time."""
        entries = resources.get(kind)
        if isinstance(entries, Dictionary) and self._is_new(entries):
            yield from (entries[name] for name in sorted(entries.keys()))

    def _is_new(self, shared: Object) -> bool:
        """Say whether an object comes by for the first time; one that isn't shared always does."""
        if not shared.is_indirect:
            return True
        new = shared.objgen not in self._seen
        self._seen.add(shared.objgen)
        return new


def _streams(appearances: Object) -> Iterator[Object]:
    """Yield the streams in a dictionary and in the dictionaries in it."""
    if not isinstance(appearances, Dictionary):
        return
    for name in sorted(appearances.keys()):
        if isinstance(appearances[name], Stream):
            yield appearances[name]
        elif isinstance(appearances[name], Dictionary):
            yield from (one for one in appearances[name].values() if isinstance(one, Stream))
