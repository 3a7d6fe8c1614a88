"""What a print shop, perforated cards and office paper ask of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product as combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import UsageError
from generator.model.geometry import parse_format
from generator.model.job import Job
from generator.model.printing import CardStock, PageOrder, Printer, Shop
from generator.model.target import Target
from generator.plan import Catalogue, Selection, plan_jobs, series_jobs
from tests.made_up import make_campaign, make_printing, make_product

EVERYWHERE = ["screen", "office", "press"]
BANNER = make_product(
    "banner",
    subject="barrier",
    formats=["a4", "a3", "a0", "100x400"],
    default_format="a3",
    targets=EVERYWHERE,
)
CARD = make_product(
    "pocket",
    formats=["85x55", "a7", "84.98x55"],
    default_format="85x55",
    sides=2,
    pages=2,
    targets=EVERYWHERE,
    impose={"office": {"scheme": "cards", "sheet": "a4"}},
)
ZINE = make_product(
    "zine",
    formats=["a7"],
    default_format="a7",
    targets=EVERYWHERE,
    impose={
        "office": {"scheme": "mini-zine", "sheet": "a4"},
        "press": {"scheme": "mini-zine", "sheet": "a4"},
    },
)
DUO = make_product(
    "duo",
    formats=["85x55"],
    default_format="85x55",
    sides=2,
    pages=2,
    targets=EVERYWHERE,
    impose={"press": {"scheme": "work-and-turn", "sheet": "a3"}},
)
ON_SCREEN = make_product("wallpaper", formats=["a3"], default_format="a3", targets=["screen"])
PRODUCTS = {one.name: one for one in (BANNER, CARD, ZINE, DUO, ON_SCREEN)}
EIGHT = CardStock(
    card="85x55", columns=2, rows=4, left_mm=15, top_mm=20, pitch_x_mm=95, pitch_y_mm=60
)
PRINTING = make_printing(
    shops={"dorp": Shop(), "apart": Shop(page_order=PageOrder.SEPARATE)},
    stock={
        "acht": EIGHT,
        "acht-smal": EIGHT.model_copy(update={"card": "84.98x55"}),
        "acht-klein": EIGHT.model_copy(update={"card": "80x50"}),
    },
    printers={"zolder": Printer(back_right_mm=1), "kelder": Printer()},
)
PRESS = (Target.PRESS,)
OFFICE = (Target.OFFICE,)


def make_catalogue(**changes: Any) -> Catalogue:
    values: dict[str, Any] = {
        "campaigns": {"nl": make_campaign(10), "en": make_campaign(10, language="en")},
        "editions": ("landelijk", "noord"),
        "products": PRODUCTS,
        "default_language": "nl",
        "default_edition": "noord",
        "printing": PRINTING,
    }
    return Catalogue(**{**values, **changes})


def planned(**selection: Any) -> tuple[Job, ...]:
    return plan_jobs(make_catalogue(), Selection(**selection))


def names(jobs: Iterable[Job]) -> list[str]:
    return [job.path.name for job in jobs]


def told(**selection: Any) -> list[str]:
    with pytest.raises(UsageError) as caught:
        planned(**selection)
    assert caught.value.exit_code == 2
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (
            {"shop": "drop"},
            "there is no print shop 'drop' in content/print.yaml. Hint: did you mean 'dorp'?",
        ),
        (
            {"shop": "all"},
            "there is no print shop 'all' in content/print.yaml. Hint: there is: apart, dorp",
        ),
        (
            {"stock": "achtt"},
            "there is no card stock 'achtt' in content/print.yaml. Hint: did you mean 'acht'?",
        ),
        (
            {"printer": "zoldr"},
            "there is no printer 'zoldr' in content/print.yaml. Hint: did you mean 'zolder'?",
        ),
        (
            {"printer": "all"},
            "there is no printer 'all' in content/print.yaml. Hint: there is: kelder, zolder",
        ),
        (
            {"shop": "dorp", "targets": OFFICE},
            "--shop is for press files, and none is asked for. "
            "Hint: leave --shop out, or ask for --target press",
        ),
        (
            {"shop": "dorp", "products": ("wallpaper",)},
            "--shop is for press files, and none is asked for. "
            "Hint: leave --shop out, or ask for --target press",
        ),
        (
            {"stock": "acht", "tile": "a4"},
            "--sheet and --tile don't go together. Hint: leave one of them out",
        ),
        (
            {"stock": "acht", "targets": PRESS},
            "--sheet is for office printers. Hint: ask for --target office, or leave --target out",
        ),
        (
            {"tile": "a4", "targets": (Target.SCREEN, Target.PRESS)},
            "--tile is for office printers. Hint: ask for --target office, or leave --target out",
        ),
        (
            {"printer": "zolder", "targets": PRESS},
            "--printer is for office printers. "
            "Hint: ask for --target office, or leave --target out",
        ),
        (
            {"stock": "acht", "products": ("banner",)},
            "'banner' isn't made for card stock 'acht' as it was asked for. "
            "Hint: its cards are 85x55: a product needs that format, and impose: cards; "
            "the formats of 'banner' are a4, a3, a0, 100x400",
        ),
        (
            {"stock": "acht", "products": ("zine",)},
            "'zine' isn't made for card stock 'acht' as it was asked for. "
            "Hint: its cards are 85x55: a product needs that format, and impose: cards; "
            "the formats of 'zine' are a7",
        ),
        (
            {"stock": "acht-klein", "products": ("pocket",)},
            "'pocket' isn't made for card stock 'acht-klein' as it was asked for. "
            "Hint: its cards are 80x50: a product needs that format, and impose: cards; "
            "the formats of 'pocket' are 85x55, a7, 84.98x55",
        ),
        (
            {"stock": "acht", "products": ("pocket",), "formats": ("a7",)},
            "'pocket' isn't made for card stock 'acht' as it was asked for. "
            "Hint: its cards are 85x55: a product needs that format, and impose: cards; "
            "the formats of 'pocket' are 85x55, a7, 84.98x55",
        ),
        (
            {"tile": "a4", "products": ("pocket",)},
            "'pocket' isn't cut into tiles of a4: it is not larger than that, or has sheets of its "
            "own. Hint: its formats are 85x55, a7, 84.98x55",
        ),
        (
            {"tile": "a3", "products": ("banner",), "formats": ("a4", "a3")},
            "'banner' isn't cut into tiles of a3: it is not larger than that, or has sheets of its "
            "own. Hint: its formats are a4, a3, a0, 100x400",
        ),
        (
            {"stock": "acht-klein"},
            "nothing fits this selection; `drempels list` shows what there is",
        ),
        (
            {"products": ("wallpaper",), "targets": PRESS},
            "'wallpaper' isn't made in what was asked for. "
            "Hint: its formats are a3; its targets are screen",
        ),
    ],
)
def test_what_cannot_be_printed_is_told_with_the_nearest_that_can(
    selection: dict[str, Any], message: str
) -> None:
    assert told(**selection) == [message]


def test_a_printer_is_measured_before_it_can_be_named() -> None:
    catalogue = make_catalogue(printing=make_printing())
    with pytest.raises(UsageError) as caught:
        plan_jobs(catalogue, Selection(printer="zolder"))
    assert str(caught.value.problems[0]) == (
        "there is no printer 'zolder' in content/print.yaml. Hint: run `drempels calibrate` first"
    )


def test_everything_that_is_unknown_or_at_odds_is_told_at_once() -> None:
    assert len(told(shop="x", stock="y", printer="z", tile="a4", targets=PRESS)) == 7


def test_each_press_pdf_has_its_job_ticket_and_no_other_has_one() -> None:
    jobs = planned(formats=("all",))
    press = {job for job in jobs if job.target is Target.PRESS}
    pdfs = {job for job in press if not job.is_ticket}
    assert {job for job in press if job.is_ticket} == {job.ticket for job in pdfs}
    assert not any(job.is_ticket or job.shop for job in jobs if job not in press)
    assert {job.shop for job in press} == {"dorp"}


def test_a_press_pdf_and_its_ticket_lie_side_by_side() -> None:
    assert [
        str(job.path) for job in planned(products=("banner",), barriers=(3,), targets=PRESS)
    ] == [
        "noord/nl/press/banner-03-a3-ticket.pdf",
        "noord/nl/press/banner-03-a3.pdf",
    ]


def test_the_shop_that_is_asked_for_gets_the_press_pdfs_alone() -> None:
    jobs = planned(shop="apart", products=("banner",))
    assert {(job.target, job.shop) for job in jobs} == {
        (Target.SCREEN, None),
        (Target.OFFICE, None),
        (Target.PRESS, "apart"),
    }


def test_a_shop_that_wants_fronts_and_backs_apart_gets_two_pdfs_with_a_ticket_each() -> None:
    jobs = planned(products=("pocket",), targets=PRESS, shop="apart")
    assert names(jobs) == [
        "pocket-85x55-back-ticket.pdf",
        "pocket-85x55-back.pdf",
        "pocket-85x55-front-ticket.pdf",
        "pocket-85x55-front.pdf",
    ]
    assert [job.half for job in jobs] == ["back", "back", "front", "front"]
    assert names(planned(products=("pocket",), targets=PRESS, shop="dorp")) == [
        "pocket-85x55-ticket.pdf",
        "pocket-85x55.pdf",
    ]


@pytest.mark.parametrize("name", ["banner", "zine", "duo"])
def test_what_has_one_side_or_sheets_of_its_own_stays_one_pdf(name: str) -> None:
    jobs = planned(products=(name,), targets=PRESS, shop="apart")
    assert {job.half for job in jobs} == {None}


def test_a_card_stock_picks_the_cards_format_for_the_office_alone() -> None:
    (job,) = planned(stock="acht")
    assert str(job.path) == "noord/nl/office/pocket-85x55-acht.pdf"
    assert (job.stock, job.format, job.target) == ("acht", parse_format("85x55"), Target.OFFICE)
    for selection in ({"formats": ("all",)}, {"formats": ("85x55",)}, {"targets": tuple(Target)}):
        assert planned(stock="acht", **selection) == (job,)


def test_a_card_stock_has_as_many_extra_cards_as_fill_its_own_sheets() -> None:
    (job,) = planned(stock="acht")
    assert job.extra_cards == 6
    (plain,) = planned(products=("pocket",), targets=OFFICE)
    assert plain.extra_cards == 0


def test_type_sizes_are_found_on_all_cards_that_the_stock_has() -> None:
    (job,) = planned(stock="acht-smal")
    assert job.series.format == "85x55"
    (member,) = series_jobs(job, make_campaign(10), CARD)
    assert (member.format.name, member.extra_cards) == ("85x55", 6)


def test_a_printer_is_for_office_pdfs_alone() -> None:
    jobs = planned(printer="zolder", products=("pocket",))
    assert {(job.target, job.printer) for job in jobs} == {
        (Target.SCREEN, None),
        (Target.OFFICE, "zolder"),
        (Target.PRESS, None),
    }
    (on_stock,) = planned(printer="zolder", stock="acht")
    assert on_stock.printer == "zolder"


@pytest.mark.parametrize(
    ("tile", "formats"),
    [("a4", {"a3", "a0", "100x400"}), ("a3", {"a0"}), ("a0", set())],
)
def test_only_pages_larger_than_the_paper_are_cut_into_tiles(tile: str, formats: set[str]) -> None:
    if not formats:
        assert told(tile=tile, formats=("all",))
        return
    jobs = planned(tile=tile, formats=("all",), barriers=(1,))
    assert {job.format.name for job in jobs} == formats
    assert {(job.product, job.target) for job in jobs} == {("banner", Target.OFFICE)}
    assert {job.tile for job in jobs} == {parse_format(tile)}


def test_tiles_are_named_after_their_paper() -> None:
    assert names(planned(tile="a4", barriers=(2,))) == ["banner-02-a3-tiles-a4.pdf"]


def test_what_is_cut_into_tiles_has_the_type_sizes_that_it_has_as_a_whole() -> None:
    (whole,) = planned(products=("banner",), formats=("a0",), barriers=(1,), targets=OFFICE)
    (tiled,) = planned(products=("banner",), formats=("a0",), barriers=(1,), tile="a4")
    assert tiled.series == whole.series
    assert tiled.path != whole.path


@given(
    st.builds(
        Selection,
        products=st.sets(st.sampled_from([*PRODUCTS, "all"])).map(tuple),
        editions=st.sets(st.sampled_from(["landelijk", "noord", "all"])).map(tuple),
        languages=st.sets(st.sampled_from(["nl", "en", "all"])).map(tuple),
        targets=st.sets(st.sampled_from(Target)).map(tuple),
        formats=st.sets(st.sampled_from(["a4", "a3", "a7", "85x55", "all"])).map(tuple),
        barriers=st.sets(st.integers(1, 10)).map(tuple),
        shop=st.sampled_from([None, "dorp", "apart"]),
        stock=st.sampled_from([None, None, *PRINTING.stock]),
        printer=st.sampled_from([None, "zolder"]),
        tile=st.sampled_from([None, None, "a4", "a3"]),
    )
)
def test_whatever_is_asked_each_path_comes_once_and_in_order(selection: Selection) -> None:
    try:
        jobs = plan_jobs(make_catalogue(), selection)
    except UsageError as error:
        assert error.problems
        return
    paths = [str(job.path) for job in jobs]
    assert paths == sorted(set(paths))
    for job in jobs:
        assert (job.shop is not None) == (job.target is Target.PRESS)
        assert job.ticket in jobs or job.target is not Target.PRESS
        assert job.stock == selection.stock
        assert not selection.tile or (job.tile and job.target is Target.OFFICE)


def test_no_two_jobs_of_all_that_can_be_asked_share_a_path() -> None:
    """Each variant of a job has its own file, so that one build doesn't undo another's."""
    every = [
        Selection(
            editions=("all",),
            languages=("all",),
            formats=("all",),
            shop=shop,
            stock=stock,
            tile=tile,
        )
        for shop, stock, tile in combinations(
            [None, "apart"], [None, *PRINTING.stock], [None, "a4", "a3"]
        )
    ]
    found: dict[str, Job] = {}
    for selection in every:
        try:
            jobs = plan_jobs(make_catalogue(), selection)
        except UsageError:
            continue
        for job in jobs:
            # One path stands for one kind of PDF, whichever shop it is for.
            kind = (job.stock, job.tile, job.half, job.is_ticket, job.format, job.barrier)
            known = found.setdefault(str(job.path), job)
            assert kind == (
                known.stock, known.tile, known.half, known.is_ticket, known.format, known.barrier
            )  # fmt: skip
    assert len(found) > 400
