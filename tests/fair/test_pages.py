"""What people read: the web page, the README, the Markdown of a record."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from glovebook.fair.dataset import Dataset, Record
from glovebook.fair.export import write_crate
from glovebook.fair.fields import leaves
from glovebook.fair.pages.blocks import record_blocks
from glovebook.fair.pages.html import tag
from glovebook.fair.pages.markdown import plain, quoted

HOSTILE = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)> | `x` [a](javascript:alert(3)) **b**"


class _Tags(HTMLParser):
    """Every start tag with its attributes, and the text outside of scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found[-1:] and self.found[-1][0] not in ("script", "style"):
            self.text += data


def _parsed(page: Path) -> _Tags:
    parser = _Tags()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


@pytest.fixture
def hostile(dataset: Dataset, make_record: Callable[..., Record]) -> Dataset:
    """A dataset in which every text that people write is an attack."""
    data = {
        "kind": "material",
        "id": "m1",
        "title": HOSTILE,
        "notes": f"{HOSTILE}\n# not a heading\n- not a list",
        "supplier": HOSTILE,
        "operator": HOSTILE,
        "tags": [HOSTILE],
        "status": "failed",
        "reason": HOSTILE,
        "log": [{"at": "2018-01-15", "text": HOSTILE}],
        "custom": {HOSTILE: HOSTILE},
    }
    people = {HOSTILE: {"name": HOSTILE, "organisation": "o", "orcid": HOSTILE}}
    organisations = {"o": {"name": HOSTILE, "url": 'javascript:alert(4)" onclick="alert(5)'}}
    return replace(dataset, title=HOSTILE, records=[make_record(data)], people=people, organisations=organisations)


def test_hostile_text_stays_text_on_the_page(hostile: Dataset, tmp_path: Path) -> None:
    """Nothing that people wrote becomes an element, an attribute or a script."""
    write_crate(hostile, tmp_path / "crate")
    page = _parsed(tmp_path / "crate/ro-crate-preview.html")
    assert [attributes.get("type") for name, attributes in page.found if name == "script"] == ["application/ld+json"]
    assert [name for name, _ in page.found if name == "img"] == []
    assert {key for _, attributes in page.found for key in attributes if key.startswith("on")} == set()
    links = [str(attributes["href"]) for name, attributes in page.found if name == "a"]
    assert [link for link in links if ":" in link and not link.startswith("https://spdx.org/")] == []
    assert page.text.count(HOSTILE) > 5


def test_hostile_text_stays_text_in_the_linked_data(hostile: Dataset, tmp_path: Path) -> None:
    """The JSON-LD inside the page is whole, with the title as it was written."""
    write_crate(hostile, tmp_path / "crate")
    page = (tmp_path / "crate/ro-crate-preview.html").read_text(encoding="utf-8")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    assert json.loads(found[1])["name"] == f"{HOSTILE} (synthetic data)"


@pytest.mark.parametrize("name", ["README.md", "01-material-m1/record.md"])
def test_hostile_text_stays_text_in_markdown(hostile: Dataset, tmp_path: Path, name: str) -> None:
    """No HTML, no link, no emphasis, no extra cell and no heading comes out of what people wrote."""
    write_crate(hostile, tmp_path / "crate")
    text = (tmp_path / "crate" / name).read_text(encoding="utf-8")
    assert re.findall(r"<(?!/?\w+@)", text) == []
    assert re.findall(r"(?<!\\)\]\(javascript", text) == []
    assert re.findall(r"(?<![\\*])\*\*b", text) == []
    assert re.findall(r"^# not|^- not", text, re.MULTILINE) == []
    rows = [re.findall(r"(?<!\\)\|", line) for line in text.splitlines() if line.startswith("|")]
    assert rows
    assert {len(row) for row in rows} <= {3, 4, 6}


def test_page_shows_what_the_crate_holds(dataset: Dataset, tmp_path: Path) -> None:
    """Title, licence, person, quantities, results, figures, and every file with its hash stand on the page."""
    write_crate(dataset, tmp_path / "crate")
    page = _parsed(tmp_path / "crate/ro-crate-preview.html")
    words = [
        "Sodium amide hydroborates (synthetic data)",
        "Creative Commons Attribution 4.0 International",
        "Josiah Carberry",
        "1.02(2) mm",
        "0.001020 ± 0.000020 m",
        "(1.020 ± 0.050) × 10⁻⁴ S/cm",
        "two temperatures only",
        "glovebook analyse e4 --method arrhenius",
        *(file.sha256 for file in dataset.records[3].files),
    ]
    assert [word for word in words if word not in page.text] == []
    figures = [attributes["src"] for name, attributes in page.found if name == "img"]
    assert figures == [f"04-eis-e4/results/{run}-001/figure.svg" for run in ("impedance", "arrhenius")]


