"""One campaign text in, every printed thing out."""

__version__ = "1.0.0"
