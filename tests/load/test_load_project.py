"""Which project a person works in."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import project as project_module
from generator.errors import UsageError
from generator.load import load_content, load_products
from generator.project import Project, find_project

REPOSITORY = Path(__file__).parents[2]


def test_the_nearest_folder_upwards_with_content_and_templates_is_the_project(
    project: Project,
) -> None:
    (project.content_dir / "content").mkdir()
    assert find_project(project.content_dir / "editions") == project
    assert find_project(project.root) == project


def test_elsewhere_the_builtin_campaign_is_used_with_output_in_the_current_folder(
    tmp_path: Path,
) -> None:
    found = find_project(tmp_path)
    assert found == Project(REPOSITORY, builtin=True)
    assert found.output_dir(tmp_path) == tmp_path / "output"


def test_an_installed_package_carries_the_builtin_campaign_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "generator" / "builtin").mkdir(parents=True)
    monkeypatch.setattr(project_module, "_PACKAGE", tmp_path / "generator")
    found = find_project(tmp_path)
    assert found.root == tmp_path / "generator" / "builtin"
    assert found.builtin_templates_dir == tmp_path / "generator" / "builtin" / "templates"


def test_a_project_has_its_output_inside_wherever_one_stands(project: Project) -> None:
    assert project.output_dir(Path("/elsewhere")) == project.root / "output"


def test_an_explicit_project_counts_from_the_current_folder(project: Project) -> None:
    assert find_project(project.root.parent, Path(project.root.name)) == project


@pytest.mark.parametrize(
    ("made", "missing"), [([], "content/ and templates/"), (["content"], "templates/")]
)
def test_an_explicit_folder_that_is_no_project_is_refused(
    tmp_path: Path, made: list[str], missing: str
) -> None:
    for name in made:
        (tmp_path / name).mkdir()
    with pytest.raises(UsageError) as caught:
        find_project(tmp_path, Path())
    assert str(caught.value).startswith(f". is not a project: it has no {missing}. Hint: ")


def test_the_campaign_of_this_repository_is_without_problems() -> None:
    ours = Project(REPOSITORY)
    content = load_content(ours)
    assert content.default_language in content.campaigns
    assert content.default_edition in content.editions
    assert load_products(ours)
