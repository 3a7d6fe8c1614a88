"""Rules on what a screen reader goes by: structure, language, reading order, links."""
