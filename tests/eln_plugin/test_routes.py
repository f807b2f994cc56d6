"""Each route: what it answers, and that a person's mistake is an answer with a sentence."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.utils import url_path_join

from glovebook.eln_plugin.base import BODY_LIMIT
from glovebook.eln_plugin.routes import ROUTES
from glovebook.pipeline import new
from glovebook.schema.result import Input, Result
from glovebook.store import results
from glovebook.store.notebook import Notebook, sha256_of

Ask = Callable[..., Awaitable[tuple[int, Any]]]


async def test_kinds_are_listed_with_their_analyses(ask: Ask) -> None:
    """The launcher gets name, title, summary and analyses of each kind."""
    status, kinds = await ask("kinds")
    eis = next(kind for kind in kinds if kind["name"] == "eis")
    assert status == 200
    assert eis == {
        "name": "eis",
        "title": "Impedance (EIS)",
        "summary": "Impedance spectra of one pellet or cell.",
        "analyses": ["impedance", "arrhenius"],
    }


async def test_schema_of_a_kind_is_for_forms(ask: Ask) -> None:
    """The form gets one type a field, and no ``$schema`` or reference to follow."""
    status, schema = await ask("schema/pellet")
    assert status == 200
    assert schema["properties"]["diameter"]["x-glovebook-quantity"]["units"][0] == "mm"
    assert "$ref" not in str(schema)


async def test_unknown_kind_is_not_found(ask: Ask) -> None:
    """A kind that is not there is named, with those that are."""
    status, answer = await ask("schema/pallet")
    assert status == 404
    assert answer["message"] == "there is no kind 'pallet'"
    assert "pellet" in answer["hint"]


async def test_kinds_of_a_lab_have_forms(ask: Ask, notebook: Notebook) -> None:
    """A kind that the notebook defines has its form for the notebook's entries, and a new entry; others know it not."""
    definition = "kind: sem\ntitle: SEM\nsummary: Images.\nfields: [{name: voltage, type: voltage, help: Voltage.}]\n"
    (notebook.root / "kinds").mkdir(exist_ok=True)
    (notebook.root / "kinds" / "sem.yaml").write_text(definition, "utf-8")
    status, schema = await ask("schema/sem", path="lab/entries/s1.gb.yaml")
    assert status == 200
    assert schema["properties"]["voltage"]["description"] == "Voltage."
    assert (await ask("schema/sem"))[0] == 404
    assert (await ask("entries", {"kind": "sem", "folder": "lab"}))[0] == 201


async def test_attached_file_brings_its_checksum_and_settings(ask: Ask, notebook: Notebook) -> None:
    """A file that is attached is hashed and read at once; it fills empty fields, and no others; the entry stays as it is."""
    table = "Frequency (Hz)\tZ' (ohm)\tZ'' (ohm)\n1000\t10\t-1\n100\t15\t-3\n10\t20\t-2\n"
    (notebook.root / "data/a.txt").write_text(table)
    path = new.new(notebook, "eis", "e1")
    before = path.read_text("utf-8")
    asked = {"path": "lab/entries/e1.gb.yaml", "text": before, "file": "data/a.txt", "item": "spectra[0]"}
    status, brought = await ask("attach", asked)
    digest = sha256_of(notebook.root / "data/a.txt")
    row = {"spectra[0].file": "data/a.txt", "spectra[0].sha256": digest, "spectra[0].size": str(len(table))}
    assert (status, brought["values"]) == (200, row | {"frequency": "10..1000 Hz"})
    assert brought["said"] == "a.txt: 3 rows, read as delimited, 10 Hz to 1000 Hz"
    filled = before.replace("\nfrequency:", "\nfrequency: 1..10 Hz")
    assert (await ask("attach", asked | {"text": filled}))[1]["values"] == row
    assert path.read_text("utf-8") == before
    status, refused = await ask("attach", asked | {"item": "spectrum[0]"})
    assert (status, refused["message"]) == (422, "spectrum[0] is no place for a file")
    assert (await ask("attach", asked | {"file": "../out.txt"}))[0] == 422


