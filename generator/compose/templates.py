"""Run templates: a template's name and its values → text, or an error that says where."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.errors import ContentError, Problem, TemplateError
from generator.files import files_in, real_path
from generator.model.mark import Mark

_MOST_REPEATED = 1_000_000
_HIGHEST_POWER = 100
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\d{5}|\*)")


class _OwnFiles(FileSystemLoader):
    """Loads templates from folders: nothing hidden, nor what a link leads to outside of them."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        if any(part.startswith(".") for part in template.split("/")):
            raise TemplateNotFound(template)  # nothing looks there for changes
        source, filename, is_current = super().get_source(environment, template)
        for folder in self.searchpath:
            if Path(filename).is_relative_to(folder):
                _refuse_strangers(Path(filename), Path(folder), template)
        return source, filename, is_current


def _refuse_strangers(path: Path, folder: Path, name: str) -> None:
    """Raise TemplateError for a link that leads out of the project that the folder is in."""
    if not real_path(path).is_relative_to(real_path(folder.parent)):
        raise TemplateError(
            "the file is a link that leads out of the project",
            mark=Mark(f"templates/{name}"),
            hint="put the file itself here",
        )


class _Sandbox(ImmutableSandboxedEnvironment):
    """Decides once for each kind of object what a template may touch of it.

    Arithmetic has bounds: a slip of the pen mustn't fill memory, nor take for ever.
    """

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, loader: _OwnFiles) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may read an attribute: that depends on its owner's type."""
        asked = type(obj), attr
        if asked not in self._safe:
            self._safe[asked] = super().is_safe_attribute(obj, attr, value)
        return self._safe[asked]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon; raises OverflowError for what gets too large."""
        is_too_large = {"*": _is_long, "**": _is_high, "%": _is_wide}[operator]
        if is_too_large(left, right):
            raise OverflowError(f"what comes of '{operator}' is too large")
        return super().call_binop(context, operator, left, right)


def _is_long(left: Any, right: Any) -> bool:
    """Tell whether a text or a list is repeated to more than a page could hold."""
    for one, times in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple) and isinstance(times, int):
            return len(one) * times > _MOST_REPEATED
    return False


def _is_high(base: Any, exponent: Any) -> bool:
    """Tell whether a power has more digits than anything that is measured."""
    numbers = [abs(one) for one in (base, exponent) if isinstance(one, int | float)]
    return len(numbers) == 2 and (numbers[0] > _MOST_REPEATED or numbers[1] > _HIGHEST_POWER)


def _is_wide(written: Any, _: Any) -> bool:
    """Tell whether a format, such as `%5d`, asks for more room than a page could have."""
    return isinstance(written, str) and _WIDE.search(written) is not None


@dataclass(frozen=True)
class TemplateFolder:
    """The templates of a project, and behind them the ones that come with the software."""

    folders: tuple[Path, ...]
    environment: ImmutableSandboxedEnvironment = field(init=False, compare=False)
    mentioned: dict[str, bool] = field(init=False, compare=False, default_factory=dict)
    files: dict[str, str] = field(init=False, compare=False, repr=False, default_factory=dict)
    """Those that were read as they are."""

    def __post_init__(self) -> None:
        # Sandboxed: a template is data that somebody may have got from somebody else.
        object.__setattr__(self, "environment", _Sandbox(_OwnFiles(self.folders)))

    def mentions(self, name: str) -> bool:
        """Tell whether any file has a word: a template may take in others of whatever name.

        One that can't be read may have it.
        """
        if name not in self.mentioned:
            self.mentioned[name] = self._is_mentioned(name)
        return self.mentioned[name]

    def _is_mentioned(self, name: str) -> bool:
        word = re.compile(rf"\b{re.escape(name)}\b")
        try:
            return any(
                word.search(path.read_text(encoding="utf-8"))
                for folder in self.folders
                for path in files_in(folder)
            )
        except (OSError, UnicodeDecodeError):
            return True

    def read(self, name: str) -> str:
        """Return a file of the templates as it is."""
        if name not in self.files:
            self.files[name] = self._read(name)
        return self.files[name]

    def _read(self, name: str) -> str:
        for folder in self.folders:
            path = folder / name
            if path.is_file():
                _refuse_strangers(path, folder, name)
                try:
                    return path.read_text(encoding="utf-8")
                except UnicodeDecodeError as error:
                    mark = Mark(f"templates/{name}")
                    raise TemplateError(
                        "the file isn't UTF-8", mark=mark, hint="save it as UTF-8"
                    ) from error
        raise TemplateError("the file is missing", mark=Mark(f"templates/{name}"))

    def render(self, name: str, **values: object) -> str:
        """Run the template called `name`; raises TemplateError with template and line."""
        try:
            return self.environment.get_template(name).render(**values)
        except TemplateSyntaxError as error:
            mark = Mark(f"templates/{error.name or name}", error.lineno)
            raise TemplateError(error.message or "the template can't be read", mark=mark) from error
        except TemplateNotFound as error:
            missing = f"there is no template '{error.name}'"
            raise TemplateError(missing, mark=self._place(error, name)) from error
        except UnicodeDecodeError as error:
            mark = Mark(f"templates/{name}")
            raise TemplateError(
                "the template isn't UTF-8", mark=mark, hint="save it as UTF-8"
            ) from error
        except TemplateError:
            raise
        except ContentError as error:
            place = self._place(error, name)
            told = [
                Problem(f"{one.message} in {one.mark}", place, one.hint) for one in error.problems
            ]
            raise TemplateError(told) from error
        except Exception as error:
            place = self._place(error, name)
            if not place.line:
                raise  # not the template's doing: a bug of ours keeps its traceback
            raise TemplateError(_explained(error), mark=place) from error

    def _place(self, error: BaseException, name: str) -> Mark:
        """Return the innermost line of a template on the way to `error`."""
        for frame in reversed(traceback.extract_tb(error.__traceback__)):
            for folder in self.folders:
                path = Path(frame.filename)
                if path.is_relative_to(folder) and path.is_file():
                    return Mark(
                        f"templates/{path.relative_to(folder).as_posix()}", frame.lineno or 0
                    )
        return Mark(f"templates/{name}")


def _explained(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "a template or a macro calls itself, again and again"
    return str(error) if "undefined" in str(error) else f"{type(error).__name__}: {error}"
