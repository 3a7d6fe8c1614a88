"""Check what contacts are for: a role that is nearly one of the campaign's is printed as typed."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from generator.model.frozen import as_identifier
from generator.preflight.content.subject import CheckedContent
from generator.preflight.expected import Fault
from generator.preflight.rule import Rule

_LABEL = "role_"
_ALIKE = 0.8
"""Share of letters in common, as difflib counts them: `coordinater` has 0.91 of coordinator's."""


def _contact_role(content: CheckedContent) -> Iterator[Fault]:
    labels = content.default.labels if content.default else {}
    known = {key.removeprefix(_LABEL): labels[key] for key in labels if key.startswith(_LABEL)}
    for edition in content.editions:
        for at, contact in enumerate(edition.contacts):
            meant = "" if contact.role in known else _meant(contact.role, known)
            if meant:
                yield Fault(
                    f"the role of contact {at + 1}, '{contact.role}', is none that the campaign "
                    "knows: it is printed as it is typed",
                    cure=f"Write '{meant}', which is printed as '{known[meant]}', or other words.",
                    mark=edition.marks.nearest(("contacts", at, "role")),
                )


def _meant(role: str, known: Mapping[str, str]) -> str:
    """Return the role that was meant, by its id or the first words of its label; else nothing."""
    typed = as_identifier(role)
    for one, label in known.items():
        if typed and f"{as_identifier(label)}-".startswith(f"{typed}-"):
            return one
    return next(iter(difflib.get_close_matches(typed, known, n=1, cutoff=_ALIKE)), "")


RULES: tuple[Rule, ...] = (
    Rule(
        "contact-role",
        "warning",
        "A role by nearly the right name stands beside the contact that it should replace.",
        "the campaign: an edition's contact replaces the national one of its role",
        "Write the role as the labels of the campaign have it, without 'role_'.",
        _contact_role,
    ),
)
