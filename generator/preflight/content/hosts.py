"""Read host names as the domain name system does: a name → why it can't be that of a website."""

from __future__ import annotations

import re

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_LONGEST = 253
# RFC 2606 and RFC 6761: names for examples and tests, which nobody can have.
_MADE_UP = re.compile(r"(?:^|\.)(?:example|test|invalid|example\.(?:com|net|org))$")
# RFC 6761, RFC 6762, RFC 8375 and ICANN's .internal: names that work inside one network only.
_INSIDE = re.compile(r"(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$")


def plain_host(host: str) -> str:
    """Return a host in one spelling: without `www.`, lower case, in letters that DNS knows."""
    return (_in_ascii(host) or host.lower()).removesuffix(".").removeprefix("www.")


def wrong_host(host: str, *, may_be_made_up: bool = False) -> str:
    """Return what is wrong with a host, as the end of a sentence; empty when nothing is."""
    ascii_host = _in_ascii(host)
    if not host:
        return "has no name of a website"
    if re.fullmatch(r"\[.*\]?|[0-9.]+", host) or ":" in host:
        return "has a number for the name of a website"
    if "." not in host.strip("."):
        return f"has no ending such as .nl after '{host}'"
    if not ascii_host or len(ascii_host) > _LONGEST:
        return f"has a name that no website can have: '{host}'"
    labels = ascii_host.split(".")
    if "" in labels:
        return f"has a dot too many in '{host}'"
    if wrong := [label for label in labels if not _LABEL.fullmatch(label)]:
        return f"has a name that no website can have: '{wrong[0]}'"
    if labels.count("www") > 1:
        return "has www. twice"
    if labels[0] == "www" and len(labels) == 2:
        return f"has no ending such as .nl after '{host}'"
    if not re.fullmatch(r"[a-z]{2,}|xn--[a-z0-9-]+", labels[-1]):
        return f"has an ending that doesn't exist: '.{labels[-1]}'"
    if _INSIDE.search(ascii_host):
        return f"leads to '{host}', which exists inside one network only"
    if _MADE_UP.search(ascii_host) and not may_be_made_up:
        return f"leads to '{host}', which is made up"
    return ""


def _in_ascii(host: str) -> str:
    """Return a host as DNS writes it, `xn--` and all; empty when it can't."""
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
