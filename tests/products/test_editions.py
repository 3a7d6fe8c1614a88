"""Eight extreme editions in every product: each fits, passes preflight, and says whose it is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from tests.building import Order, build
from tests.campaign import PRODUCTS, Built
from tests.projects import Copy, copy_project

LONG = "Gemeenschappelijke Regeling Veiligheid en Zorg Noord- en Oost-Voorbeeldland"
COORDINATOR = """\
  - role: coordinator
    name: "Naam van de coördinator"
    phone: "000-000 00 01"
    email: "zorgcoordinator@regio.example"
    url: "https://www.regio.example/mensenhandel"
    hours: "maandag tot en met vrijdag 9.00–17.00\\u00a0uur"
"""
OTHERS = "".join(
    f"""\
  - role: "{role}"
    name: "Persoon {at}"
    phone: "000-000 00 0{at}"
    email: "persoon{at}@regio.example"
    url: "https://www.regio.example/{at}"
    hours: "dag en nacht"
"""
    for at, role in enumerate(
        ("Wijkteam jeugd", "Meldpunt uitbuiting", "Leerplicht en doorstroom", "Straathoekwerk"), 2
    )
)
EDITIONS = {
    "naamloos": "name: Voorbeeldgemeente\n",
    "lang": f"name: {LONG}\nregion: Noord\ncolours: {{ink: '#4a1d5e', light: '#ffe08a'}}\n"
    f"contacts:\n{COORDINATOR}",
    "breed": f"name: Breedstad\nlogo: breed.svg\ncolours: {{ink: '#5b1230'}}\n"
    f"contacts:\n{COORDINATOR}",
    "hoog": f"name: Hoogdorp\nlogo: hoog.svg\ncolours: {{ink: '#123d1e', light: '#c9f29b'}}\n"
    f"contacts:\n{COORDINATOR}",
    "vijf": f"name: Vijfdorpen\nnational_contacts: no\ncontacts:\n{COORDINATOR}{OTHERS}",
    "vierkant": f"name: Kwadraat\nlogo: vierkant.svg\ncontacts:\n{COORDINATOR}",
    # Its name just doesn't fit behind the campaign's; a number that is wider than its column.
    "huis": "name: Zorg- en Veiligheidshuis Kennemerland\ncontacts:\n"
    "  - {role: coordinator, phone: '000-000 00 01'}\n"
    "  - {role: Aandachtsfunctionaris kindermishandeling, phone: '+31 (0)20 000 00 00'}\n",
    "alles": "name: Gemeente Allesbij\nregion: Allesbij\nlogo: breed.svg\nlogo_dark: donker.svg\n"
    "colours: {ink: '#1b1b1b', light: '#f2f2f2'}\n"
    "call_to_action:\n  nl:\n    title: Bel ons team gerust even.\n"
    "    text: Op onze pagina lees je wie er in jouw wijk met je meedenkt.\n"
    "link: {url: 'https://www.regio.example/signalen', label: regio.example/signalen}\n"
    f"contacts:\n{COORDINATOR}  - role: Meldpunt kinderhandel\n    phone: '000-000 00 09'\n",
}
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}">'
    '<path fill="{2}" d="M0 0h{0}v{1}H0z"/></svg>'
)
LOGOS = {
    "breed": SVG.format(900, 80, "#7a1f3d"),
    "hoog": SVG.format(60, 300, "#1d5c2e"),
    "vierkant": SVG.format(100, 100, "#0b3c49"),
    "donker": SVG.format(300, 80, "#ffffff"),
}


def with_editions(root: Path, notice: str) -> Copy:
    """Make a project that has them, each with a notice before what it says."""
    made = copy_project(root, products=PRODUCTS)
    for name, text in EDITIONS.items():
        made.write(f"content/editions/{name}.yaml", f"{notice}{text}")
    for name, svg in LOGOS.items():
        made.write(f"content/editions/{name}.svg", svg)
    return made


def build_all(project: Copy, output: Path, *orders: Order) -> Built:
    """Build all extreme editions for the screen."""
    first, *others = EDITIONS
    also = [word for name in others for word in ("--edition", name)]
    screen = ((*order, *also, "--target", "screen") for order in orders)
    return build(project, output, *screen, edition=first)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Each product of all extreme editions in its usual format."""
    folder = tmp_path_factory.mktemp("editions")
    project = with_editions(folder / "project", "example: yes\n")
    others = tuple(name for name in PRODUCTS if name != "poster")
    orders = (("poster", "--barrier", "4"), others, ("card", "--format", "a7"))
    return build_all(project, folder / "output", *orders)


