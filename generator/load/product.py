"""The folders in `templates/` → the products."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.errors import TemplateError
from generator.load.problems import Problems
from generator.load.validate import validate
from generator.load.wording import wrong_name
from generator.load.yaml import read_project_yaml
from generator.model.frozen import Identifier
from generator.model.mark import Mark
from generator.model.product import Product, ProductFile
from generator.project import Project

DESCRIPTION, TEMPLATE, STYLE = "product.yaml", "page.html.j2", "style.css"
BASE = "base"
"""What products share; not a product itself."""


def load_products(project: Project) -> Mapping[str, Product]:
    """Return the products by name; raises TemplateError with all problems of all folders.

    A product is a folder with a product.yaml. Those that come with the software count only in
    the built-in campaign.
    """
    found = Problems()
    products = {}
    for path in sorted(project.templates_dir.glob(f"*/{DESCRIPTION}")):
        if path.parent.name != BASE:
            with found.collect():
                products[path.parent.name] = _read_product(path, project, found)
    if not products and not found:
        message = f"no folder here has a {DESCRIPTION}."
        found.add(message, Mark("templates"), "a product is a folder in templates/.")
    if found:
        raise TemplateError(found.in_order())
    return products


def _read_product(path: Path, project: Project, found: Problems) -> Product:
    folder = path.parent
    if wrong := wrong_name(Identifier, folder.name):
        said, hint = wrong
        found.add(f"the name of the folder {said}.", Mark(project.name(folder)), hint)
    for name in (TEMPLATE, STYLE):
        if not (folder / name).is_file():
            mark = Mark(project.name(folder / name))
            found.add("the file doesn't exist.", mark, f"a product has {TEMPLATE} and {STYLE}.")
    source = read_project_yaml(path, project)
    return Product(
        name=folder.name,
        file=validate(ProductFile, source),
        template=f"{folder.name}/{TEMPLATE}",
        style=f"{folder.name}/{STYLE}",
        marks=source.marks,
    )
