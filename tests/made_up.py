"""A made-up campaign, product and job, as values: nothing is read."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from generator.model.campaign import Barrier, Campaign, Link, Titled
from generator.model.mark import Keys, Mark, Marks
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
