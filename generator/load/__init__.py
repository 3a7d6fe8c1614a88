"""Load what people write: YAML and logos → model; every error with file, line and column."""

from generator.load.content import Content, load_content
from generator.load.product import load_products
from generator.load.schema import schema, schema_text

__all__ = [
    "Content",
    "load_content",
    "load_products",
    "schema",
    "schema_text",
]
