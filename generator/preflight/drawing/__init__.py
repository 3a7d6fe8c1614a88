"""Draw pages with what is wrong on them, outlined and numbered."""