def test_what_follows_from_a_record(dataset: Dataset, tmp_path: Path) -> None:
    """Derived values stand on both pages with what they were computed from; a record without any says nothing."""
    write_crate(dataset, tmp_path / "crate")
    page = _parsed(tmp_path / "crate/ro-crate-preview.html")
    words = ("Derived values", "Area", "A = pi d^2 / 4; d = 8 mm; u(d) from the digits written")
    assert [word for word in words if word not in page.text] == []
    shown = (tmp_path / "crate/03-pellet-p7/record.md").read_text("utf-8")
    assert "### Derived values" in shown
    assert "| Area | 0.503 ± 0.036 cm² | A = pi d^2 / 4; d = 8 mm; u(d) from the digits written |" in shown
    assert "Derived" not in (tmp_path / "crate/01-material-m1/record.md").read_text("utf-8")


def test_links_of_the_page_lead_somewhere(draft: Dataset, tmp_path: Path) -> None:
    """Every relative link and anchor of the page exists; nothing is loaded from elsewhere."""
    write_crate(draft, tmp_path / "crate")
    page = _parsed(tmp_path / "crate/ro-crate-preview.html")
    anchors = {f"#{attributes['id']}" for _, attributes in page.found if attributes.get("id")}
    named = [str(attributes.get("href") or attributes.get("src") or "") for _, attributes in page.found]
    local = [name for name in named if name and not name.startswith("https://")]
    assert [name for name in local if name not in anchors and not (tmp_path / "crate" / name).is_file()] == []
    assert [attributes for name, attributes in page.found if name == "img" and "://" in str(attributes["src"])] == []


def test_draft_page_lists_the_findings(draft: Dataset, tmp_path: Path) -> None:
    """The page of a draft says that it is one, and what was found."""
    write_crate(draft, tmp_path / "crate")
    page = _parsed(tmp_path / "crate/ro-crate-preview.html")
    assert "Draft: this dataset has not been held against the rules of an archive." in page.text
    assert "entries/e4.gb.yaml:7:1: no calibration is named [eis/instrument]" in page.text


def test_licence_file_names_the_terms(dataset: Dataset, tmp_path: Path) -> None:
    """LICENSE.txt names the SPDX identifier and the address of the text, and files under other terms."""
    eis = dataset.records[3]
    own = replace(eis.files[0], license="CC0-1.0")
    records = [*dataset.records[:3], replace(eis, files=[own, eis.files[1]])]
    write_crate(replace(dataset, records=records), tmp_path / "crate")
    assert (tmp_path / "crate/LICENSE.txt").read_text() == (
        "SPDX-License-Identifier: CC-BY-4.0\n\nCreative Commons Attribution 4.0 International\n"
        "Text of the licence: https://spdx.org/licenses/CC-BY-4.0\n\n"
        "04-eis-e4/raw/p7-298K.csv: CC0-1.0 https://spdx.org/licenses/CC0-1.0\n"
    )


def test_columns_stand_in_the_order_of_the_fields(make_record: Callable[..., Record]) -> None:
    """A column keeps the place that its field has in the kind, whichever row fills it first."""
    steps = [{"action": "mill", "notes": "by hand"}, {"action": "heat", "vessel": "crucible", "duration": "3 h"}]
    entry = make_record({"kind": "synthesis", "id": "s1", "steps": steps}).entry
    (block,) = record_blocks(leaves(entry))
    assert block.heads == ["Action", "Duration", "Vessel", "Notes"]
    rows = [[cell.text for cell in row] for row in block.rows]
    assert rows == [["mill", "", "", "by hand"], ["heat", "3 h", "crucible", ""]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ea_ln_sigma_t = -0.5..10 V (p7)", "ea_ln_sigma_t = -0.5..10 V (p7)"),
        ("a_b_ _c_ *d* `e` [f] g|h <b>&", r"a_b\_ \_c\_ \*d\* \`e\` \[f\] g\|h &lt;b&gt;&amp;"),
        ("- list", r"\- list"),
        ("1. list", r"1\. list"),
        ("1.02(2) mm", "1.02(2) mm"),
        ("# heading", r"\# heading"),
        ("two\nlines", "two lines"),
    ],
)
def test_markdown_escapes_what_means_something(text: str, expected: str) -> None:
    """What Markdown would take for its own is escaped, the rest stays readable."""
    assert expected == plain(text)


def test_notes_are_quoted_line_by_line() -> None:
    """Notes keep their lines and cannot break out of the quotation."""
    assert quoted("a\n\n# b") == "> a  \n>   \n> \\# b  \n"


def test_html_escapes_text_and_attributes() -> None:
    """Plain text is escaped wherever it stands; elements nest unescaped."""
    expected = '<p title="&quot;&gt;">&lt;b&gt;<b>x</b></p>'
    assert expected == tag("p", "<b>", [tag("b", "x")], title='">', id="")
