"""Find what is transparent in a PDF: graphics states and groups → what a press can't print."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Name, Object

_OPACITIES = (Name.ca, Name.CA)
_OPAQUE_BLENDS = {"/Normal", "/Compatible"}


def make_opaque(state: Object) -> Iterator[str]:
    """Remove what does nothing from a graphics state; yield what can't be removed, in words."""
    if Name.AIS in state:
        del state.AIS  # says what a soft mask is made of, and without one nothing
    for key in _OPACITIES:
        if key in state:
            if float(state[key]) == 1:
                del state[key]
            else:
                yield f"something {float(state[key]):.0%} opaque"
    if Name.BM in state:
        # ISO 32000-1, 11.6.3: of several, the first that a reader knows.
        blends: Any = state.BM
        blend = blends[0] if isinstance(blends, Array) and len(blends) else blends
        if str(blend) in _OPAQUE_BLENDS:
            del state.BM
        else:
            yield f"colours that blend ({str(blend)[1:]})"
    if Name.SMask in state:
        if state.SMask == Name("/None"):
            del state.SMask
        else:
            yield "a soft mask"


def settle_group(drawing: Object, space: Name | None) -> None:
    """Let a page or form blend in `space`; without one, let it be no transparency group."""
    group = drawing.get("/Group")
    if group is None or group.get("/S") != Name.Transparency:
        return
    if space is None:
        del drawing.Group
    else:
        group.CS = space
