"""A made-up campaign, product and job, as values: nothing is read."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.model.campaign import Barrier, Campaign, Link, Titled
from generator.model.condition import OutputCondition
from generator.model.mark import Keys, Mark, Marks
from generator.model.printing import CardStock, Printer, PrintSetup, Shop
from generator.model.product import Product, ProductFile


def make_campaign(count: int = 3, **changes: Any) -> Campaign:
    """Make a campaign of `count` barriers; other keywords replace its texts."""
    link = Link(url="https://www.buit.example/", label="buit.example")
    marks: dict[Keys, Mark] = {
        ("barriers", at): Mark("content/nl.yaml", 10 * (at + 1), 5) for at in range(count)
    }
    campaign = Campaign(
        id="drempels",
        version="1.0",
        date=datetime.date(2026, 11, 23),
        language="nl",
        links={"buit": link},
        call_to_action_link=link,
        title="Drempels",
        series=f"van {count} drempels",
        headline="Welke drempel voel jij?",
        lead="Een paar twijfels.",
        intro="Een inleiding.",
        quote="Een uitspraak.",
        call_to_action=Titled(title="Doe iets.", text="Leer wat je kunt doen."),
        barriers=tuple(
            Barrier(number, f"b{number}", f"Twijfel {number}?", "Kort.", "Lang.")
            for number in range(1, count + 1)
        ),
        steps=(Titled(title="Kijk", text="Let op."),),
        sections={},
        labels={"more": "Meer weten?", "role_police": "Politie"},
        marks=Marks("content/nl.yaml", marks),
    )
    return replace(campaign, **changes)


def make_product(name: str = "leaflet", **changes: Any) -> Product:
    """Make a product; keywords are keys of its product.yaml."""
    values: dict[str, Any] = {
        "title": {"nl": "Blad", "en": "Leaflet"},
        "subject": "campaign",
        "formats": ["a6"],
        "default_format": "a6",
        "targets": ["screen", "office"],
    }
    return Product(
        name,
        ProductFile.model_validate({**values, **changes}),
        f"{name}/page.html.j2",
        f"{name}/style.css",
        Marks(f"templates/{name}/product.yaml"),
    )


def make_printing(
    shops: Mapping[str, Shop] | None = None,
    stock: Mapping[str, CardStock] | None = None,
    printers: Mapping[str, Printer] | None = None,
) -> PrintSetup:
    """Make a print setup; its first shop is the default one, and its profiles are empty."""
    shops = {"standard": Shop()} if shops is None else shops
    condition = OutputCondition("FOGRA39", "Made up", b"", "0" * 64, registered=True)
    return PrintSetup(
        default_shop=next(iter(shops)),
        shops=shops,
        conditions=dict.fromkeys(shops, condition),
        stock=stock or {},
        printers=printers or {},
        marks=Marks("content/print.yaml"),
    )
