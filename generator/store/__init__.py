"""Keep what was made: PDFs, their checksums and the manifest, each whole or not at all."""
