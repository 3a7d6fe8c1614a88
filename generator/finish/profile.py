"""Keep the profile of the press out of a PDF until it is written: three quarters of a megabyte.

All press PDFs of a printing condition have the same. Without it they are a twelfth as large while
they are stamped, handed from process to process, and in the cache.
"""

from __future__ import annotations

import re
import zlib
from functools import lru_cache

from generator.finish.options import FinishOptions

PLACE = "/DrempelsProfile"
"""In the stream that stands for the profile; nothing of this is left in a finished PDF."""
NO_DATA = zlib.compress(b"")
"""What that stream holds."""
_LEVEL = 6  # 9 takes five times as long, for 0.6% less
_STREAM = re.compile(
    rb"<< ([^<>]*?)" + PLACE.encode() + rb" true ([^<>]*?)/Length \d+ >>\nstream\n.*?\nendstream",
    re.DOTALL,
)
_TABLE = re.compile(rb"xref\n0 \d+\n((?:\d{10} \d{5} [nf] \n)+)")
_ENTRY = re.compile(rb"(\d{10}) (\d{5} n) \n")
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\n$")


def complete(pdf: bytes, options: FinishOptions) -> bytes:
    """Return a PDF of `finish_without_profile` or `stamp` as it leaves the building."""
    return put_profile(pdf, options.press.condition.profile) if options.press else pdf


def put_profile(pdf: bytes, profile: bytes) -> bytes:
    """Return a PDF with a profile in its place, byte for byte as if it had been written so.

    `pdf` is of `save_for_press`: it has a table that tells where objects begin (ISO 32000-1,
    7.5.4), and those behind the profile begin later. Raises ValueError where it has no such place.
    """
    stream, start = _STREAM.search(pdf), _START.search(pdf)
    table = _TABLE.match(pdf, int(start[1])) if start else None
    if not (stream and start and table):
        raise ValueError("this PDF has no place for a profile")
    data = _packed(profile)
    entries = b"%b%b/Length %d" % (stream[1], stream[2], len(data))
    written = b"<< %b >>\nstream\n%b\nendstream" % (entries, data)
    further = len(written) - len(stream[0])

    def moved(entry: re.Match[bytes]) -> bytes:
        at = int(entry[1])
        return b"%010d %b \n" % (at + further if at > stream.start() else at, entry[2])

    return b"".join(
        (
            *(pdf[: stream.start()], written, pdf[stream.end() : table.start(1)]),
            *(_ENTRY.sub(moved, table[1]), pdf[table.end() : start.start(1)]),
            b"%d\n%%%%EOF\n" % (int(start[1]) + further),
        )
    )


@lru_cache(maxsize=8)
def _packed(profile: bytes) -> bytes:
    # Once a process: a megabyte takes longer to compress than a poster to lay out.
    return zlib.compress(profile, _LEVEL)
