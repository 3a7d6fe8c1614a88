"""A kind of file → the JSON Schema with which editors check it and complete keys."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel

from generator.model.campaign import CampaignFile, LanguageFile
from generator.model.edition import EditionFile
from generator.model.printing import PrintFile
from generator.model.product import ProductFile

Kind = Literal["campaign", "language", "edition", "product", "print"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MODELS: dict[Kind, type[BaseModel]] = {
    "campaign": CampaignFile,
    "language": LanguageFile,
    "edition": EditionFile,
    "product": ProductFile,
    "print": PrintFile,
}
# Our reader takes 112 and 1.10 as the text that was written; an editor sees a number there.
_MAY_LOOK_LIKE_NUMBERS = ("id", "phone", "version")


def schema(kind: Kind) -> dict[str, Any]:
    """Return the schema (draft 2020-12) of `kind` of file; keys that it doesn't know are wrong."""
    made = _adapt(_MODELS[kind].model_json_schema(by_alias=True))
    return {**made, "$schema": _DIALECT, "title": f"Drempels {kind}"}


def schema_text(kind: Kind) -> str:
    """Return the schema as it stands in `content/schemas/<kind>.schema.json`."""
    return json.dumps(schema(kind), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _adapt(node: Any) -> Any:
    """Return a part of a schema, fit for YAML as editors understand it."""
    if isinstance(node, list):
        return [_adapt(part) for part in node]
    if not isinstance(node, dict):
        return node
    adapted = {key: _adapt(part) for key, part in node.items()}
    if "patternProperties" in adapted:
        adapted.setdefault("additionalProperties", False)
    properties = adapted.get("properties", {})
    for name in properties.keys() & set(_MAY_LOOK_LIKE_NUMBERS):
        for part in (properties[name], *properties[name].get("anyOf", ())):
            if part.get("type") == "string":
                part["type"] = ["string", "number"]
    return adapted
