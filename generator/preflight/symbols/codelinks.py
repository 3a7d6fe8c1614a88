"""Check where QR codes lead: to what is printed beside them, safely, and without detours."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preflight.expected import Expected, Fault
from generator.preflight.folding import by_page
from generator.preflight.reading.proof import Proof
from generator.preflight.rule import Rule
from generator.preflight.symbols.addresses import (
    Address,
    faults_of,
    printed_address,
    scheme_of,
    shown,
    web_address,
)
from generator.preflight.symbols.beside import Neighbours, neighbours
from generator.preflight.symbols.codechoice import readable_codes
from generator.preflight.symbols.qr import Code
from generator.preflight.tracking import tracking_of

_OTHER_USES = frozenset(
    ("tel", "mailto", "sms", "smsto", "geo", "wifi", "mecard", "begin", "matmsg", "bizcard")
)
"""What phones do something with, beside web addresses; `begin` is a visiting card or a date."""


@by_page
def qr_address(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes that lead elsewhere than ordered, or than what is printed beside them says."""
    ordered = expected.codes
    for code, around in _with_neighbours(proof, expected):
        if ordered is not None and code.text not in ordered:
            wanted = " or ".join(f"'{shown(one)}'" for one in sorted(ordered)[:3])
            detail = f"ordered: {wanted or 'no codes'}"
            message = f"a QR code leads to '{shown(code.text)}', which was not ordered"
            yield Fault(message, code.page, (code.place,), detail)
            continue
        address = web_address(code.text)
        if address and around.own and not _is_printed(address, around):
            nearest = around.own[0]
            yield Fault(
                f"a QR code leads to '{shown(code.text)}', but beside it stands '{nearest.word}'",
                code.page,
                (code.place, nearest.place),
            )


@by_page
def qr_no_address(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes whose address can't be typed in."""
    for code, around in _with_neighbours(proof, expected):
        address = web_address(code.text)
        if address is None or not around.has_text or around.own or _is_printed(address, around):
            continue
        site = "".join(letter for letter in address.host.casefold() if letter.isalnum())
        if site not in around.letters:
            message = f"the address of the QR code for '{shown(code.text)}' is not printed"
            yield Fault(message, code.page, (code.place,))


@by_page
def qr_link(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes whose address is unsafe, wrong in form, or only forwards to another."""
    for code in readable_codes(proof, expected):
        name, scheme = f"the QR code for '{shown(code.text)}'", scheme_of(code.text)
        faults = []
        if scheme == "https":
            faults = list(faults_of(code.text))
        elif scheme == "http":
            faults = ["is not https", *faults_of(code.text)]
        elif scheme and scheme not in _OTHER_USES:
            faults = [f"starts with '{scheme}:', which phones refuse or fear"]
        elif not scheme and printed_address(code.text.strip()):
            faults = ["has no https:// before it, so phones show it as text"]
        for fault in faults:
            yield Fault(f"{name} {fault}", code.page, (code.place,))


@by_page
def qr_text(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes that hold words, and lead nowhere."""
    for code in readable_codes(proof, expected):
        if not scheme_of(code.text) and not printed_address(code.text.strip()):
            message = f"a QR code says '{shown(code.text)}' and leads nowhere"
            yield Fault(message, code.page, (code.place,))


@by_page
def qr_tracking(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find codes that tell who scans them, where nobody ordered that."""
    for code in readable_codes(proof, expected):
        names = tracking_of(code.text)
        if names and code.text not in (expected.codes or ()):
            told = ", ".join(f"'{name}'" for name in names[:4])
            message = f"the QR code for '{shown(code.text)}' follows its readers with {told}"
            yield Fault(message, code.page, (code.place,))


def _with_neighbours(proof: Proof, expected: Expected) -> Iterator[tuple[Code, Neighbours]]:
    codes = readable_codes(proof, expected)
    for page in proof.pages:
        here = [code for code in codes if code.page == page.number]
        if here:
            yield from neighbours(page, here, expected)


def _is_printed(address: Address, around: Neighbours) -> bool:
    """Say whether the address stands in print near a code, or elsewhere on its panel."""
    return any(
        address.is_printed_as(reading)
        for printed in (*around.own, *around.others)
        for reading in printed.readings
    )


RULES = (
    Rule(
        id="qr-address",
        severity="error",
        why="Who scans and who types must come to the same place.",
        source="The order; the design of the campaign: a code’s address stands beside it",
        cure="Make the code anew from the address that is printed, or mend what is printed.",
        check=qr_address,
    ),
    Rule(
        id="qr-no-address",
        severity="warning",
        why="Not everybody can scan a code.",
        source="The design of the campaign: a code’s address stands beside it",
        cure="Print the address beside the code.",
        check=qr_no_address,
    ),
    Rule(
        id="qr-link",
        severity="error",
        why="Print can’t be mended: what a code leads to must last, and be safe.",
        source="RFC 3986 and RFC 9110, 4.2.2; lists of services that forward addresses",
        cure="Make the code from the plain https address of the page itself.",
        check=qr_link,
    ),
    Rule(
        id="qr-text",
        severity="warning",
        why="A phone shows such words, or searches for them.",
        source="Trade practice",
        cure="Make the code from a web address.",
        check=qr_text,
    ),
    Rule(
        id="qr-tracking",
        severity="warning",
        why="It tells others who seeks help, and makes the code denser.",
        source="GDPR, article 5(1)(c): no more data than needed",
        cure="Make the code from the address without these parameters.",
        check=qr_tracking,
    ),
)
