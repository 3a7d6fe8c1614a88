"""What a document may fetch: `data:` and `font:` addresses, and nothing else."""

from __future__ import annotations

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from generator.render.fonts import FACES, SCHEME, font_file


class RefusedAddressError(FatalURLFetchingError):
    """A document asked for something outside itself."""


class ClosedFetcher(URLFetcher):
    """Answers `data:` and `font:`; any other address ends the rendering."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return what is at `url`; raises RefusedAddressError, which names it."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        name = url.removeprefix(SCHEME)
        if url.startswith(SCHEME) and name in FACES:
            return URLFetcherResponse(url, font_file(name), {"Content-Type": "font/ttf"})
        known = ", ".join(f"{SCHEME}{face}" for face in FACES)
        shown = url if len(url) <= 120 else f"{url[:120]}…"
        raise RefusedAddressError(
            f"the document asks for {shown}; it gets data: addresses and these fonts alone: {known}"
        )