async def test_overview_lists_the_entries_by_kind(ask: Ask, notebook: Notebook) -> None:
    """The side panel gets the kinds in their order, each with its entries, also those that cannot be read."""
    (notebook.root / "entries/old.gb.yaml").write_text(
        'kind: pellet\nschema: "1.0"\nid: old\ndate: 2017-05-01\n', "utf-8"
    )
    (notebook.root / "entries/odd.gb.yaml").write_text("kind: ramen\n", "utf-8")
    status, found = await ask("overview", path="lab/entries")
    assert status == 200
    assert (found["folder"], found["count"]) == ("lab", len(notebook.ids()))
    groups = {group["kind"]: group for group in found["groups"]}
    pellets = groups["pellet"]
    assert [entry["id"] for entry in pellets["entries"]] == ["p1", "old"]
    assert pellets["entries"][1] == {
        "id": "old",
        "title": "",
        "date": "2017-05-01",
        "status": "",
        "problems": 0,
        "path": "lab/entries/old.gb.yaml",
    }
    assert [entry["id"] for entry in groups[""]["entries"]] == ["odd"]
    assert (await ask("overview", path=""))[1]["reason"] == "no_notebook"


async def test_overview_finds_by_words_and_quantities(ask: Ask, notebook: Notebook) -> None:
    """The search of the side panel is `find`: quantities in any unit; a wrong query is answered with its mistake."""
    path = notebook.path_of("p1")
    path.write_text(path.read_text("utf-8").replace("pressure:", "pressure: 400 bar"), "utf-8")
    _, found = await ask("overview", path="lab", query="pressure >= 40 MPa")
    assert [entry["id"] for group in found["groups"] for entry in group["entries"]] == ["p1"]
    assert (await ask("overview", path="lab", query="pressure > 40 MPa"))[1]["count"] == 0
    status, refused = await ask("overview", path="lab", query="pressure >= 40 MPaa")
    assert (status, "MPaa" in refused["message"]) == (422, True)


async def test_check_reads_the_text_and_not_the_file(ask: Ask, notebook: Notebook) -> None:
    """A wrong unit in the editor is found at its field, though nothing is saved."""
    path = notebook.path_of("p1")
    text = path.read_text("utf-8").replace("diameter:", "diameter: 8 K")
    status, report = await ask("check", {"path": "lab/entries/p1.gb.yaml", "text": text})
    assert status == 200
    assert report["kind"] == "pellet"
    assert [(finding["path"], finding["severity"]) for finding in report["findings"]] == [("diameter", "error")]
    assert "8 K" not in path.read_text("utf-8")


async def test_check_tells_what_follows(ask: Ask, notebook: Notebook) -> None:
    """The green text beside an input, with its formula and inputs, comes from the server, too."""
    text = notebook.path_of("p1").read_text("utf-8").replace("diameter:", "diameter: 8.0 mm")
    _, report = await ask("check", {"path": "lab/entries/p1.gb.yaml", "text": text})
    assert report["derived"] == [
        {
            "path": "diameter",
            "name": "area",
            "text": "0.5027 ± 0.0036 cm²",
            "words": "area = 0.5027 ± 0.0036 cm² (A = pi d^2 / 4; d = 8.0 mm; u(d) from the digits written)",
        }
    ]


async def test_rule_is_explained(ask: Ask) -> None:
    """A finding leads to its rule: what it asks, how strictly, on whose word; shape is no rule."""
    status, rule = await ask("rules/pellet/diameter")
    assert (status, rule["id"], rule["waivable"]) == (200, "pellet/diameter", True)
    assert rule["sentence"] == "A laboratory die has a bore between 1 mm and 50 mm."
    assert rule["levels"] == {"draft": "should", "archive": "must", "publish": "must"}
    status, refused = await ask("rules/quantity/unit")
    assert (status, refused["hint"]) == (404, "correct the text")
    status, refused = await ask("rules/pellet/diametre")
    assert status == 404
    assert refused["hint"] == "did you mean 'pellet/diameter'?"


async def test_check_tells_how_complete_an_entry_is(ask: Ask, notebook: Notebook) -> None:
    """The bar of the form: how many of the things that an archive expects are there, and which are not."""
    text = notebook.path_of("p1").read_text("utf-8")
    _, before = await ask("check", {"path": "lab/entries/p1.gb.yaml", "text": text})
    _, after = await ask("check", {"path": "lab/entries/p1.gb.yaml", "text": text.replace("title:", "title: Disc")})
    scores = [report["completeness"]["archive"] for report in (before, after)]
    assert scores[1]["complete"] == scores[0]["complete"] + 1
    missing = [{gap["rule"] for gap in score["missing"]} for score in scores]
    assert missing[0] - missing[1] == {"record/title"}


