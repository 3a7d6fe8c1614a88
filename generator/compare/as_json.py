"""Tell what differs to programs: a comparison → JSON."""

from __future__ import annotations

import json
from typing import Any

from generator.compare.files import ChangedFile, Comparison
from generator.compare.owners import Owner
from generator.compare.picture import PictureChange
from generator.compare.words import TextChange
from generator.model.recorded import Manifest

_DIGITS = 6


def json_of(comparison: Comparison) -> str:
    """Return what differs, file by file, in a form that stays as it is."""
    told = {
        "differs": not comparison.is_empty,
        "old": _manifest(comparison.old),
        "new": _manifest(comparison.new),
        "added": [file.path for file in comparison.added],
        "removed": [file.path for file in comparison.removed],
        "changed": [_changed(one) for one in comparison.changed],
        "pictures": list(comparison.pictures),
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _manifest(manifest: Manifest) -> dict[str, Any]:
    return {
        "campaign": manifest.campaign,
        "version": manifest.version,
        "tools": dict(sorted(manifest.tools.items())),
        "files": len(manifest.files),
    }


def _changed(one: ChangedFile) -> dict[str, Any]:
    file = one.new
    gone, found = one.findings
    return {
        "path": file.path,
        "edition": file.edition,
        "language": file.language,
        "target": file.target,
        "product": file.product,
        "format": file.format,
        "barrier": file.barrier,
        "sha256": {"old": one.old.sha256, "new": one.new.sha256},
        "manifest": {fact.name: {"old": fact.old, "new": fact.new} for fact in one.facts},
        "findings": {"gone": list(gone), "found": list(found)},
        "compared": one.is_compared,
        "note": one.note,
        "text": [_text(owner, text) for owner, text in one.texts],
        "pictures": [_picture(owner, picture) for owner, picture in one.pictures],
    }


def _text(owner: Owner, change: TextChange) -> dict[str, Any]:
    sides = {
        kind: " ".join(part.text for part in change.parts if part.kind in (kind, "same"))
        for kind in ("old", "new")
    }
    return {
        "barrier": owner.barrier,
        "sure": owner.is_sure,
        "page": change.page,
        **sides,
        "before": change.before,
        "after": change.after,
    }


def _picture(owner: Owner, change: PictureChange) -> dict[str, Any]:
    return {
        "barrier": owner.barrier,
        "page": change.page,
        "share": round(change.share, _DIGITS),
        "where": change.where,
        "note": change.note,
        "places_mm": [
            {name: round(getattr(place, name), 1) for name in ("left", "top", "width", "height")}
            for place in change.places
        ],
    }
