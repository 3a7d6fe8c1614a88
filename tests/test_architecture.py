"""The shape of the code: who imports whom, how long things are, and what says what it does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from generator.model.sheet import Scheme

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
STAGES = {
    "load", "plan", "compose", "render", "finish", "preflight", "reports", "store", "compare",
    "gallery",
}  # fmt: skip
SHARED = {"model", "errors", "files", "project"}
"""What a stage may import beside itself."""
READS_AND_WRITES = {
    "asyncio", "builtins", "ctypes", "http", "importlib", "io", "logging", "multiprocessing", "os",
    "shutil", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib",
    "yaml", "pikepdf", "pypdfium2", "weasyprint", "jinja2", "fontTools", "PIL",
}  # fmt: skip
MODULE_LINES, FUNCTION_LINES = 300, 45


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def imports_of(path: Path) -> Iterator[tuple[str, str]]:
    """Each module that a file imports, wherever in it, and the name that it takes from there."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno} imports relatively"
            yield from ((node.module or "", one.name) for one in node.names)


def parts_of_ours(path: Path) -> set[str]:
    """The packages and modules directly below `generator` that a file imports."""
    parts = set()
    for module, name in imports_of(path):
        if module == "generator":
            parts.add(name)
        elif module.startswith("generator."):
            parts.add(module.split(".")[1])
    return parts


def modules_below(package: str) -> list[Path]:
    found = sorted((PACKAGE / package).rglob("*.py"))
    assert found
    return found


def test_every_stage_is_a_package_and_every_package_is_known() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert packages >= STAGES | {"model"}
    # A new package is a new stage: it belongs in STAGES, so that the rules below hold for it.
    assert packages <= STAGES | {"model", "starter"}


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_a_stage_imports_the_model_and_nothing_of_another_stage(stage: str) -> None:
    for path in modules_below(stage):
        foreign = parts_of_ours(path) - SHARED - {stage, "__version__"}
        assert not foreign, f"{name_of(path)} imports {', '.join(sorted(foreign))}"


def test_the_model_imports_nothing_of_ours_but_itself() -> None:
    for path in modules_below("model"):
        assert parts_of_ours(path) <= {"model"}, name_of(path)


def test_the_model_does_no_input_or_output() -> None:
    for path in modules_below("model"):
        for module, name in imports_of(path):
            assert module.split(".")[0] not in READS_AND_WRITES, name_of(path)
            assert module != "pathlib" or name.startswith("Pure"), name_of(path)
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"open", "print", "input"}, name_of(path)


def test_errors_and_files_lean_on_the_model_alone() -> None:
    for name in ("errors", "files"):
        assert parts_of_ours(PACKAGE / f"{name}.py") <= {"model"}


def test_only_render_imports_weasyprint() -> None:
    importing = {
        path.relative_to(PACKAGE).parts[0]
        for path in MODULES
        if any(module.split(".")[0] == "weasyprint" for module, _ in imports_of(path))
    }
    assert importing == {"render"}


def test_only_the_loader_reads_yaml() -> None:
    for path in MODULES:
        if path.relative_to(PACKAGE).parts[0] != "load":
            assert not any(module.split(".")[0] == "yaml" for module, _ in imports_of(path))


@pytest.mark.parametrize("name", ["cli.py", "commands.py", "context.py", "choices.py"])
def test_the_command_line_imports_heavy_parts_only_inside_its_commands(name: str) -> None:
    at_the_top = {
        module if isinstance(node, ast.Import) else node.module or ""
        for node in tree_of(PACKAGE / name).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in [one.name for one in node.names]
    }
    ours = {module for module in at_the_top if module.startswith("generator.")}
    light = ("choices", "commands", "context", "errors", "model.mark", "standard_streams")
    assert ours <= {f"generator.{one}" for one in light}
    assert not {module.split(".")[0] for module in at_the_top} & {"rich", "weasyprint", "pikepdf"}


def test_nothing_names_a_product() -> None:
    products = {path.parent.name for path in (REPOSITORY / "templates").glob("*/product.yaml")}
    assert len(products) >= 5
    # A product may be called after the scheme that it is folded in; code names the scheme then.
    products -= {*get_args(Scheme)}
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in products, f"{name_of(path)}:{node.lineno}"


CLOCK = {"now", "utcnow", "today", "localtime", "gmtime", "time_ns"}
# It asks what day it is: a telephone number that was checked long ago may have another owner.
ASKS_THE_CLOCK = {"generator/checking.py"}


def test_nothing_asks_the_clock_or_chance() -> None:
    for path in MODULES:
        taken = {f"{module}.{name}" for module, name in imports_of(path)}
        assert not any(one.startswith(("random.", "secrets.", "uuid.")) for one in taken)
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute):
                asks = node.attr in CLOCK or ast.unparse(node) == "time.time"
                may = name_of(path) in ASKS_THE_CLOCK
                assert may or not asks, f"{name_of(path)}:{node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < MODULE_LINES
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= FUNCTION_LINES, f"{name_of(path)}:{node.lineno} {node.name}"


def public(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Functions and classes that others may use, and the methods of those classes."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node.body)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_all_that_is_public_say_what_they_do(path: Path) -> None:
    tree = tree_of(path)
    docstring = ast.get_docstring(tree)
    assert docstring
    assert docstring.splitlines()[0].endswith("."), "a module's docstring is one line"
    for node in public(tree.body):
        assert ast.get_docstring(node), f"{name_of(path)}:{node.lineno} {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_a_drawer_for_odds_and_ends(path: Path) -> None:
    assert not {"util", "utils", "helper", "helpers", "manager", "misc", "common"} & {
        *path.relative_to(PACKAGE).with_suffix("").parts
    }
