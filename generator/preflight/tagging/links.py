"""Check links on screen: that they lead where they say they do, and to something at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model.geometry import Rect, Size
from generator.preflight.expected import Expected, Fault
from generator.preflight.folding import by_page
from generator.preflight.reading.proof import Proof
from generator.preflight.rule import LINKING, SCREEN, Rule
from generator.preflight.symbols.addresses import (
    Address,
    faults_of,
    printed_address,
    scheme_of,
    shown,
    web_address,
)
from generator.preflight.symbols.qr import Code, plain_codes
from generator.preflight.tagging.hyperlinks import DIRECT, Link, links_of
from generator.preflight.tagging.tags import tags_of

_PHONE = re.compile(r"\+?[\d(][\d\s().\-/\N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}–]{1,20}\d")
_MAIL = re.compile(r"[^\s@<>()\[\],;:]+@[^\s@<>()\[\],;:]+\.[^\s@<>()\[\].,;:]+")
_MAIL_TARGET = re.compile(r"mailto:[^\s@,;?]+@[^\s@,;?]+\.[^\s@,;?.]+(?:\?\S*)?", re.IGNORECASE)
_PHONE_TARGET = re.compile(r"tel:\+?[\d().*#;=a-z-]{3,40}", re.IGNORECASE)
_DIGITS_TOLD = 3  # 112 has as many
_VAGUE = re.compile(
    r"(?:klik|druk|tik|ga|kijk|lees|click|press|see|read|learn|go|find out|meer|more|lees verder|"
    r"read on|link|deze link|this link|here|hier|website|site|hier klicken|mehr|weiter|"
    r"cliquez ici|ici|en savoir plus|download|pdf|info|informatie|information)"
    r"(?: (?:hier|here|more|meer|verder|on|naar|informatie|info|out more))*",
    re.IGNORECASE,
)


@by_page
def link_target(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find links that lead nowhere, elsewhere than they say, or to what is unsafe."""
    for link in links_of(proof):
        faults = [link.trouble] if link.trouble else list(_faults_of_target(link.uri))
        size = proof.pages[link.page - 1].size
        if link.box is None or min(link.box.width, link.box.height) <= 0:
            faults.append("has no room to click on")
        elif size and not _lies_on(link.box, size):
            faults.append("lies off the page")
        for fault in faults:
            yield Fault(f"{link.name} {fault}", link.page, link.places)
        if not faults and (other := _other_code(link, plain_codes(proof))):
            yield Fault(
                f"a link on a QR code leads to '{shown(link.uri)}', the code to '{shown(other)}'",
                link.page,
                link.places,
            )
        elif not faults and (said := _other_target(link)):
            yield Fault(
                f"the text of a link says '{said}'; it leads to '{shown(link.uri)}'",
                link.page,
                link.places,
            )


