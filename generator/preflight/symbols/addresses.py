"""Read web addresses: what a code, a link or a line of print says → host, path and faults."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from generator.preflight.symbols.shorteners import is_shortener

_LONGEST = 70  # characters of an address that a message quotes
_SCHEME = re.compile(r"([a-z][a-z0-9+-]*):", re.IGNORECASE)  # no dots: example.nl:80 has none
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
_STRAY = re.compile(r"[\s\x00-\x1f\x7f<>\"{}|\\^`]|%(?![0-9a-f]{2})", re.IGNORECASE)
_TRAILING = re.compile(r"[.,;:!?)\]'’”»]$|%20$", re.IGNORECASE)
_PRINTED = re.compile(
    r"(?P<begin>https?://|www\.)?(?P<host>(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?P<end>[^\W\d_]{2,24}))"
    r"(?::\d+)?(?P<path>[/?#]\S*)?",
    re.IGNORECASE,
)
_OPENING, _CLOSING = "([{<‘“„'\"«→>", ".,;:!?)]}>’”'\"»"
# Ends of web addresses with more than two letters; others count where www. or https:// says so.
_LONG_ENDS = """
    com org net info edu gov int biz name pro app dev online site website web shop store page link
    blog news media press tv care help health support academy training school education community
    social foundation ngo ong charity legal law amsterdam frl politie gent vlaanderen brussels cat
    eus gal bzh wales scot london paris berlin hamburg koeln ruhr nrw bayern saarland wien tirol
    swiss example invalid test
"""
_ENDS = frozenset(_LONG_ENDS.split())


@dataclass(frozen=True)
class Address:
    """A web address without what people leave out: `https://`, `www.`, and the last slash."""

    host: str
    path: str = ""
    """With its query; empty for the site itself."""

    def is_printed_as(self, printed: Address) -> bool:
        """Say whether who types in what is printed comes to this address, or to its site."""
        if _bare(self.host) != _bare(printed.host):
            return False
        return not printed.path or _bare(printed.path) in (
            _bare(self.path),
            _bare(re.split(r"[?#]", self.path)[0]),
        )

    def __str__(self) -> str:
        return self.host + self.path


def shown(text: str) -> str:
    """Return an address as messages quote it."""
    visible = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)
    return visible if len(visible) <= _LONGEST else f"{visible[:_LONGEST]}…"


def scheme_of(text: str) -> str:
    """Return `https`, `tel` or what else a text begins with; empty when there is none."""
    match = _SCHEME.match(text.strip())
    return match[1].lower() if match else ""


def web_address(text: str) -> Address | None:
    """Return where a text with `http://` or `https://` leads; None when it leads nowhere."""
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname or ""
    except ValueError:  # brackets that hold no address
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    rest = parts.path + (f"?{parts.query}" if parts.query else "")
    return Address(_from_punycode(host).removeprefix("www.").rstrip("."), rest.rstrip("/"))


def printed_address(word: str) -> Address | None:
    """Return the web address that a printed word is; None of all else."""
    word = word.lstrip(_OPENING).rstrip(_CLOSING)
    match = _PRINTED.fullmatch(word)
    if not match or "@" in word:
        return None
    end = match["end"]
    # After a full stop without a space stands a capital: 'gedaan.De'.
    is_sentence = end != end.lower() and word != word.upper()
    if not match["begin"] and (is_sentence or (len(end) > 2 and end.lower() not in _ENDS)):
        return None
    host = match["host"].lower().removeprefix("www.")
    if not any(letter.isalpha() for letter in host.rsplit(".", 1)[0]):
        return None
    return Address(host, (match["path"] or "").rstrip("/"))


def faults_of(text: str) -> Iterator[str]:
    """Tell what is wrong with a web address, as it goes on after 'which'."""
    if text != text.strip():
        yield "has a space before or after it"
    text = text.strip()
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        yield "is no address at all"
        return
    if _STRAY.search(text):
        yield "has characters that no address can have"
    if parts.username is not None:
        yield "hides its host behind an @"
    if port not in (None, 443):
        yield f"has a port, {port}"
    is_bracketed = "(" in text and text.endswith(")")  # …/wiki/Drempel_(bouwkunde)
    if _TRAILING.search(text) and not is_bracketed:
        yield f"ends in '{text[-1]}', which belongs to the sentence around it"
    if fault := _fault_of_host(host):
        yield fault


def _fault_of_host(host: str) -> str:
    plain = _from_punycode(host).rstrip(".")
    labels = plain.split(".")
    stranger = next((one for one in plain if _is_lookalike(one, labels[-1])), "")
    if _is_number(host):
        return f"is a bare number, '{host}', and no name"
    is_name = len(labels) > 1 and all(_LABEL.fullmatch(label) for label in labels)
    if not is_name or labels[-1].isdecimal():
        return f"has no host that can be right: '{shown(host)}'"
    if stranger:
        name = unicodedata.name(stranger, "an unknown letter").lower()
        return f"has a letter that may pass for another: '{stranger}' ({name})"
    if is_shortener(host):
        return f"goes through '{host}', which forwards it and may stop doing so"
    return ""


def _is_number(host: str) -> bool:
    """Say whether a host is an IP address, in whatever way it is written."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*", host))
    return True


def _from_punycode(host: str) -> str:
    """Return a host with the letters that `xn--` stands for (RFC 3492)."""
    labels = []
    for label in host.split("."):
        if label.startswith("xn--"):
            try:
                label = label[4:].encode("ascii").decode("punycode")
            except (UnicodeError, ValueError):
                label = ""
        labels.append(label)
    return ".".join(labels)


def _is_lookalike(letter: str, end: str) -> bool:
    """Say whether a letter is of another script than the end of the host, such as `.nl`."""
    return (
        end.isascii() and letter.isalpha() and not unicodedata.name(letter, "").startswith("LATIN")
    )


def _bare(part: str) -> str:
    """Return a part of an address as it compares: hyphens may come from breaking lines.

    What isn't ASCII may be written as it is, or as its bytes (RFC 3987, 3.1).
    """
    return re.sub("[-\N{SOFT HYPHEN}]", "", unquote(part).casefold()).rstrip("/")
