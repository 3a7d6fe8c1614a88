"""Tell what makes PDFs: installed packages and our own code → a digest."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from generator.model.digest import digest_of
from generator.render.versions import tool_versions


@cache
def tools_digest() -> str:
    """Return a digest of what makes PDFs: versions of tools, and our own code as it stands.

    Two branches have the same version and may draw differently.
    """
    code = sha256()
    package = Path(__file__).parent
    for path in sorted(package.rglob("*.py")):
        code.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest_of(tool_versions(), code.hexdigest())
