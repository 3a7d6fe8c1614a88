"""Settle whose a change is: what each file alone makes of it → what all of them say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.compare.files import ChangedFile
from generator.compare.owners import Owner
from generator.compare.words import TextChange

_Alike = tuple[TextChange, list[Owner]]


def settle_owners(changed: Sequence[ChangedFile]) -> tuple[ChangedFile, ...]:
    """Take barriers back where files disagree: a footer follows each page's last barrier.

    A page goes with the words that changed on it, where there are any.
    """
    alike: dict[tuple[str, str], list[_Alike]] = {}
    for one in changed:
        known = alike.setdefault((one.new.edition, one.new.language), [])
        for owner, text in one.texts:
            _owners_of(text, known).append(owner)
    return tuple(_settled(one, alike[one.new.edition, one.new.language]) for one in changed)


def _owners_of(text: TextChange, known: list[_Alike]) -> list[Owner]:
    """Return the owners that the same change was given, here and elsewhere."""
    for other, owners in known:
        if text.is_like(other):
            return owners
    known.append((text, []))
    return known[-1][1]


def _settled(one: ChangedFile, known: list[_Alike]) -> ChangedFile:
    own = Owner(one.new.barrier, is_sure=True)
    if one.new.barrier is not None:
        return replace(
            one,
            texts=tuple((own, text) for _, text in one.texts),
            pictures=tuple((own, picture) for _, picture in one.pictures),
        )
    texts = tuple((_agreed(owner, _owners_of(text, known)), text) for owner, text in one.texts)
    pictures = []
    for owner, picture in one.pictures:
        changed = {whose.barrier for whose, text in texts if text.page == picture.page}
        whose = Owner(changed.pop()) if len(changed) == 1 else Owner() if changed else owner
        pictures.append((whose, picture))
    return replace(one, texts=texts, pictures=tuple(pictures))


def _agreed(owner: Owner, others: Iterable[Owner]) -> Owner:
    """Return an owner that no other file contradicts; what is sure outweighs what isn't."""
    owners = {*others}
    surest = {one for one in owners if one.is_sure} or owners
    if len(surest) == 1:
        return surest.pop()
    return owner if owner.is_sure else Owner()