async def test_check_tells_how_a_quantity_was_read(ask: Ask, notebook: Notebook) -> None:
    """The grey text beside an input comes from the server."""
    text = notebook.path_of("p1").read_text("utf-8").replace("thickness:", "thickness: 1.02(2) mm", 1)
    _, report = await ask("check", {"path": "lab/entries/p1.gb.yaml", "text": text})
    assert [reading for reading in report["readings"].values() if "1.02 ± 0.02 mm" in reading]


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("text", ["", "- a list", "a: [", "\x00", "kind: pallet", "a: 1\na: 2", "\t", "x" * 3_000_000])
async def test_no_text_breaks_the_check(ask: Ask, text: str) -> None:
    """Whatever stands in the editor gives findings, never an error of the server."""
    status, report = await ask("check", {"path": "lab/entries/p1.gb.yaml", "text": text})
    assert status == 200
    assert report["findings"]


async def test_new_entry_is_made_in_the_notebook_around_the_folder(ask: Ask, notebook: Notebook) -> None:
    """The answer is the path that JupyterLab opens."""
    status, made = await ask("entries", {"kind": "pellet", "folder": "lab/data"})
    assert status == 201
    assert made == {"path": "lab/entries/p2.gb.yaml", "id": "p2", "refused": []}
    assert notebook.ids() == ["p1", "p2"]


async def test_new_entry_outside_a_notebook_offers_to_make_one(ask: Ask, jp_root_dir: Path) -> None:
    """The word ``no_notebook`` makes the browser ask; then the folder becomes one."""
    status, answer = await ask("entries", {"kind": "pellet", "folder": ""})
    assert (status, answer["reason"]) == (404, "no_notebook")
    status, made = await ask("notebooks", {"folder": ""})
    assert (status, made) == (201, {"path": "glovebook.yaml"})
    status, _ = await ask("entries", {"kind": "pellet", "folder": ""})
    assert status == 201
    assert (jp_root_dir / "entries/p1.gb.yaml").is_file()


@pytest.mark.usefixtures("notebook")
async def test_notebook_that_is_there_is_not_made_again(ask: Ask) -> None:
    """Nothing is overwritten."""
    status, answer = await ask("notebooks", {"folder": "lab"})
    assert (status, answer["reason"]) == (409, "conflict")


async def test_taken_and_impossible_ids_are_refused(ask: Ask, notebook: Notebook) -> None:
    """One is a conflict, the other a refusal of the verb; neither writes."""
    status, _ = await ask("entries", {"kind": "pellet", "folder": "lab", "id": "p1"})
    assert status == 409
    status, answer = await ask("entries", {"kind": "pellet", "folder": "lab", "id": "P 1"})
    assert (status, answer["message"]) == (422, "'P 1' is no id")
    assert notebook.ids() == ["p1"]


async def test_surroundings_are_ids_and_raw_files(ask: Ask, notebook: Notebook) -> None:
    """Inputs of links, files, people and instruments offer what the notebook has; dates this minute in its zone."""
    (notebook.root / "data/eis").mkdir()
    (notebook.root / "data/eis/p1.ism").write_bytes(b"")
    settings = notebook.root / "glovebook.yaml"
    known = {
        "people": "{ann: {name: Ann Example}}",
        "instruments": "{im6ex: {maker: Zahner, model: IM6ex}, press: {}}",
        "defaults": '{timezone: "+08:00"}',
    }
    kept = re.sub(r"(?ms)^(?:people|instruments|defaults):.*?(?=^[#a-z])", "", settings.read_text("utf-8") + "#\n")
    settings.write_text(kept + "".join(f"{key}: {text}\n" for key, text in known.items()), "utf-8")
    status, around = await ask("entries", path="lab/entries/p1.gb.yaml")
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d\+08:00", around.pop("now"))
    assert (status, around) == (
        200,
        {
            "folder": "lab",
            "ids": ["p1"],
            "files": ["data/eis/p1.ism"],
            "people": {"ann": "Ann Example"},
            "instruments": {"im6ex": "Zahner IM6ex", "press": ""},
        },
    )


@pytest.mark.usefixtures("notebook")
async def test_entry_without_results_has_none(ask: Ask) -> None:
    """An entry that was never analysed opens without a results section."""
    status, answer = await ask("results", path="lab/entries/p1.gb.yaml")
    assert (status, answer) == (200, {"results": []})


