"""Bringing entries to the current version of the entry format, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from glovebook.pipeline.editors import put_schema
from glovebook.pipeline.named import entry_files
from glovebook.schema.document import DocumentError, read_document, spelled
from glovebook.schema.entry import SCHEMA_VERSION
from glovebook.schema.migrations import refuse_unknown, steps_from
from glovebook.schema.migrations.change import Move, Step
from glovebook.schema.modeline import with_modeline, without_modeline
from glovebook.schema.refusal import Refusal
from glovebook.schema.task import Progress, silent
from glovebook.store import history
from glovebook.store.carry_out import carried_out
from glovebook.store.changes.journal import Write
from glovebook.store.changes.journal import carry_out as write_all
from glovebook.store.notebook import SETTINGS, SUFFIX, Notebook

VERB = "migrate"


@dataclass(frozen=True)
class Migration:
    """What the migration of one file is, or was."""

    file: Path
    name: str
    """The file, relative to the notebook."""
    versions: Sequence[str]
    """The file's version and those it goes through, the current one last."""
    changes: Sequence[str]
    """What is renamed, written anew or moved, in words."""
    before: bytes
    after: bytes
    kind: str = ""
    """Its kind, where its first line names the schema of that for editors."""


@dataclass(frozen=True)
class Plan:
    """What migrating some files comes to; nothing is written yet."""

    migrations: Sequence[Migration]
    refused: Sequence[str]
    """One line a file that cannot be migrated: place, reason, remedy."""
    files: int
    """How many were looked at."""


def plan(paths: Iterable[str | Path], progress: Progress = silent) -> Plan:
    """What would change; of a notebook's folder the entries and the lab's own templates are looked at."""
    files = _files(list(paths))
    roots = _Roots()
    migrations, refused = [], []
    for number, file in enumerate(files, 1):
        name = roots.name_of(file)
        try:
            migrations += [migration for migration in [_migration(file, name)] if migration]
        except DocumentError as error:
            refused.append(f"{name}:{error.line}:{error.column}: {error}")
        except Refusal as refusal:
            refused.append(f"{name}: {refusal}")
        progress(number, len(files), "reading")
    return Plan(migrations, refused, len(files))


def carry_out(migrations: Sequence[Migration], progress: Progress = silent) -> None:
    """Writes migrated files; what they held before is kept first, for `undo`."""
    roots = _Roots()
    for root in {roots.of(migration.file): None for migration in migrations}:
        mine = [migration for migration in migrations if roots.of(migration.file) == root]
        writes = [Write(item.name, item.before, item.after) for item in mine]
        for kind in sorted({item.kind for item in mine} - {""}):
            put_schema(Notebook.open(root), kind)
        write_all(root, VERB, writes, progress=progress)


def undo(paths: Iterable[str | Path], progress: Progress = silent) -> list[Path]:
    """The files that hold again, byte for byte, what they held before their last migration.

    Raises `Refusal`, and writes nothing, where a named file was changed since or never migrated; in a folder
    such files are left as they are.
    """
    named = list(paths)
    roots = _Roots()
    kept: dict[Path, dict[str, bytes]] = {}
    found: list[Path] = []
    restored: dict[Path, list[Write]] = {}
    for file in _files(named):
        root = roots.of(file)
        if root not in kept:
            kept[root] = history.texts_before(root, VERB)
        now = file.read_bytes()
        before = kept[root].get(history.sha256(now))
        if before is not None:
            restored.setdefault(root, []).append(Write(roots.name_of(file), now, before))
            found.append(file)
        elif not any(Path(name).is_dir() for name in named):
            raise Refusal(
                f"{roots.name_of(file)} is not as a migration left it",
                f"take back later changes first, or look into {history.HISTORY.as_posix()}/",
            )
    for root, writes in restored.items():
        write_all(root, f"{VERB} --undo", writes, progress=progress)
    return found


class _Roots:
    """The notebooks that files belong to, each looked for once a folder."""

    def __init__(self) -> None:
        self._roots: dict[Path, Path] = {}
        self._names: dict[Path, str] = {}

    def of(self, file: Path) -> Path:
        folder = file.parent
        if folder not in self._roots:
            self._roots[folder] = Notebook.containing(folder).root
        return self._roots[folder]

    def name_of(self, file: Path) -> str:
        """The file, relative to its notebook."""
        folder = file.parent
        if folder not in self._names:
            self._names[folder] = folder.resolve().relative_to(self.of(file)).as_posix()
        return f"{self._names[folder]}/{file.name}".removeprefix("./")


def _files(paths: list[str | Path]) -> list[Path]:
    templates = [
        template
        for folder in map(Path, paths)
        if (folder / SETTINGS).is_file()
        for template in sorted((folder / "templates").glob(f"*{SUFFIX}"))
    ]
    return [*entry_files(paths), *templates]


def _migration(file: Path, name: str) -> Migration | None:
    """What the migration of a file is; None where it is of the current version."""
    content = file.read_bytes()
    document = read_document(content)
    version = document.data.get("schema")
    refuse_unknown(version)
    versions, changes = [str(version)], []
    while versions[-1] != SCHEMA_VERSION:
        after, steps = steps_from(versions[-1], document.data)
        document = carried_out(document, steps)
        versions.append(after)
        changes += list(_words(steps))
    if len(versions) == 1:
        return None
    text, kind = document.text, ""
    if without_modeline(text) != text:
        kind = str(document.data["kind"])
        text = with_modeline(text, kind, depth=name.count("/"))
    return Migration(file, name, versions, changes, content, text.encode(), kind)


def _words(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps[1:]:  # the first one is that of the version
        path = spelled(step.path)
        if isinstance(step, Move):
            yield f"{path} -> {spelled(step.to)}"
        elif step.name:
            yield f"{path} -> {step.name}"
        else:
            yield f"{path}: {step.value}"
