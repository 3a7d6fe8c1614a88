"""HTML → one-up PDF; the only importer of weasyprint."""