@by_page
def link_secure(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find links that others can read along with, or change on the way."""
    for link in links_of(proof):
        if scheme_of(link.uri) == "http":
            message = f"{link.name} leads to '{shown(link.uri)}', which is not https"
            yield Fault(message, link.page, link.places)


@by_page
def link_text(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find links that a screen reader can't tell, or doesn't meet in the text."""
    tags = tags_of(proof)
    if not tags.elements:
        return
    held = {one for element in tags.elements if element.kind == "Link" for one in element.objects}
    for link in links_of(proof):
        if not link.contents.strip():
            yield Fault(
                f"{link.name} has no description for who can't see it", link.page, link.places
            )
        if link.objgen != DIRECT and link.objgen not in held:
            yield Fault(f"{link.name} is not in the structure", link.page, link.places)


@by_page
def link_vague(proof: Proof, expected: Expected) -> Iterator[Fault]:
    """Find links whose words don't say where they lead."""
    for link in links_of(proof):
        text = " ".join(link.text).strip(" .,;:!?()>→»…")
        if _VAGUE.fullmatch(text):
            yield Fault(f"the link '{text}' doesn't say where it leads", link.page, link.places)


def _faults_of_target(uri: str) -> Iterator[str]:
    """Tell what is wrong with an address; a link inside the file has none."""
    scheme = scheme_of(uri)
    if scheme in ("https", "http"):
        yield from faults_of(uri)
    elif scheme == "mailto":
        if not _MAIL_TARGET.fullmatch(uri.strip()):
            yield f"has no e-mail address that can be right: '{shown(uri)}'"
    elif scheme == "tel":
        if not _PHONE_TARGET.fullmatch(uri.strip()):
            yield f"has no telephone number that can be right: '{shown(uri)}'"
    elif scheme not in ("", "sms"):
        yield f"starts with '{scheme}:', which readers refuse or fear"
    elif not scheme and uri:
        yield f"has no https:// in '{shown(uri)}', so readers look for a file"


def _other_code(link: Link, codes: Sequence[Code]) -> str:
    """Return what a code under a link says, where that is another page."""
    target = web_address(link.uri)
    for code in codes:
        middle = code.place.left + code.place.width / 2, code.place.top + code.place.height / 2
        is_under = code.page == link.page and link.box and _holds(link.box, *middle)
        address = web_address(code.text)
        if is_under and address and target and not target.is_printed_as(address):
            return code.text
    return ""


def _holds(box: Rect, across: float, down: float) -> bool:
    return box.left <= across <= box.right and box.top <= down <= box.bottom


def _other_target(link: Link) -> str:
    """Return what the words of a link say, where it leads elsewhere; empty where it doesn't."""
    text, scheme = " ".join(link.text), scheme_of(link.uri)
    if scheme == "tel" and (number := _PHONE.search(text)):
        return "" if _same_number(number[0], link.uri) else number[0]
    if scheme == "mailto":
        address = link.uri[len("mailto:") :].split("?")[0].strip()
        if len(link.text) > 1 and _letters(address) in _letters(text):
            return ""  # broken over its lines
        if mail := _MAIL.search(text):
            said = mail[0].strip(".,;")
            return "" if said.lower() == address.lower() else said
    printed = [(word, found) for word in link.text if (found := printed_address(word))]
    if not printed or not link.uri:
        return ""
    target = web_address(link.uri)
    is_said = target is not None and (
        any(target.is_printed_as(found) for _, found in printed) or _is_broken(target, text)
    )
    return "" if is_said else printed[0][0]


def _is_broken(target: Address, text: str) -> bool:
    """Say whether an address stands in a text, broken over its lines."""
    squeezed = _letters(text)
    if _letters(str(target)) in squeezed:
        return True
    return "/" not in text and _letters(target.host) in squeezed


def _same_number(said: str, target: str) -> bool:
    """Compare telephone numbers, with or without the country."""
    one, other = (re.sub(r"\D", "", text.replace("(0)", "")) for text in (said, target))
    one, other = one.lstrip("0"), other.lstrip("0")
    return len(one) < _DIGITS_TOLD or one.endswith(other) or other.endswith(one)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _lies_on(box: Rect, size: Size) -> bool:
    return (
        box.right > 0 and box.bottom > 0 and box.left < size.width_mm and box.top < size.height_mm
    )


RULES = (
    Rule(
        id="link-target",
        severity="error",
        why="A link that misleads or leads nowhere costs trust.",
        source="ISO 32000-1, 12.5.6.5 and 12.6.4.7; RFC 3986; RFC 6068; RFC 3966",
        cure="Mend the target of the link.",
        check=link_target,
        targets=LINKING,
    ),
    Rule(
        id="link-secure",
        severity="warning",
        why="What is sought there can be read along, or changed on the way.",
        source="RFC 9110, 4.2.2",
        cure="Link to the https address.",
        check=link_secure,
        targets=LINKING,
    ),
    Rule(
        id="link-text",
        severity="error",
        why="A link that isn’t told is not there for who listens.",
        source="ISO 14289-1, 7.18.5; WCAG 2.2, 2.4.4",
        cure="Put the link in the structure, with a description.",
        check=link_text,
        targets=SCREEN,
    ),
    Rule(
        id="link-vague",
        severity="warning",
        why="Screen readers list links by their words.",
        source="WCAG 2.2, 2.4.4 and 2.4.9",
        cure="Name what it leads to in the words of the link.",
        check=link_vague,
        targets=SCREEN,
    ),
)
