"""Errors: what a person reads, the exit code, and the way from one process to another."""

from __future__ import annotations

import pickle

import pytest

from generator.errors import (
    BuildError,
    ContentError,
    GeneratorError,
    PreflightError,
    Problem,
    RenderError,
    TemplateError,
    UsageError,
)
from generator.model.mark import Mark

CODES = [
    (GeneratorError, 1),
    (BuildError, 1),
    (UsageError, 2),
    (ContentError, 3),
    (TemplateError, 4),
    (RenderError, 5),
    (PreflightError, 6),
]
PROBLEMS = (
    Problem("barriers[6].short is too long", Mark("content/nl.yaml", 84, 7), "shorten it"),
    Problem("there is no barrier '77'"),
)


@pytest.mark.parametrize(("kind", "code"), CODES)
def test_each_kind_of_error_has_its_exit_code(kind: type[GeneratorError], code: int) -> None:
    assert kind("wrong").exit_code == code


def test_every_kind_of_error_has_an_exit_code_here() -> None:
    assert {kind for kind, _ in CODES} == {GeneratorError, *GeneratorError.__subclasses__()}


@pytest.mark.parametrize(("kind", "code"), CODES)
def test_an_error_crosses_to_another_process_whole(kind: type[GeneratorError], code: int) -> None:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        copy = pickle.loads(pickle.dumps(kind(PROBLEMS), protocol))
        assert type(copy) is kind
        assert copy.problems == PROBLEMS
        assert str(copy) == str(kind(PROBLEMS))
        assert copy.exit_code == code


def test_a_problem_says_where_what_and_what_helps() -> None:
    assert [str(problem) for problem in PROBLEMS] == [
        "content/nl.yaml:84:7: barriers[6].short is too long. Hint: shorten it",
        "there is no barrier '77'",
    ]


@pytest.mark.parametrize("end", [".", "?", "!"])
def test_a_sentence_that_has_ended_gets_no_second_full_stop(end: str) -> None:
    assert str(Problem(f"Is that so{end}", hint="look")) == f"Is that so{end} Hint: look"


def test_all_problems_are_in_the_message_a_line_each() -> None:
    assert str(ContentError(PROBLEMS)).splitlines() == [str(problem) for problem in PROBLEMS]


def test_an_error_is_made_from_a_text_a_problem_or_several() -> None:
    mark = Mark("content/nl.yaml", 3)
    (problem,) = ContentError("wrong", mark=mark, hint="right it").problems
    assert problem == Problem("wrong", mark, "right it")
    assert ContentError(problem).problems == (problem,)
    assert ContentError([problem, problem]).problems == (problem, problem)
