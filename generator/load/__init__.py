"""Load what people write: YAML and logos → model; every error with file, line and column."""

from generator.load.campaign import load_campaigns
from generator.load.content import Content, load_content
from generator.load.edition import load_editions
from generator.load.product import load_products
from generator.load.schema import schema, schema_text

__all__ = [
    "Content",
    "load_campaigns",
    "load_content",
    "load_editions",
    "load_products",
    "schema",
    "schema_text",
]
