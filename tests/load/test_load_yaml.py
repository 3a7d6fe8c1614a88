"""What the YAML reader takes, what it refuses, and where it says that the fault is."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.errors import ContentError
from generator.load import yaml as reader
from generator.load.yaml import parse_yaml, read_yaml
from generator.model.mark import Mark

PARSERS = [yaml.SafeLoader] + ([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])


@pytest.fixture(params=PARSERS, ids=lambda parser: str(parser.__name__))
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LOADER", request.param)


def told(content: str | bytes) -> list[str]:
    with pytest.raises(ContentError) as caught:
        parse_yaml(content.encode() if isinstance(content, str) else content, "a.yaml")
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "written",
    ["0800-2000", "0612345670", "1.10", "no", "Yes", "2026-01-31", "0x1F", "12:30", "1_0"],
)
def test_a_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert parse_yaml(f"phone: {written}".encode(), "a.yaml").values == {"phone": written}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "# a comment"])
def test_only_nothing_is_none(written: str) -> None:
    assert parse_yaml(f"logo: {written}".encode(), "a.yaml").values == {"logo": None}


def test_nothing_between_quotes_is_a_text() -> None:
    values = parse_yaml(b"""{a: "", b: '~', c: "null"}""", "a.yaml").values
    assert values == {"a": "", "b": "~", "c": "null"}


def test_a_key_stays_a_text_too() -> None:
    assert parse_yaml(b"{no: a, 1: b, ~: c}", "a.yaml").values == {"no": "a", "1": "b", "~": "c"}


@pytest.mark.usefixtures("parser")
def test_every_value_and_key_has_its_mark() -> None:
    file = parse_yaml(
        "# één\nbarriers:\n  - id: a\n    short: >-\n      é\n  - {id: b}\n".encode(), "f"
    )
    assert dict(file.marks) == {
        (): Mark("f", 2, 1),
        ("barriers",): Mark("f", 3, 3),
        ("barriers", 0): Mark("f", 3, 5),
        ("barriers", 0, "id"): Mark("f", 3, 9),
        ("barriers", 0, "short"): Mark("f", 4, 12),
        ("barriers", 1): Mark("f", 6, 5),
        ("barriers", 1, "id"): Mark("f", 6, 10),
    }
    assert dict(file.key_marks) == {
        ("barriers",): Mark("f", 2, 1),
        ("barriers", 0, "id"): Mark("f", 3, 5),
        ("barriers", 0, "short"): Mark("f", 4, 5),
        ("barriers", 1, "id"): Mark("f", 6, 6),
    }


def test_a_byte_order_mark_and_windows_line_ends_are_taken() -> None:
    file = parse_yaml(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "a.yaml")
    assert file.values == {"a": "1", "b": "2"}
    assert file.marks[("b",)] == Mark("a.yaml", 2, 4)


def test_a_missing_file_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_yaml(tmp_path / "nl.yaml", "content/nl.yaml")
    expected = "content/nl.yaml: the file doesn't exist. Hint: check its name and folder."
    assert str(caught.value) == expected


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^content: the file is a folder\."):
        read_yaml(tmp_path, "content")


def test_a_file_of_more_than_a_megabyte_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nl.yaml"
    path.write_bytes(b"a" * 1_000_001)
    with pytest.raises(ContentError, match=r"^nl.yaml: the file is larger than 1 MB\.$"):
        read_yaml(path, "nl.yaml")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("content", ["", "\n\n", "# a comment\n", "---\n", "~"])
def test_an_empty_file_is_told(content: str) -> None:
    assert told(content) == ["a.yaml:1:1: the file is empty."]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"a: b\nname: Andr\xe9\n", "a.yaml:2:11: the file isn't UTF-8: byte 0xe9 on line 2"),
        (b"\xef\xbb\xbf\xc3\xa9: \xff", "a.yaml:1:4: the file isn't UTF-8: byte 0xff on line 1"),
        ("a: b".encode("utf-16"), "a.yaml:1:1: the file isn't UTF-8: byte 0xff on line 1"),
    ],
)
def test_another_encoding_is_told_by_line_and_byte(content: bytes, place: str) -> None:
    hint = "in your editor, save the file with the encoding UTF-8."
    assert told(content) == [f"{place} doesn't belong in it. Hint: {hint}"]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("content", "place"),
    [("a:\n\tb: 1\n", "2:1"), ("a:\n  - x: 1\n  \ty: 2\n", "3:3"), ("a: |\n\ttext\n", "2:1")],
)
def test_a_tab_in_the_indentation_is_told_where_it_stands(content: str, place: str) -> None:
    hint = "use spaces: two for each level."
    assert told(content) == [f"a.yaml:{place}: a tab is used to indent this line. Hint: {hint}"]


# What people get wrong, and what both parsers must be made to say of it.
MISTAKES = [
    ("title: Drempels: tien\n", "1:16: a colon isn't expected here."),
    ("a: 1\n  b: 2\n", "2:4: a colon isn't expected here."),
    ("a:1\nb: 2\n", "2:2: a colon isn't expected here."),
    ("a: 1\nfoo\nb: 2\n", "2:1: this line has no colon after its key."),
    ("a:\n    b: 1\n  c: 2\n", "3:3: this doesn't belong here."),
    ("a: 'foto's'\n", "1:10: this doesn't belong here."),
    ('a: "ja" zei ze\n', "1:9: this doesn't belong here."),
    (": x\n", "1:1: this doesn't belong here."),
    ('a: "foo\nb: 2\n', "1:4: the quote that opens here is never closed."),
    ("a: 'foo\nb: 2\n", "1:4: the quote that opens here is never closed."),
    (
        'a: "foo\nb: "bar"\n',
        "1:4: the text in quotes that begins here ends only on line 2.",
    ),
    (
        "a:\n  - b: 'Zie ik het?\n    c: >-\n      x\n  - b: 'twee'\n",
        "2:8: the text in quotes that begins here ends only on line 5.",
    ),
    # It ends where it should: what comes below is wrong by itself.
    ('a: "foo\n  bar"\nb: c\n d: e\n', "4:3: a colon isn't expected here."),
    ("a: @foo\n", "1:4: a text can't start with this character."),
    ("a: `foo`\n", "1:4: a text can't start with this character."),
    ("a: %foo\n", "1:4: a text can't start with this character."),
    ("a: , x\n", "1:4: a text can't start with this character."),
    ("a: *foo* bar\n", "1:4: a text can't start with * or &."),
    ("a: & bar\n", "1:4: a text can't start with * or &."),
    ("a: !x!y z\n", "1:4: a text can't start with ! or %."),
    (
        "a: [1, 2\nb: 3\n",
        "1:4: the bracket that opens here is never closed, or a comma is missing.",
    ),
    (
        "a: {x: 1\nb: 3\n",
        "1:4: the bracket that opens here is never closed, or a comma is missing.",
    ),
    ("a: - b\n", "1:4: a list can't start behind a key on the same line."),
    (
        "- a\nb: 1\n",
        "2:1: this line is neither an item of the list above nor a key beside that list.",
    ),
    ("a: |x\n", "1:5: nothing may follow | or > on the same line."),
    ("a: > foo\n", "1:6: nothing may follow | or > on the same line."),
    ("a: 1\n... x\n", "2:5: the file must start with its first key."),
    ("%YAML 2.0\n---\na: 1\n", "1:1: the file must start with its first key."),
    ("a: {{ title }}\n", "1:5: a mapping can't be a key."),
    ("? [a]\n: 1\n", "1:3: a list can't be a key."),
    ("a: &x 1\n*x : 2\n", "2:1: an alias can't be a key."),
    ("a: *x\n", "1:4: nothing is called '&x' above this line."),
    ("a: &x [*x]\n", "1:8: '*x' stands inside what it stands for."),
    ("a: !stop x\n", "1:4: tags can't be used, and '!stop' is one."),
    ("a: !!python/name:os.x y\n", "1:4: tags can't be used, and '!!python/name:os.x' is one."),
    ("!!map {a: 1}\n", "1:1: tags can't be used, and '!!map' is one."),
    ("a: 1\n---\nb: 2\n", "2:1: a second document starts here."),
    ("{'': x}\n", "1:2: a key is missing before the colon."),
    ("a: x\x00y\n", "1:5: the invisible character U+0000 can't be used."),
    ("a: x\u2028y\n", "1:5: the invisible character U+2028 can't be used."),
    ('a: "\\a"\n', "1:4: the invisible character U+0007 can't be used."),
    ("[" * 3000, "1:41: values are nested more than 40 deep."),
    ("- " * 3000, "1:81: values are nested more than 40 deep."),
]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("content", "expected"), MISTAKES)
def test_a_mistake_is_told_in_plain_english_with_its_place(content: str, expected: str) -> None:
    (problem,) = told(content)
    assert problem.startswith(f"a.yaml:{expected}")


def test_a_colon_in_a_text_comes_with_its_cure() -> None:
    (problem,) = told("title: Drempels: tien\n")
    assert "Hint: when the colon belongs to the text, put the whole text between double quotes" in (
        problem
    )


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("escape", ["\\q", "\\ud800", "\\UFFFFFFFF", "\\x4"])
def test_a_broken_escape_is_refused(escape: str) -> None:
    (problem,) = told(f'a: "{escape}"\n')
    assert problem.startswith("a.yaml:1:")


@pytest.mark.usefixtures("parser")
def test_all_duplicate_keys_are_told_at_once_with_both_lines() -> None:
    second = "is here for the second time; the first is on line"
    assert told("a: 1\nb:\n  c: 1\n  c: 2\na: 2\nb: : x\n")[:3] == [
        f"a.yaml:4:3: the key 'c' {second} 3. Hint: remove one of the two.",
        f"a.yaml:5:1: the key 'a' {second} 1. Hint: remove one of the two.",
        f"a.yaml:6:1: the key 'b' {second} 2. Hint: remove one of the two.",
    ]


def test_a_small_alias_stands_for_its_value() -> None:
    file = parse_yaml(b"a: &x {b: [1, 2]}\nc: *x\n", "a.yaml")
    assert file.values == {"a": {"b": ["1", "2"]}, "c": {"b": ["1", "2"]}}
    assert file.marks.nearest(("c", "b", 1)) == Mark("a.yaml", 2, 4)


def test_aliases_that_explode_are_refused_at_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]" for a, b in pairwise("abcdefghi")]
    started = perf_counter()
    assert told("\n".join(lines)) == [
        "a.yaml:5:8: the file holds more than 20000 values, aliases written out."
    ]
    assert perf_counter() - started < 1


def test_a_file_full_of_control_characters_is_told_in_a_few_lines() -> None:
    assert len(told("\x01\n" * 1000)) == 20


YAMLISH = st.text(alphabet="ab:-[]{},&*!|>'\"%@`#?~<=.\\ \t\n\r\ufeff\u2028\x85\x00é", max_size=60)


@pytest.mark.usefixtures("parser")
@settings(
    max_examples=400,
    deadline=None,
    # The fixture chooses a parser, and no example changes it.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.one_of(st.binary(max_size=60), st.text().map(str.encode), YAMLISH.map(str.encode)))
def test_whatever_is_in_a_file_there_are_values_or_problems_with_a_mark(content: bytes) -> None:
    try:
        assert parse_yaml(content, "a.yaml").values is not None
    except ContentError as error:
        assert error.problems
        assert all(problem.mark and problem.mark.line > 0 for problem in error.problems)
