"""Looking at one entry among many, and noting what its findings rest on."""

from __future__ import annotations

from glovebook.pipeline.check.asked import NotedFiles, NotedSurroundings, empty, mark_of
from glovebook.pipeline.check.look import digest_of, fact_of, name_of, plan_of, told
from glovebook.pipeline.check.memory import Known
from glovebook.pipeline.check.now import named
from glovebook.pipeline.check.report import plain
from glovebook.pipeline.check.world import World
from glovebook.schema.entry import raw_files
from glovebook.schema.finding import Profile
from glovebook.validators.rule import View


def look_at(world: World, name: str, profile: Profile, *, scored: bool) -> Known:
    """What was found in a file, and what that rests on; without a stamp."""
    path = world.root / name
    parsed = world.whole(path)
    entry, answers = parsed.entry, empty()
    view = None
    if entry is not None:
        linked, answers["linked"] = world.closure(entry)
        files = list(dict.fromkeys(part.file for part in raw_files(entry).values()))
        answers["marks"] = {file: mark_of(world, file) for file in files}
        view = View(
            entry,
            world.settings,
            linked,
            NotedFiles(world.files(), answers),
            {file: fact_of(world, file, profile) for file in files},
            plan_of(entry, world),
            digest_of(parsed),
            name_of(path),
            NotedSurroundings(world, entry, answers),
        )
    report = told(parsed, path, view, profile, {}, scored=scored)
    return Known(None, parsed.sha256, *named(entry), plain(report), answers)