@pytest.fixture(params=EDITIONS)
def built(request: pytest.FixtureRequest, made: Built) -> Built:
    """One extreme edition."""
    return replace(made, edition=request.param)


def bare(text: str) -> str:
    """Return a text without blanks and hyphens, as it compares across the ends of lines."""
    return re.sub(r"[-\s\ufffe\x02]", "", text)


def texts(built: Built) -> dict[str, str]:
    """What each PDF says, by file name, without blanks."""
    found = {}
    for path in sorted((built.output / built.edition).rglob("*.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        found[path.stem] = bare("".join(pages))
    return found


def test_every_product_fits_and_passes_preflight(built: Built) -> None:
    assert (built.exit_code, built.stderr) == (0, "")
    said = texts(built)
    assert len(said) == len(PRODUCTS) + 1
    if built.edition != "naamloos":
        assert [name for name, text in said.items() if bare("000-000 00 01") not in text] == []


def test_editions_that_are_no_examples_have_room_too(tmp_path: Path) -> None:
    # The notice of an example takes room, and what takes room changes what stands beside it.
    project = with_editions(tmp_path / "project", "")
    # All ten posters share their sizes: one shows whether there is room.
    orders = (("overview", "handout", "--no-check"), ("poster", "--barrier", "4", "--no-check"))
    built = build_all(project, tmp_path / "output", *orders)
    assert (built.exit_code, built.stderr) == (0, "")
    assert len(list(built.output.rglob("*.pdf"))) == 3 * len(EDITIONS)


TOO_MUCH = {
    "contacten": (
        "name: Teveel\nexample: yes\ncontacts:\n"
        + "".join(
            f"  - {{role: 'Een lange omschrijving van een rol nummer {at}', phone: '000-0'}}\n"
            for at in range(4)
        ),
        "contacten.yaml:4:3: the edition has more contacts, or longer ones, than poster a3",
    ),
    "oproep": (
        "name: Oproep\nexample: yes\ncall_to_action:\n  nl:\n    title: Bel ons.\n"
        f"    text: {'Dit is een lange oproep. ' * 9}\n",
        "oproep.yaml:6:11: call_to_action.text is about",
    ),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_does_not_fit_is_named_with_its_line(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("much")
    project = copy_project(root / "project", products=["poster"])
    text, said = TOO_MUCH[name]
    project.write(f"content/editions/{name}.yaml", text)
    order = ("poster", "--barrier", "1", "--target", "screen")
    built = build(project, root / "out", order, edition=name)
    assert built.exit_code == 3
    assert f"content/editions/{said}" in built.stderr


WITHOUT_LOGO = {
    "naamloos": "Voorbeeldgemeente",
    "lang": LONG,
    "vijf": "Vijfdorpen",
    "huis": "Zorg- en Veiligheidshuis Kennemerland",
}


@pytest.mark.parametrize("built", WITHOUT_LOGO, indirect=True)
def test_a_name_stands_where_no_logo_says_whose_it_is(built: Built) -> None:
    name = WITHOUT_LOGO[built.edition]
    lacking = [file for file, text in texts(built).items() if bare(name) not in text]
    # The set of 85 x 55 fills its sheet with cards for barriers: none is left for who hands it out.
    assert lacking == ["card-85x55"]


def test_an_edition_has_its_own_call_and_its_own_code(built: Built) -> None:
    is_own = built.edition == "alles"
    for file, text in texts(built).items():
        if not file.startswith(("handout", "large-print")):
            assert (bare("regio.example/signalen") in text) == is_own
            assert (bare("buitvoorprofessionals.nl") not in text) == is_own
