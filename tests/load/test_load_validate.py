"""Whatever a file holds instead of what it should hold, every problem is in words with a mark."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from generator.errors import ContentError
from generator.load.validate import validate
from generator.load.yaml import parse_yaml
from generator.model.campaign import CampaignFile, LanguageFile
from generator.model.edition import EditionFile
from generator.model.product import ProductFile

MODELS = (CampaignFile, LanguageFile, EditionFile, ProductFile)


def keys_of(schema: object) -> set[str]:
    if isinstance(schema, dict):
        inner = set().union(*(keys_of(value) for value in schema.values()))
        return inner | set(schema.get("properties", ()))
    return set().union(*(keys_of(value) for value in schema)) if isinstance(schema, list) else set()


KEYS = sorted(set().union(*(keys_of(model.model_json_schema()) for model in MODELS)))
TEXTS = st.sampled_from(
    [
        "",
        " ",
        "a4",
        "2",
        "0",
        "-1",
        "nan",
        "1e999",
        "yes",
        "nl",
        "#fff",
        "2026-01-31",
        "[key]",
        "x" * 400,
    ]
)
VALUES = st.recursive(
    TEXTS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=12,
)


@pytest.mark.parametrize("model", MODELS)
@settings(deadline=None)
@given(values=st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1))
def test_problems_are_in_words_and_have_a_mark(
    model: type[BaseModel], values: dict[str, object]
) -> None:
    file = parse_yaml(json.dumps(values).encode(), "a.yaml")
    try:
        validate(model, file)
    except ContentError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.mark and problem.mark.line == 1
            assert problem.message.endswith(".")
            assert "function-" not in problem.message and "Input should" not in problem.message
