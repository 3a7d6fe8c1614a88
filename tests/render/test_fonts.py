"""Font files: static, ours by name, made once, and made anew when a kept one is spoiled."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from generator.render.fonts import FACES, families, font_css, font_file, font_metrics

QUICK = "text-regular"
TYPED = "Zie ik het wel goed? ‘Tóch’ – “één” coördinator’s € 5… ÁÇÈËÏÖÜŸ Ł ő ș"


def opened(name: str) -> TTFont:
    return TTFont(io.BytesIO(font_file(name)))


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder that isn't there yet; nothing is remembered from other tests."""
    monkeypatch.setenv("DREMPELS_CACHE", str(tmp_path / "cache"))
    font_file.cache_clear()
    yield tmp_path / "cache"
    font_file.cache_clear()


@pytest.fixture
def forbid_making(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on a font that has to be made, not read, fails the test."""

    def forbid() -> None:
        def fail(*args: object, **kwargs: object) -> None:
            pytest.fail("a font was made anew")

        monkeypatch.setattr(instancer, "instantiateVariableFont", fail)
        monkeypatch.setattr(subset.Subsetter, "subset", fail)

    return forbid


@pytest.mark.parametrize("name", FACES)
def test_every_face_is_a_static_font_with_all_letters(name: str) -> None:
    font = opened(name)
    assert "fvar" not in font
    assert "glyf" in font
    letters = font.getBestCmap()
    assert [letter for letter in TYPED if ord(letter) not in letters] == []


@pytest.mark.parametrize("name", FACES)
def test_every_face_carries_our_own_family_name(name: str) -> None:
    face, font = FACES[name], opened(name)
    assert font["name"].getBestFamilyName() == face.family
    postscript = font["name"].getDebugName(6)
    assert postscript.startswith(face.family.replace(" ", ""))
    assert any(postscript.startswith(family) for family in families())


def test_no_two_faces_have_the_same_name() -> None:
    names = {opened(name)["name"].getDebugName(6) for name in FACES}
    assert len(names) == len(FACES)


def test_the_two_headings_are_different_drawings_of_one_weight() -> None:
    display, text = opened("heading-display"), opened("heading-text")
    assert display["OS/2"].usWeightClass == text["OS/2"].usWeightClass == 800
    assert font_metrics("heading-display").width("drempel") != font_metrics("heading-text").width(
        "drempel"
    )


def test_each_face_has_one_rule_that_asks_for_it_by_name() -> None:
    rules = font_css()
    assert rules.count("@font-face{") == len(FACES)
    for name, face in FACES.items():
        assert f"font-family:'{face.family}';font-weight:{face.weight};" in rules
        assert f"src:url(font:{name})}}" in rules


def test_a_font_is_read_back_from_the_cache(
    empty_cache: Path, forbid_making: Callable[[], None]
) -> None:
    made = font_file(QUICK)
    font_file.cache_clear()
    forbid_making()
    assert font_file(QUICK) == made
    assert any(empty_cache.rglob("*.ttf"))


@pytest.mark.parametrize(
    ("kind", "content"),
    [("*.ttf", b""), ("*.ttf", b"\x00\xff not a font"), ("*.sha256", b""), ("*.sha256", b"0" * 64)],
)
def test_a_spoiled_font_in_the_cache_is_made_anew(
    kind: str, content: bytes, empty_cache: Path, forbid_making: Callable[[], None]
) -> None:
    made = font_file(QUICK)
    (kept,) = empty_cache.rglob(kind)
    kept.write_bytes(content)
    font_file.cache_clear()
    assert font_file(QUICK) == made
    assert kept.read_bytes() != content
    font_file.cache_clear()
    forbid_making()
    assert font_file(QUICK) == made


def test_half_a_cache_entry_is_made_whole(empty_cache: Path) -> None:
    made = font_file(QUICK)
    (kept,) = empty_cache.rglob("*.sha256")
    kept.unlink()
    font_file.cache_clear()
    assert font_file(QUICK) == made
    assert kept.is_file()


def test_a_cache_that_cannot_be_written_costs_only_time(empty_cache: Path) -> None:
    empty_cache.write_text("a file where the folder should be")
    assert TTFont(io.BytesIO(font_file(QUICK)))["name"].getBestFamilyName() == "Text"
    assert empty_cache.is_file()


@pytest.mark.parametrize("name", [QUICK, "heading-text"])
def test_a_font_made_again_has_the_same_bytes(name: str, request: pytest.FixtureRequest) -> None:
    before = font_file(name)
    empty_cache: Path = request.getfixturevalue("empty_cache")
    assert not empty_cache.exists()
    assert font_file(name) == before


def test_an_unknown_font_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        font_file("comic-sans")
