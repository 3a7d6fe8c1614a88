"""The schemas that editors use, and that every file names its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from generator.load import schema, schema_text
from generator.load.schema import Kind

REPOSITORY = Path(__file__).parents[2]
SCHEMAS = REPOSITORY / "content" / "schemas"
YAML_FILES = sorted(
    path for folder in ("content", "templates") for path in (REPOSITORY / folder).rglob("*.yaml")
)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_the_schema_beside_the_content_is_the_models(kind: Kind) -> None:
    written = (SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert written == schema_text(kind), f"drempels schema {kind} > content/schemas/…"


def parts(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        return [node, *(part for value in node.values() for part in parts(value))]
    return [part for value in node for part in parts(value)] if isinstance(node, list) else []


@pytest.mark.parametrize("kind", get_args(Kind))
def test_a_schema_says_what_it_is_and_refuses_keys_that_it_does_not_know(kind: Kind) -> None:
    made = schema(kind)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["title"] == f"Drempels {kind}"
    assert made["description"]
    for part in parts(made):
        if part.get("type") == "object" and {"properties", "patternProperties"} & part.keys():
            assert part["additionalProperties"] is False


def test_an_editor_takes_a_bare_number_where_our_reader_keeps_the_text() -> None:
    phone = schema("edition")["$defs"]["Contact"]["properties"]["phone"]
    assert phone["anyOf"][0]["type"] == ["string", "number"]
    assert schema("campaign")["properties"]["version"]["type"] == ["string", "number"]
    assert schema("language")["properties"]["title"]["type"] == "string"


def test_keys_stand_in_the_schema_as_users_write_them() -> None:
    assert {"from", "to"} <= schema("product")["$defs"]["FitFile"]["properties"].keys()


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_the_first_line_of_a_yaml_file_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match
    named = (path.parent / match[1]).resolve()
    assert named.is_file()
    assert named.parent == SCHEMAS
