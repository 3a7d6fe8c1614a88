"""Check web and e-mail addresses: those that lead nowhere, elsewhere, or to somebody's counter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from generator.model.mark import Mark
from generator.preflight.content.hosts import plain_host, wrong_host
from generator.preflight.content.subject import CheckedContent
from generator.preflight.expected import Fault
from generator.preflight.rule import Rule
from generator.preflight.symbols.shorteners import is_shortener
from generator.preflight.tracking import tracking_of

_MOST_IN_TEXT = 50
_LIKE = 0.85
"""Two names that are more alike than this, but not the same, are one name with a slip in it."""
_HOST_IN_TEXT = re.compile(
    r"(?<![\w@.-])(?:www\.)?[a-z0-9-]{2,63}(?:\.[a-z0-9-]{2,63}){1,4}(?![\w@])"
)
_MAILBOX = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")


@dataclass(frozen=True)
class _Address:
    """A web address somewhere in the content."""

    name: str
    """What messages call it: `link 'buit'`."""
    url: str
    mark: Mark | None
    label: str = ""
    """How it is printed, where that is written beside it."""
    label_mark: Mark | None = None
    may_be_made_up: bool = False
    may_track: bool = False
    """The edition asks for it."""


def _addresses(content: CheckedContent) -> Iterator[_Address]:
    links = content.default.links if content.default else {}
    marks = content.shared_marks
    for key, link in sorted(links.items()):
        places = [
            marks.nearest(("links", key, part)) if marks else None for part in ("url", "label")
        ]
        yield _Address(f"link '{key}'", link.url, places[0], link.label, places[1])
    for edition in content.editions:
        if own := edition.link:
            url, label = (edition.marks.nearest(("link", part)) for part in ("url", "label"))
            made_up, asked = edition.example, own.tracking
            yield _Address("the link", own.url, url, own.label, label, made_up, asked)
        for at, contact in enumerate(edition.contacts):
            if contact.url:
                mark = edition.marks.nearest(("contacts", at, "url"))
                name = f"the url of contact {at + 1}"
                yield _Address(name, contact.url, mark, may_be_made_up=edition.example)


def _link_form(content: CheckedContent) -> Iterator[Fault]:
    for address in _addresses(content):
        if said := _wrong_address(address):
            yield Fault(f"{address.name}, {address.url}, {said}", mark=address.mark)
        elif address.label and _host_of(address.label) != _host_of(address.url):
            yield Fault(
                f"{address.name} is printed as '{address.label}', but leads to {address.url}",
                cure="Print the address that the QR code has.",
                mark=address.label_mark,
            )
    yield from _mail(content)
    yield from _misspelt(content)


def _wrong_address(address: _Address) -> str:
    """Return what is wrong with a web address, as the end of a sentence; empty when nothing is."""
    url = address.url
    if strange := re.search(r'[\s\x00-\x1f\x7f<>"{}|\\^`]', url):
        return "has a space in it" if strange[0].isspace() else f"has '{strange[0]}' in it"
    if not url.startswith("https://"):
        return "doesn't begin with https://"
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "can't be read as an address"
    if "@" in parts.netloc:
        return "has a user name before an @"
    if port is not None or parts.netloc.endswith(":"):
        return "has a port, which is for technicians"
    if wrong := wrong_host(host, may_be_made_up=address.may_be_made_up):
        return wrong
    if is_shortener(host):
        return f"goes by way of {host}, which only forwards: when that ends, print leads nowhere"
    if "//" in parts.path:
        return "has // in its path"
    if re.search(r"%(?![0-9A-Fa-f]{2})", url):
        return "has a % that stands for no character"
    return f"ends with '{url[-1]}'" if url[-1] in ".,;:!?#&" else ""


def _mail(content: CheckedContent) -> Iterator[Fault]:
    for edition in content.editions:
        for at, contact in enumerate(edition.contacts):
            mailbox, _, host = (contact.email or "").rpartition("@")
            if not contact.email:
                continue
            said = wrong_host(host, may_be_made_up=edition.example)
            if not _MAILBOX.fullmatch(mailbox):
                said = "has something before its @ that many mail programs refuse"
            if said:
                yield Fault(
                    f"the email of contact {at + 1}, {contact.email}, {said}",
                    cure="Write the address as it works in a mail program.",
                    mark=edition.marks.nearest(("contacts", at, "email")),
                )


def _misspelt(content: CheckedContent) -> Iterator[Fault]:
    """Yield addresses within texts that are nearly one of the links, but not quite."""
    known = {_host_of(address.url) for address in _addresses(content)}
    for _, wording in content.campaign_texts():
        for typed in sorted(set(_HOST_IN_TEXT.findall(wording.text)))[:_MOST_IN_TEXT]:
            host = plain_host(typed)
            for meant in sorted(known) if host not in known else ():
                if SequenceMatcher(None, host, meant).ratio() > _LIKE:
                    yield Fault(
                        f"{wording.name} says '{typed}', but the link is {meant}",
                        cure=f"Write {meant}.",
                        mark=wording.mark,
                    )


def _host_of(address: str) -> str:
    """Return the host of an address, or of the way in which one is printed."""
    bare = re.sub(r"^\w+://", "", address.strip())
    return plain_host(re.split(r"[/?#]", bare, maxsplit=1)[0])


def _link_label(content: CheckedContent) -> Iterator[Fault]:
    for address in _addresses(content):
        printed = re.sub(r"^https://(?:www\.)?", "", address.url).removesuffix("/")
        if not address.label or _host_of(address.label) != _host_of(address.url):
            continue
        # Capitals make a name easier to read; an address leads to the same place without them.
        label, expected = (
            re.sub(r"^[^/?#]+", "", one.casefold()) for one in (address.label, printed)
        )
        if label != expected or re.match(r"\w+://|www\.", address.label, re.IGNORECASE):
            yield Fault(
                f"{address.name} is printed as '{address.label}', but its address is {address.url}",
                cure=f"Print {printed}.",
                mark=address.label_mark,
            )


def _link_tracking(content: CheckedContent) -> Iterator[Fault]:
    for address in _addresses(content):
        counted = tracking_of(address.url)
        if counted and not address.may_track:
            message = f"{address.name} follows who visits it: {address.url} has '{counted[0]}'"
            yield Fault(message, mark=address.mark)


RULES: tuple[Rule, ...] = (
    Rule(
        "link-form",
        "error",
        "A printed address can’t be mended.",
        "RFC 3986 (URI), RFC 5890 (host names), RFC 2606 (reserved names); NCSC: web traffic over "
        "https",
        "Copy the address from the browser’s address bar.",
        _link_form,
    ),
    Rule(
        "link-label",
        "warning",
        "Who types the printed address must come where the QR code leads.",
        "the campaign: an address is printed without https://, www. and final slash",
        "Print the address that the QR code has.",
        _link_label,
    ),
    Rule(
        "link-tracking",
        "error",
        "Who looks for help must not be followed, and a longer address makes a denser QR code.",
        "GDPR, article 5(1)(c): data minimisation; ISO/IEC 18004: more data takes more modules",
        "Remove what stands after the question mark; an edition may ask for it, with 'tracking'.",
        _link_tracking,
    ),
)
