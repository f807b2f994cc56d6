"""What the pages list is what there is: kinds, units, rules, verbs, and the files that they link to."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from types import ModuleType

from glovebook.cli import VERBS
from glovebook.schema import kinds
from glovebook.schema.quantity.kinds import QUANTITY_KINDS
from glovebook.schema.quantity.units import UNITS

LINK = re.compile(r"""(?:\]\(|(?:src|srcset)=")([^)"#]+)(#[^)"]*)?[)"]""")
RULE = re.compile(r"(record|quantity|chemistry)/[a-z-]+")


def test_generated_parts_are_up_to_date(generate: ModuleType) -> None:
    """Kinds, units and rules stand in the pages as the code has them; ``python docs/generate.py`` writes them anew."""
    found = generate.pages()
    assert [page.name for page in found] == ["kinds.md", "quantities.md", "rules.md"]
    for page in found:
        text = page.read_text("utf-8")
        assert generate.generated(text) == text


def test_generated_parts_hold_everything(root: Path) -> None:
    """No kind of entry, kind of quantity or unit is left out of its page."""
    page = {name: (root / "docs" / f"{name}.md").read_text("utf-8") for name in ("kinds", "quantities")}
    assert [name for name in kinds.names() if f"\n### {name}\n" not in page["kinds"]] == []
    assert [name for name in QUANTITY_KINDS if f"\n| `{name}` |" not in page["quantities"]] == []
    assert [name for name in UNITS if f"\n| `{name}` |" not in page["quantities"]] == []


def test_findings_of_shape_are_listed(root: Path) -> None:
    """Every id that reading an entry can give is explained in the page on rules, and no other is."""
    sources = (path.read_text("utf-8") for path in (root / "schema").rglob("*.py"))
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    page = (root / "docs/rules.md").read_text("utf-8").partition("## Findings about the shape")[2]
    listed = set(re.findall(r"^\| `([a-z/-]+)` \|", page, re.MULTILINE))
    assert listed == {text for text in texts if RULE.fullmatch(text)}


def test_readme_lists_the_verbs(root: Path) -> None:
    """The table of verbs has every verb of the command line, in its order."""
    table = (root / "README.md").read_text("utf-8").partition("## Verbs\n")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `glovebook (\w+)", table, re.MULTILINE)) == VERBS


def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file of ours finds it, and one to a heading finds that."""
    broken = []
    for target, anchor in LINK.findall(page.read_text("utf-8")):
        if target.startswith(("http://", "https://")):
            continue
        file = page.parent / target
        if not file.exists() or (anchor and anchor.removeprefix("#") not in anchors(file)):
            broken.append(target + anchor)
    assert broken == []


def anchors(file: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
