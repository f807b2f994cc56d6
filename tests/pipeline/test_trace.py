"""Tracing: the chain from reagents to results, as trees, JSON, Mermaid and SVG."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

import glovebook
from glovebook.pipeline.demo import make
from glovebook.pipeline.new import new
from glovebook.pipeline.trace import trace
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def lab(analysed: Notebook) -> Notebook:
    """p1 of the analysed notebook, made from s1, which was made of a material and of two reagents without entries."""
    new(analysed, "material", "m1", values={"formula": "NaNH2", "title": "Sodium amide"})
    reagents = {"reagents[0].formula": "NaNH2", "reagents[0].entry": "m1", "reagents[1].formula": "Na2B12H12"}
    more = {"reagents[1].lot": "A<12", "reagents[2].formula": "NaCl", "date": "2018-01-02", "status": "failed"}
    new(analysed, "synthesis", "s1", values={**reagents, **more, "title": "Melt & press"})
    pellet = analysed.root / "entries/p1.gb.yaml"
    pellet.write_text(pellet.read_text("utf-8").replace("made_from:", "made_from: [{entry: s1}, {entry: s9}]"), "utf-8")
    series = analysed.root / "entries/e1.gb.yaml"
    series.write_text(series.read_text("utf-8").replace("part_of:", "") + "part_of: {entry: n1}\n", "utf-8")
    new(analysed, "dataset", "d1", values={"includes[0].entry": "e1"})
    return analysed


TREE = """\
p1  pellet  2018-01-01  Pellet
made from:
├─ s1  synthesis  2018-01-02  Melt & press  (failed) [made_from]
│  ├─ m1  material  2018-01-03  Sodium amide [reagents]
│  ├─ Na2B12H12, lot A<12  (no entry) [reagents]
│  └─ NaCl  (no entry) [reagents]
└─ s9  (there is no such entry) [made_from]
led to:
└─ e1  eis  2018-01-04  Series [measured_on]
   └─ e1/impedance/001  (stale) [result]
      └─ e1/arrhenius/001  (stale) [input]"""


def test_tree(lab: Notebook) -> None:
    """Both directions, with reagents that have no entry, links that lead nowhere, and stale results."""
    for name, day in (("p1", 1), ("m1", 3), ("e1", 4)):
        file = lab.root / f"entries/{name}.gb.yaml"
        lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("date:")]
        file.write_text("\n".join([*lines, f"date: 2018-01-0{day}", ""]), "utf-8")
    assert str(trace("p1", lab)) == TREE
    assert TREE.split("\nled to:", maxsplit=1)[0] == str(trace("p1", lab, down=False))
    only_down = str(trace("p1", lab, up=False))
    assert [TREE.splitlines()[0], *TREE.splitlines()[7:]] == only_down.splitlines()
    assert str(trace("m1", lab, down=False)).endswith("made from: nothing that is recorded")


def test_json(lab: Notebook) -> None:
    """Edges lead from what was used to what it was used for; projects and datasets use nothing up."""
    found = glovebook.open(lab.root).trace("e1").as_json()
    assert found["start"] == "e1"
    nodes = {node["id"]: (node["form"], node["kind"]) for node in found["nodes"]}
    assert {
        "s9": ("missing", ""),
        "s1:reagents[2]": ("reagent", "reagent"),
        "m1": ("entry", "material"),
    }.items() <= nodes.items()
    assert nodes["e1/arrhenius/001"] == ("result", "arrhenius")
    assert not {"n1", "d1"} & nodes.keys()
    edges = {(edge["source"], edge["target"], edge["field"]) for edge in found["edges"]}
    expected = {
        ("m1", "s1", "reagents"),
        ("p1", "e1", "measured_on"),
        ("e1/impedance/001", "e1/arrhenius/001", "input"),
    }
    assert expected <= edges


def test_the_upper_half_has_no_results(lab: Notebook) -> None:
    """What came out of the entries that one was made from is not its own."""
    found = trace("p1", lab, down=False).as_json()
    assert [node["id"] for node in found["nodes"] if node["form"] == "result"] == []


def test_a_circle(lab: Notebook) -> None:
    """Links in a circle, which are a mistake, end; so does the drawing."""
    material = lab.root / "entries/m1.gb.yaml"
    material.write_text(material.read_text("utf-8") + "part_of: {entry: p1}\n", "utf-8")
    synthesis = lab.root / "entries/s1.gb.yaml"
    synthesis.write_text(synthesis.read_text("utf-8").replace("entry: m1", "entry: s1"), "utf-8")
    found = trace("s1", lab)
    assert "s1  synthesis  2018-01-02  Melt & press  (failed) [reagents] (see above)" in str(found)
    assert found.svg().startswith("<svg")
    assert "flowchart LR" in found.mermaid()


def test_mermaid(lab: Notebook) -> None:
    """Whatever people wrote is text in the flowchart."""
    lines = trace("p1", lab).mermaid().splitlines()
    assert lines[0] == "flowchart LR"
    assert lines[1] == '    n0["p1<br>pellet<br>Pellet"]'
    assert any(line.endswith('[/"Na2B12H12, lot A#60;12"/]') for line in lines)
    assert any(line.endswith('"s1<br>synthesis<br>Melt #38; press"]') for line in lines)
    assert lines[-1] == "    style n0 stroke-width:3px"
    file = lab.path_of("p1")
    file.write_text(file.read_text("utf-8").replace("title: Pellet", f"title: {'Pellet ' * 7}"), "utf-8")
    assert trace("p1", lab).mermaid().splitlines()[1].endswith('Pellet Pellet Pellet Pellet Pellet Pell#8230;"]')


def test_svg(lab: Notebook) -> None:
    """The drawing is well-formed, has a box a node that stands right of what it was made from, and holds no script."""
    found = trace("p1", lab)
    root = ElementTree.fromstring(found.svg())  # noqa: S314 - ours
    boxes = {group.findtext(f"{SVG}title").split(" ")[0]: group for group in root.iter(f"{SVG}g")}
    at = {name: float(group.find(f"{SVG}rect").attrib["x"]) for name, group in boxes.items()}
    assert at["m1"] < at["s1"] < at["p1"] < at["e1"] < at["e1/impedance/001"] < at["e1/arrhenius/001"]
    assert len(found.nodes) == len(boxes)
    places = {(rect.attrib["x"], rect.attrib["y"]) for rect in root.iter(f"{SVG}rect")}
    assert len(boxes) == len(places)
    assert boxes["p1"].attrib["class"] == "entry start"
    assert boxes["s1"].attrib["class"] == "entry failed"
    assert "A&lt;12" in found.svg()
    assert "prefers-color-scheme: dark" in found.svg()
    page = '<img alt="What p1 was made from and what it led to" src="data:image/svg+xml;base64,'
    assert page in found._repr_html_()


def test_no_such_entry(lab: Notebook) -> None:
    """A wrong id is refused with the nearest right one."""
    with pytest.raises(Refusal, match=r"there is no entry 'p11' in .*; did you mean 'p1'\?"):
        trace("p11", lab)


def test_an_entry_without_links(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What leads nowhere is a chain of one."""
    notebook = make(tmp_path_factory.mktemp("trace") / "demo")
    new(notebook, "note", "n1")
    found = trace("n1", notebook)
    assert [node.id for node in found.nodes] == ["n1"]
    assert "nothing that is recorded" in str(found)
    assert '"g"' not in found.svg()
