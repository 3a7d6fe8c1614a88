"""Show what was made: files of the manifest → thumbnails and one page to download from."""

from generator.gallery.page import compose_page
from generator.gallery.pieces import arrange, usable
from generator.gallery.shown import Shown, WebFont
from generator.gallery.table import edition_names
from generator.gallery.thumbnails import (
    Picture,
    is_thumbnail,
    make_thumbnails,
    thumbnail_name,
)
from generator.gallery.webfont import make_webfont
from generator.gallery.wording import THUMBNAILS

__all__ = [
    "THUMBNAILS",
    "Picture",
    "Shown",
    "WebFont",
    "arrange",
    "compose_page",
    "edition_names",
    "is_thumbnail",
    "make_thumbnails",
    "make_webfont",
    "thumbnail_name",
    "usable",
]
