"""`content/campaign.yaml` and the languages beside it → the campaign in each language."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.load.across import check_against_default, check_barrier_ids, check_links
from generator.load.epoch import VARIABLE, source_day
from generator.load.problems import Problems, listed, quoted
from generator.load.source import find_yaml
from generator.load.validate import validate
from generator.load.wording import wrong_name
from generator.load.yaml import YamlFile, read_project_yaml
from generator.model.campaign import Campaign, CampaignFile, LanguageFile, join_campaign
from generator.model.frozen import LanguageTag
from generator.model.mark import Mark
from generator.project import NOT_LANGUAGES, Project


@dataclass(frozen=True)
class Campaigns:
    """The campaign in every language, and what campaign.yaml says; None where that is wrong."""

    source: YamlFile | None
    shared: CampaignFile | None
    by_language: Mapping[str, Campaign]


def read_campaigns(project: Project, found: Problems) -> Campaigns:
    """Return the campaign in each language that is right as far as it goes; note what isn't.

    Raises UsageError where there is no date but a SOURCE_DATE_EPOCH that is no number.
    """
    source, shared = None, None
    path = project.content_dir / "campaign.yaml"
    with found.collect():
        source = read_project_yaml(path, project)
        shared = validate(CampaignFile, source)
    paths = _language_paths(project, found)
    sources: dict[str, YamlFile] = {}
    texts: dict[str, LanguageFile] = {}
    for language, path in paths.items():
        with found.collect():
            sources[language] = read_project_yaml(path, project)
            texts[language] = validate(LanguageFile, sources[language])
    for text in sources.values():
        check_barrier_ids(text, found)
    if source:
        check_links(source, sources, found)
        _check_default(source, paths, sources, found)
    # What is wrong in files is told before what is wrong in the environment.
    day = _day(source, shared, found) if source and shared and not found else None
    if found or not shared or not day:
        return Campaigns(source, shared, {})
    joined = {
        language: join_campaign(shared, day, language, text, sources[language].marks)
        for language, text in texts.items()
    }
    return Campaigns(source, shared, joined)


def _day(source: YamlFile, shared: CampaignFile, found: Problems) -> datetime.date | None:
    """Return the campaign's date, or else that of SOURCE_DATE_EPOCH; never today's."""
    day = shared.date or source_day()
    if not day:
        hint = f"add it, as 2026-01-31, or set the environment variable {VARIABLE}."
        found.add("there is no 'date'.", source.marks.nearest(("date",)), hint)
    return day


def _language_paths(project: Project, found: Problems) -> dict[str, Path]:
    """Return the file of each language; a file that isn't called after one is noted."""
    paths = {}
    for path in find_yaml(project.content_dir, project.root, found):
        if path.name in NOT_LANGUAGES:
            continue
        if wrong := wrong_name(LanguageTag, path.stem):
            hint = "call it after its language, or move it out of content/."
            found.add(f"the name of the file {wrong[0]}.", Mark(project.name(path)), hint)
        else:
            paths[path.stem] = path
    return paths


def _check_default(
    shared: YamlFile,
    paths: Mapping[str, Path],
    sources: Mapping[str, YamlFile],
    found: Problems,
) -> None:
    """Note a default language without a file, and how other languages differ from it."""
    default = shared.text("default_language")
    if not default or wrong_name(LanguageTag, default):
        return
    if default not in paths:
        message = f"the default language {quoted(default)} has no file content/{default}.yaml."
        hint = f"languages: {listed(paths)}." if paths else "each language has its own file."
        found.add(message, shared.marks.nearest(("default_language",)), hint)
    if default in sources:
        for language in sorted(sources.keys() - {default}):
            check_against_default(sources[language], sources[default], found)
