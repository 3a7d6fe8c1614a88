"""Check what a press PDF is made for: one output intent, with a profile of a press in four inks."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

import pikepdf
from pikepdf import Array, Name, Object, Stream

from generator.preflight.expected import Expected, ExpectedPress, Fault
from generator.preflight.reading.metadata import read_xmp, told_flavour
from generator.preflight.reading.proof import Proof, entry, words
from generator.preflight.reading.resources import number
from generator.preflight.rule import PRESS, Rule

_REGISTRY = "color.org"
_LARGEST = 32_000_000
_HEADER = 128  # ISO 15076-1, 7.2


def output_intent(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find a file that doesn't say for which press it is."""
    if expected.press is None:
        return
    intents = entry(proof.pdf.Root, "OutputIntents")
    ours = [
        intent
        for intent in (list(intents) if isinstance(intents, Array) else [])
        if entry(intent, "S") == Name.GTS_PDFX
    ]
    if len(ours) != 1:
        has = "has no output intent" if not ours else f"has {len(ours)} output intents"
        yield Fault(f"the file {has} for PDF/X; it must have one")
        return
    condition = words(entry(ours[0], "OutputConditionIdentifier"))
    if not condition:
        yield Fault("the output intent doesn't name its printing condition")
    profile = entry(ours[0], "DestOutputProfile")
    if isinstance(profile, Stream):
        yield from (Fault(message) for message in _wrong_profile(profile, expected.press))
    elif not _is_named_alone(proof, ours[0], expected):
        yield Fault("the output intent has no profile")


def _is_named_alone(proof: Proof, intent: Object, expected: Expected) -> bool:
    """Say whether the name of its condition will do: flavours differ in that."""
    if expected.is_ours:
        return False
    flavour = told_flavour(proof.pdf, read_xmp(proof.pdf))
    if flavour.endswith(("p", "pg")):  # PDF/X-4p: the profile is elsewhere
        return entry(intent, "DestOutputProfileRef") is not None
    # ISO 15930-4: a condition in the registry of the ICC needs no profile.
    return flavour[:7] in ("PDF/X-1", "PDF/X-3") and _REGISTRY in words(
        entry(intent, "RegistryName")
    )


def _wrong_profile(stream: Stream, press: ExpectedPress) -> Iterator[str]:
    profile = _read(stream)
    if profile is None:
        yield "the output intent's profile can't be read"
        return
    if press.profile_digest:
        if sha256(profile).hexdigest() != press.profile_digest:
            yield "the output intent has another profile than the print shop's"
        return
    # ISO 15076-1, 7.2: size, class, colour space and signature in its header.
    size, kind, space = int.from_bytes(profile[:4]), profile[12:16], profile[16:20]
    if len(profile) < _HEADER or profile[36:40] != b"acsp":
        yield "the output intent's profile isn't an ICC profile"
    elif size > len(profile):
        yield "the end of the output intent's profile is missing"
    elif kind != b"prtr":
        yield "the output intent's profile is of a screen or a scanner, not of a press"
    elif space != b"CMYK":
        name = space.decode("ascii", errors="replace").strip()
        yield f"the output intent's profile is for {name}, not for a press in four inks"
    elif number(entry(stream, "N")) != 4:
        yield "the output intent doesn't say that its profile has four inks"


def _read(stream: Stream) -> bytes | None:
    """Return the profile; None when it is broken, or too large to be one."""
    try:
        if entry(stream, "Filter") == Name.FlateDecode and entry(stream, "DecodeParms") is None:
            return _inflated(stream.read_raw_bytes())
        return stream.read_bytes()
    except (pikepdf.PikepdfError, RuntimeError, zlib.error):
        return None


@lru_cache(maxsize=4)
def _inflated(packed: bytes) -> bytes:
    """Inflate a profile, which all files for one print shop share."""
    return zlib.decompressobj().decompress(packed, _LARGEST)


RULES = (
    Rule(
        id="output-intent",
        severity="error",
        why="By it the shop sees for which press it is.",
        source="ISO 15930-7, on output intents; ISO 15076-1, 7.2",
        cure="Export as PDF/X with the print shop’s profile.",
        check=output_intent,
        targets=PRESS,
    ),
)
