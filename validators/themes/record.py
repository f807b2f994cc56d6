"""Rules that hold for every record: identity, people, links and raw files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from glovebook.schema.finding import Fix, Place
from glovebook.validators.rule import ENDED_EARLY, Hit, View, rule

ONE_DAY = timedelta(days=1)
"""It is tomorrow already at the other end of the world."""


@rule("record/id", "error", draft="must", archive="must")
def entry_id(view: View) -> Iterator[Hit]:
    """The id of an entry is the name of its file, because links are resolved by file name."""
    if view.name and view.name != view.entry.id:
        yield Hit(
            "id",
            f"the id {view.entry.id!r} is not the name of the file, {view.name!r}",
            "make them the same",
            fix=Fix("id", view.name),
        )


@rule("record/unique-id", "error", draft="must", archive="must")
def unique_id(view: View) -> Iterator[Hit]:
    """No two files of a notebook hold the same id."""
    files = view.files_of.get(view.entry.id, ())
    if len(files) > 1:
        yield Hit(
            "id",
            f"{len(files)} files hold the id {view.entry.id!r}: {', '.join(files)}",
            "rename one of them, with the id in it",
            related=[Place(file) for file in files],
        )


@rule("record/title", "gap", draft="off", archive="must")
def title(view: View) -> Iterator[Hit]:
    """An archived entry says what it is."""
    if not view.entry.title:
        yield Hit("title", "the entry has no title", "say in a few words what this is, under 'title:'")


@rule("record/date", "gap", draft="off", archive="must")
def date(view: View) -> Iterator[Hit]:
    """An archived entry says when the work was done."""
    if not view.entry.date:
        yield Hit("date", "the entry has no date", "write when the work was done, e.g. '2018-01-15T14:30+08:00'")


@rule("record/future-date", "warning", draft="should", archive="must")
def future_date(view: View) -> Iterator[Hit]:
    """Work that is not just planned was done before tomorrow."""
    date = view.entry.date
    if date and view.entry.status != "planned" and date[:10] > (datetime.now(UTC) + ONE_DAY).date().isoformat():
        yield Hit("date", f"{date} has not come yet", "correct the date, or write 'status: planned'")


@rule("record/status", "gap", draft="off", archive="must")
def status(view: View) -> Iterator[Hit]:
    """An archived entry says where the work stands."""
    if not view.entry.status:
        yield Hit("status", "the entry has no status", "write how the work ended, e.g. 'status: done'")


@rule("record/still-planned", "warning", draft="off", archive="must")
def still_planned(view: View) -> Iterator[Hit]:
    """What has raw files is no longer planned."""
    number = len(view.raw_files)
    if view.entry.status == "planned" and number:
        yield Hit(
            "status",
            f"the work is planned, and the entry names {number} raw file{'s' if number > 1 else ''}",
            "write how the work ended, e.g. 'status: done'",
            {"raw_files": number},
        )


@rule("record/reason", "gap", draft="off", archive="must")
def reason(view: View) -> Iterator[Hit]:
    """What failed, was aborted or discarded says why: others need not try it again."""
    if view.entry.status in ENDED_EARLY and not view.entry.reason:
        yield Hit("reason", f"it is not said why the work was {view.entry.status}", "say why, under 'reason:'")


@rule("record/operator", "gap", draft="off", archive="must")
def operator(view: View) -> Iterator[Hit]:
    """An archived entry says who did the work."""
    if not view.entry.operator:
        yield Hit("operator", "the entry names no operator", "write a key of 'people' in glovebook.yaml, or an ORCID")


@rule("record/operator-known", "warning", draft="should", archive="must")
def operator_known(view: View) -> Iterator[Hit]:
    """The operator is a person of the notebook or an ORCID."""
    name = view.entry.operator
    if name and view.settings and name not in view.settings.people and not re.fullmatch(_ORCID, name):
        people = ", ".join(view.settings.people) or "nobody yet"
        yield Hit(
            "operator",
            f"{name!r} is neither a person of the notebook nor an ORCID",
            f"glovebook.yaml knows {people}; add the person under 'people:' there",
        )


_ORCID = r"(https://orcid\.org/)?(\d{4}-){3}\d{3}[\dX]"


@rule("record/link", "error", draft="should", archive="must")
def link(view: View) -> Iterator[Hit]:
    """Every link leads to an entry of the notebook."""
    if not view.files_of:
        return
    for path, target in view.links.items():
        if target == view.entry.id:
            yield Hit(path, f"the entry links to itself, {target!r}", "name the entry that was meant")
        elif target not in view.files_of:
            from difflib import get_close_matches

            close = get_close_matches(target, view.files_of, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"make it with: glovebook new KIND {target}"
            fix = Fix(path, close[0]) if close else None
            yield Hit(path, f"there is no entry {target!r}", hint, fix=fix)


@rule("record/raw-file", "error", draft="should", archive="must")
def raw_file(view: View) -> Iterator[Hit]:
    """Every raw file that an entry names is there."""
    for path, part in view.raw_files.items():
        fact = view.files.get(part.file)
        if fact and not fact.exists:
            yield Hit(
                f"{path}.file",
                f"the file {part.file!r} is not in the notebook",
                "put it there, or correct the path, which is relative to the notebook's folder",
            )


@rule("record/raw-file-changed", "error", draft="should", archive="must")
def raw_file_changed(view: View) -> Iterator[Hit]:
    """A raw file still is the one that was recorded: its size and SHA-256 are those of the entry."""
    for path, part in view.raw_files.items():
        fact = view.files.get(part.file)
        if not fact or not fact.exists:
            continue
        if part.size is not None and part.size != fact.size:
            yield Hit(
                f"{path}.size",
                f"{part.file} holds {fact.size} bytes, the entry says {part.size}",
                "bring the recorded file back, or record the new one under another name",
                {"recorded": part.size, "found": fact.size},
            )
        elif part.sha256 and fact.sha256 and part.sha256 != fact.sha256:
            yield Hit(
                f"{path}.sha256",
                f"{part.file} is not the file that was recorded: its SHA-256 is {fact.sha256[:12]}...",
                "bring the recorded file back, or record the new one under another name",
                {"recorded": part.sha256, "found": fact.sha256},
            )


@rule("record/checksum", "gap", draft="off", archive="must")
def checksum(view: View) -> Iterator[Hit]:
    """Every raw file of an archived entry carries its SHA-256, so that a change can be noticed."""
    for path, part in view.raw_files.items():
        fact = view.files.get(part.file)
        if fact and fact.exists and not part.sha256:
            fix = Fix(f"{path}.sha256", fact.sha256) if fact.sha256 else None
            yield Hit(path, f"{part.file} has no checksum", "add 'sha256:' with the digest of the file", fix=fix)


@rule("record/waiver", "warning", draft="should", archive="should")
def waiver(view: View) -> Iterator[Hit]:
    """Every waiver names a rule that is there, that can be waived, and that it silences.

    A waiver that silences nothing would hide the next mistake. Drafts are not looked at closely enough to tell. What
    makes an entry unreadable, and rules that are a must in every profile, cannot be waived.
    """
    for index, (waived, fact) in enumerate(zip(view.entry.waive, view.waivers, strict=False)):
        path = f"waive[{index}].rule"
        if fact.does == "unknown":
            hint = f"did you mean {fact.nearest!r}?" if fact.nearest else "see: glovebook rules"
            fix = Fix(path, fact.nearest) if fact.nearest else None
            yield Hit(path, f"there is no rule {waived.rule!r}", hint, fix=fix)
        elif fact.does == "refused":
            yield Hit(path, f"{waived.rule!r} cannot be waived", "correct what it finds, and take the waiver out")
        elif fact.does == "nothing":
            yield Hit(path, f"{waived.rule!r} has nothing to say here", "take the waiver out")