async def test_result_that_fits_the_entry_counts(ask: Ask, notebook: Notebook) -> None:
    """An older result whose inputs are as they were goes before a newer one whose inputs have changed."""
    now = Input("entries/p1.gb.yaml", sha256_of(notebook.path_of("p1")))
    for number, read in (("001", now), ("002", Input(now.path, "0" * 64))):
        results.store(notebook, Result("density", id=f"p1/density/{number}", inputs=[read]), {})
    _, answer = await ask("results", path="lab/entries/p1.gb.yaml")
    assert [(result["id"], result["stale"]) for result in answer["results"]] == [("p1/density/001", [])]


@pytest.mark.usefixtures("notebook")
async def test_analysis_that_cannot_run_says_why(ask: Ask) -> None:
    """The job fails with the verb's own words."""
    status, job = await ask("analyses", {"path": "lab/entries/p1.gb.yaml"})
    assert status == 202
    while job["state"] in ("queued", "running"):
        await asyncio.sleep(0.05)
        status, job = await ask(f"analyses/{job['id']}")
    assert (status, job["state"]) == (200, "failed")
    assert job["error"]["message"] == "there is no standard analysis for a pellet"


@pytest.mark.usefixtures("notebook")
async def test_analysis_of_a_missing_entry_and_unknown_job_are_not_found(ask: Ask) -> None:
    """Neither starts the worker."""
    assert (await ask("analyses", {"path": "lab/entries/p9.gb.yaml"}))[0] == 404
    assert (await ask("analyses/0123"))[0] == 404


@pytest.mark.parametrize("route", ["check", "entries", "notebooks", "analyses"])
@pytest.mark.parametrize(
    "body", ["{", "[1]", '"text"', "", "null", '{"path": 1, "text": [], "kind": {}, "folder": 7}', "{}"]
)
async def test_malformed_requests_get_a_sentence(ask: Ask, route: str, body: str) -> None:
    """What is no JSON object, or has fields of other types, is 400 with message and hint."""
    status, answer = await ask(route, body)
    assert status == 400
    assert answer["message"]
    assert answer["hint"]


async def test_oversized_request_is_refused(ask: Ask) -> None:
    """Ten megabytes are no entry."""
    status, answer = await ask("check", b'{"path": "' + b"x" * BODY_LIMIT + b'"}')
    assert status == 413
    assert "bytes" in answer["message"]


