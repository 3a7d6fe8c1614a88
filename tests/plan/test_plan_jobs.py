"""Which PDFs there are to make, for what a person asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import UsageError
from generator.model.geometry import parse_format
from generator.model.job import Job
from generator.model.target import Target
from generator.plan import Catalogue, Selection, extra_cards, plan_jobs, series_jobs
from tests.made_up import make_campaign, make_printing, make_product

BANNER = make_product("banner", subject="barrier", formats=["a4", "a3", "a0"], default_format="a3")
LEAFLET = make_product("leaflet", formats=["a4", "a6"], default_format="a6")
CARD = make_product(
    "pocket",
    formats=["85x55", "a7"],
    default_format="85x55",
    sides=2,
    pages=2,
    impose={"office": {"scheme": "cards", "sheet": "a4"}},
)
ON_SCREEN = make_product("wallpaper", targets=["screen"])


def make_catalogue(count: int = 10) -> Catalogue:
    products = {one.name: one for one in (BANNER, LEAFLET, CARD, ON_SCREEN)}
    campaigns = {"nl": make_campaign(count), "en": make_campaign(count, language="en")}
    return Catalogue(campaigns, ("landelijk", "noord"), products, "nl", "noord", make_printing())


def planned(**selection: Any) -> tuple[Job, ...]:
    return plan_jobs(make_catalogue(), Selection(**selection))


def paths(jobs: Iterable[Job]) -> list[str]:
    return [str(job.path) for job in jobs]


def told(**selection: Any) -> list[str]:
    with pytest.raises(UsageError) as caught:
        planned(**selection)
    assert caught.value.exit_code == 2
    return [str(problem) for problem in caught.value.problems]


def test_nothing_asked_is_every_product_in_its_defaults() -> None:
    jobs = planned()
    assert {(job.edition, job.language) for job in jobs} == {("noord", "nl")}
    assert {(job.product, job.format.name) for job in jobs} == {
        ("banner", "a3"),
        ("leaflet", "a6"),
        ("pocket", "85x55"),
        ("wallpaper", "a6"),
    }
    assert {job.target for job in jobs if job.product == "leaflet"} == {
        Target.SCREEN,
        Target.OFFICE,
    }
    assert {job.target for job in jobs if job.product == "wallpaper"} == {Target.SCREEN}
    assert len(jobs) == 10 * 2 + 2 + 2 + 1


def test_a_path_says_edition_language_target_product_barrier_and_format() -> None:
    screen = {"targets": (Target.SCREEN,)}
    assert paths(planned(products=("leaflet",), **screen)) == ["noord/nl/screen/leaflet-a6.pdf"]
    assert paths(planned(products=("banner",), barriers=(3, 10), **screen)) == [
        "noord/nl/screen/banner-03-a3.pdf",
        "noord/nl/screen/banner-10-a3.pdf",
    ]


@pytest.mark.parametrize(
    ("selection", "count"),
    [
        ({"products": ("banner", "leaflet")}, 22),
        ({"products": ("all",)}, 25),
        ({"editions": ("all",)}, 50),
        ({"editions": ("landelijk", "noord"), "languages": ("all",)}, 100),
        ({"languages": ("en",)}, 25),
        ({"targets": (Target.OFFICE,)}, 12),
        ({"products": ("banner",), "formats": ("all",)}, 60),
        ({"formats": ("a4",)}, 22),
        ({"formats": ("a4", "a6")}, 25),
        ({"barriers": (1, 2)}, 4),
        ({"products": ("all",), "barriers": (1,)}, 2),
        ({"products": ("leaflet", "leaflet", "all")}, 25),
        ({"products": ("leaflet", "leaflet")}, 2),
    ],
)
def test_each_selector_leaves_what_it_names(selection: dict[str, Any], count: int) -> None:
    assert len(planned(**selection)) == count


def test_products_follow_their_own_default_format_when_none_is_asked() -> None:
    jobs = planned(products=("banner", "leaflet"), barriers=(), targets=(Target.SCREEN,))
    assert {job.format.name for job in jobs} == {"a3", "a6"}


@given(
    st.builds(
        Selection,
        products=st.sets(st.sampled_from(["banner", "leaflet", "pocket", "all"])).map(tuple),
        editions=st.sets(st.sampled_from(["landelijk", "noord", "all"])).map(tuple),
        languages=st.sets(st.sampled_from(["nl", "en", "all"])).map(tuple),
        targets=st.sets(st.sampled_from(Target)).map(tuple),
        formats=st.sets(st.sampled_from(["a4", "a3", "a6", "85x55", "all"])).map(tuple),
        barriers=st.sets(st.integers(1, 10)).map(tuple),
    )
)
def test_jobs_come_sorted_by_path_and_each_once(selection: Selection) -> None:
    try:
        jobs = plan_jobs(make_catalogue(), selection)
    except UsageError:
        return
    assert paths(jobs) == sorted(set(paths(jobs)))
    for job in jobs:
        assert job.target in (selection.targets or Target)
        assert not selection.barriers or job.barrier in selection.barriers
        assert {job.edition, "all"} & {*selection.editions} or not selection.editions


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        ({"products": ("leafet",)}, "there is no product 'leafet'. Hint: did you mean 'leaflet'?"),
        (
            {"products": ("mug",)},
            "there is no product 'mug'. Hint: there is: banner, leaflet, pocket, wallpaper",
        ),
        (
            {"editions": ("nord",)},
            "there is no edition 'nord' in content/editions/. Hint: did you mean 'noord'?",
        ),
        ({"languages": ("fr",)}, "there is no language 'fr' in content/. Hint: there is: en, nl"),
        ({"formats": ("a33",)}, "there is no format 'a33'. Hint: did you mean 'a3'?"),
        (
            {"barriers": (0,)},
            "there is no barrier '0'. Hint: there is: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
        ),
        (
            {"products": ("leaflet",), "barriers": (1,)},
            "'leaflet' is one PDF for all barriers, so --barrier leaves nothing of it. "
            "Hint: leave --barrier out",
        ),
        (
            {"products": ("leaflet",), "formats": ("a3",)},
            "'leaflet' isn't made in what was asked for. "
            "Hint: its formats are a4, a6; its targets are screen, office",
        ),
        (
            {"products": ("wallpaper",), "targets": (Target.OFFICE,)},
            "'wallpaper' isn't made in what was asked for. "
            "Hint: its formats are a6; its targets are screen",
        ),
        (
            {"formats": ("85x55",), "barriers": (1,)},
            "nothing fits this selection; `drempels list` shows what there is",
        ),
    ],
)
def test_what_cannot_be_made_is_told_with_the_nearest_that_can(
    selection: dict[str, Any], message: str
) -> None:
    assert told(**selection) == [message]


def test_everything_that_is_unknown_is_told_at_once() -> None:
    problems = told(products=("mug", "leafet"), languages=("fr",), barriers=(0, 11))
    assert len(problems) == 5


def test_a_product_that_falls_out_is_told_though_others_remain() -> None:
    (problem,) = told(products=("banner", "leaflet"), barriers=(1,))
    assert problem.startswith("'leaflet' is one PDF for all barriers")


@pytest.mark.parametrize(
    ("asked", "lead"), [("a4", "a3"), ("a0", "a3"), ("a3", "a3"), ("a6", "a6"), ("85x55", "85x55")]
)
def test_formats_of_one_shape_follow_the_sizes_of_the_products_default(
    asked: str, lead: str
) -> None:
    products = {"a6": "leaflet", "85x55": "pocket"}
    (job, *_) = planned(products=(products.get(asked, "banner"),), formats=(asked,))
    assert job.format.name == asked
    assert job.series.format == lead


def test_a_format_of_another_shape_leads_itself() -> None:
    jobs = planned(products=("pocket",), formats=("all",), targets=(Target.SCREEN,))
    assert {job.format.name: job.series.format for job in jobs} == {"85x55": "85x55", "a7": "a7"}


def test_a_series_is_every_barrier_at_the_lead_format_whatever_was_asked() -> None:
    (job,) = planned(products=("banner",), formats=("a4",), barriers=(7,), targets=(Target.SCREEN,))
    series = series_jobs(job, make_catalogue().campaigns["nl"], BANNER)
    assert [one.barrier for one in series] == list(range(1, 11))
    assert {one.format.name for one in series} == {"a3"}
    assert {one.series for one in series} == {job.series}


def test_a_product_for_the_whole_campaign_is_a_series_of_its_own() -> None:
    (job,) = planned(products=("pocket",), formats=("a7",), targets=(Target.OFFICE,))
    assert series_jobs(job, make_catalogue().campaigns["nl"], CARD) == (job,)
    assert job.extra_cards == 2


@pytest.mark.parametrize(
    ("count", "name", "extra"),
    [(10, "85x55", 0), (10, "a7", 2), (7, "85x55", 3), (7, "a7", 1), (8, "a7", 0), (12, "a7", 0)],
)
def test_the_last_sheet_is_filled_with_extra_cards(count: int, name: str, extra: int) -> None:
    assert extra_cards(CARD, make_campaign(count), parse_format(name)) == extra


def test_screen_and_office_have_the_same_cards() -> None:
    jobs = planned(products=("pocket",), formats=("a7",))
    assert {(job.target, job.extra_cards) for job in jobs} == {
        (Target.SCREEN, 2),
        (Target.OFFICE, 2),
    }


def test_only_what_is_imposed_for_the_whole_campaign_has_extra_cards() -> None:
    campaign, a7 = make_campaign(10), parse_format("a7")
    impose = {"office": {"scheme": "cards", "sheet": "a4"}}
    for_each = make_product(subject="barrier", formats=["a7"], default_format="a7", impose=impose)
    assert extra_cards(for_each, campaign, a7) == 0
    assert extra_cards(LEAFLET, campaign, a7) == 0