@pytest.mark.parametrize("path", ["../x.gb.yaml", "/etc/passwd", "lab/../../x", "a\x00b", "..\\x", "out/x.gb.yaml"])
@pytest.mark.parametrize("route", ["check", "results", "entries", "analyses"])
async def test_paths_stay_under_the_servers_folder(
    ask: Ask, jp_root_dir: Path, tmp_path: Path, path: str, route: str
) -> None:
    """Neither dots, absolute paths, NULs nor a symbolic link lead out."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.gb.yaml").write_text("kind: note\n")
    (jp_root_dir / "out").symlink_to(outside)
    if route in ("check", "analyses"):
        status, answer = await ask(route, {"path": path, "text": "kind: note"})
    else:
        path = path.replace("\x00", "/../../")  # Tornado lets no NUL through in an address
        status, answer = await ask(route, path=path)
    assert status == 400
    assert "does not stay under the server's folder" in answer["message"]


@pytest.mark.parametrize(("address", "handler"), ROUTES)
async def test_every_route_refuses_without_a_token(
    http_server_client: Any, jp_base_url: str, address: str, handler: type
) -> None:
    """No route answers a stranger, whatever the method."""
    route = url_path_join(
        jp_base_url, "glovebook", re.sub(r"\((.*?)\)", lambda match: match[1].replace("[^/]+", "x"), address)
    )
    methods = [name for name in ("get", "post", "put", "patch", "delete") if name in vars(handler)]
    assert methods
    for method in methods:
        body = None if method in ("get", "delete") else "{}"
        response = await http_server_client.fetch(route, method=method.upper(), body=body, raise_error=False)
        assert response.code == 403, method


async def test_kinds_come_in_the_order_of_a_labs_day(ask: Ask) -> None:
    """The launcher begins with the material and ends with the note, not with the alphabet."""
    _, kinds = await ask("kinds")
    names = [kind["name"] for kind in kinds]
    assert names == [
        "material", "environment", "synthesis", "sample", "pellet", "cell", "eis", "dc_polarization", "cv", "plating",
        "cycling", "xrd", "raman", "tga", "other", "analysis", "dataset", "note",
    ]  # fmt: skip


@pytest.fixture
def notebook_above(jp_root_dir: Path) -> Notebook:
    """A notebook with entry ``p1`` in the folder above the one that the server shows, which is one of its own."""
    notebook = new.init(jp_root_dir.parent, "Above")
    new.new(notebook, "pellet", "p1")
    (jp_root_dir / "p9.gb.yaml").write_text("kind: pellet\nid: p9\n")
    return notebook


async def test_notebook_above_the_servers_folder_is_out_of_reach(ask: Ask, notebook_above: Notebook) -> None:
    """No route climbs out: neither ids nor findings of the notebook above come back, and nothing is made in it."""
    path = "p9.gb.yaml"
    answers = [
        await ask("check", {"path": path, "text": "kind: pellet\nmade_from: [{entry: p1}]\n"}),
        await ask("entries", {"kind": "note", "folder": ""}),
        await ask("entries", path=path),
        await ask("results", path=path),
        await ask("analyses", {"path": path}),
    ]
    said = "the notebook begins above the folder that JupyterLab shows"
    assert [(status, answer["message"]) for status, answer in answers] == [(403, said)] * 5
    assert notebook_above.ids() == ["p1"]


async def test_entries_folder_that_leads_out_is_not_written_to(ask: Ask, notebook: Notebook, tmp_path: Path) -> None:
    """A notebook whose ``entries`` is a link to another place gets no entry from the browser."""
    (tmp_path / "elsewhere").mkdir()
    notebook.path_of("p1").unlink()
    (notebook.root / "entries").rmdir()
    (notebook.root / "entries").symlink_to(tmp_path / "elsewhere")
    status, answer = await ask("entries", {"kind": "note", "folder": "lab"})
    assert (status, answer["message"]) == (403, "entries does not lie under the folder that JupyterLab shows")
    assert list((tmp_path / "elsewhere").iterdir()) == []


async def test_schema_folder_that_leads_out_is_not_written_to(ask: Ask, notebook: Notebook, tmp_path: Path) -> None:
    """The same of the folder that JSON Schema files are put into."""
    shutil.rmtree(notebook.root / ".glovebook")
    (tmp_path / "elsewhere").mkdir()
    (notebook.root / ".glovebook").symlink_to(tmp_path / "elsewhere")
    status, _ = await ask("entries", {"kind": "note", "folder": "lab"})
    assert status == 403
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert notebook.ids() == ["p1"]


async def test_kinds_above_the_servers_folder_are_not_known(ask: Ask, notebook_above: Notebook) -> None:
    """A notebook out of reach adds no kinds: the launcher has those of Glovebook, and no form shows what it defines."""
    definition = "kind: sem\ntitle: SEM\nsummary: Images.\nfields: [{name: voltage, type: voltage, help: Voltage.}]\n"
    (notebook_above.root / "kinds/sem.yaml").write_text(definition, "utf-8")
    status, kinds = await ask("kinds")
    assert (status, "sem" in {kind["name"] for kind in kinds}) == (200, False)
    assert (await ask("schema/sem", path="p9.gb.yaml"))[0] == 404
    assert (await ask("schema/pellet", path="p9.gb.yaml"))[0] == 200


async def test_kinds_of_the_servers_notebook_are_listed(ask: Ask, jp_root_dir: Path) -> None:
    """A server that shows one notebook lists its kinds, too; a broken definition hides its own kind only."""
    definition = "kind: sem\ntitle: SEM\nsummary: Images.\nfields: [{name: voltage, type: voltage, help: Voltage.}]\n"
    new.init(jp_root_dir)
    (jp_root_dir / "kinds/sem.yaml").write_text(definition, "utf-8")
    (jp_root_dir / "kinds/tem.yaml").write_text("kind: [", "utf-8")
    _, kinds = await ask("kinds")
    assert [(kind["name"], kind["title"]) for kind in kinds if kind["name"] in ("sem", "tem")] == [("sem", "SEM")]


async def test_raw_files_that_lead_out_are_not_offered(ask: Ask, notebook: Notebook, tmp_path: Path) -> None:
    """An entry cannot name a file outside its notebook, so the input does not offer one."""
    (tmp_path / "secret.txt").write_text("x")
    (notebook.root / "data/link.txt").symlink_to(tmp_path / "secret.txt")
    _, around = await ask("entries", path="lab/entries/p1.gb.yaml")
    assert around["files"] == []


async def test_file_name_that_is_no_text_is_answered(ask: Ask, notebook: Notebook) -> None:
    """A raw file whose name is no UTF-8 (an old instrument's) does not stop the form."""
    try:
        (notebook.root / "data" / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    status, around = await ask("entries", path="lab/entries/p1.gb.yaml")
    assert (status, around["files"]) == (200, ["data/caf\udce9.txt"])


LONG = "a" * 5000
PATHS = [
    LONG,
    f"lab/{LONG}",
    f"lab/data/{'x' * 300}",
    "a/" * 2400 + "x.gb.yaml",
    "ü" * 200 + ".gb.yaml",
    "\ud800.gb.yaml",
    "lab/entries",
    "lab/entries/p1.gb.yaml/x",
    "",
    ".",
    "~",
    "con",
]
TEXTS = [
    f"kind: pellet\nid: p1\nattachments: [{{file: {LONG}}}]\n",
    f"kind: eis\nid: p1\nspectra: [{{file: {'x/' * 3000}}}]\n",
    'kind: eis\nspectra: [{file: "a\\0b"}]\n',
    'kind: eis\nspectra: [{file: "\\ud800"}]\n',
    "kind: note\nnotes: \ud800\n",
    f"kind: pellet\nmade_from: [{{entry: {LONG}}}]\n",
    f"kind: {LONG}\n",
    "a: " + "[" * 20_000,
    "a: " + "{a: " * 20_000,
    "- " * 5_000,
    "a: &a [*a]\n",
    "a: &a [1, 1]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    f"kind: pellet\ndiameter: {'9' * 5000} mm\n",
    "kind: pellet\ndiameter: 1e999999999 mm\n",
    "kind: pellet\ndate: 99999-99-99\n",
    f"kind: pellet\ndate: {'9' * 5000}\n",
    f"{'9' * 5000}: 1\n",
    "!!python/object/apply:os.system [ls]\n",
]
BODIES = [
    b"[" * 100_000,
    b'{"path": ' + b"[" * 100_000,
    b'{"path": ' + b"9" * 5000 + b"}",
    b'{"path": "\xed\xa0\x80", "text": "", "kind": "note", "folder": "\xed\xa0\x80"}',
    b"\xff\xfe",
    b'{"path": NaN}',
]
POSTS = ("check", "entries", "notebooks", "analyses")


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: repr(path[:20]))
async def test_no_path_breaks_a_route(ask: Ask, path: str) -> None:
    """However long or odd a path is, every route answers with data or with a sentence."""
    body = {"path": path, "text": "kind: note", "kind": "note", "folder": path}
    answers = [await ask(route, body) for route in POSTS]
    if "\ud800" not in path:  # no address can hold it
        answers += [await ask(route, path=path) for route in ("entries", "results")]
    for status, answer in answers:
        assert status < 400 or (status < 500 and answer["message"] and answer["hint"]), answer


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: repr(text[:30]))
async def test_no_hostile_text_breaks_the_check(ask: Ask, text: str) -> None:
    """Too long, too deep, too large, or no character at all: findings or a sentence."""
    status, answer = await ask("check", {"path": "lab/entries/p1.gb.yaml", "text": text})
    assert status == 200 or (status < 500 and answer["message"] and answer["hint"]), answer


@pytest.mark.parametrize("route", POSTS)
@pytest.mark.parametrize("body", BODIES, ids=lambda body: repr(body[:20]))
async def test_no_body_breaks_a_route(ask: Ask, route: str, body: bytes) -> None:
    """What is no JSON of ours is 400 with a sentence, however it is made."""
    status, answer = await ask(route, body)
    assert status == 400
    assert answer["message"]
    assert answer["hint"]


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("name", [LONG, "\ud800", "..", "a/b", "a\0b", ""])
async def test_no_id_or_kind_breaks_a_new_entry(ask: Ask, notebook: Notebook, name: str) -> None:
    """Nothing is made under a name that is none."""
    made = [await ask("entries", {"kind": "note", "folder": "lab", "id": name}) for _ in range(1 if name else 0)]
    made.append(await ask("entries", {"kind": name, "folder": "lab"}))
    assert [status for status, _ in made if not 400 <= status < 500] == []
    assert notebook.ids() == ["p1"]
