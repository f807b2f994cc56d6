"""All routes of a real server, sent whatever comes to mind: an answer each time, and nothing outside is touched."""

from __future__ import annotations

import json
import re
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glovebook.eln_plugin import base
from glovebook.eln_plugin.routes import ROUTES
from glovebook.store.notebook import Notebook
from tests.eln_plugin.conftest import Ask, LabServer

SECRET = "4711-kept-outside"  # noqa: S105  no password: the content of a file that must not come back
PATHS = st.sampled_from(
    [
        "lab/entries/p1.gb.yaml", "lab/entries/new.gb.yaml", "lab", "lab/entries", "", ".", "/", "..", "../secret",
        "../secret/x.gb.yaml", "lab/../../secret/x.gb.yaml", "lab/out/x.gb.yaml", "lab/entries/out.gb.yaml",
        "/etc/passwd", "~", "lab//entries", "lab/entries/p1.gb.yaml/x", "lab/.glovebook/lock", "lab/glovebook.yaml",
        "con", "a\0b", "a\\b", "C:\\x", "\u202e", "x" * 300, "a/" * 2500, "lab/entries/\udcff.gb.yaml", "%2e%2e/secret",
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    ["pellet", "note", "p1", "draft", "archive", "yes", "no", "mine", "theirs", "approved", "spectra[0]", "data/x", "",
     "record/title", "pressure >= 1 MPa", "kind:", "((", "a..b[-1]", "{}", "$schema", "0" * 400]
)  # fmt: skip
ENTRIES = st.sampled_from(
    ["kind: pellet\nid: p1\n", "kind: eis\nspectra: [{file: ../../secret/x.gb.yaml}]\n", "a: [", "\x00", "- a\n", "&a [*a]",
     "kind: pellet\nmade_from: [{entry: ../secret/x}]\n",
     'kind: synthesis\nschema: "1.0"\nid: s\nreagents: [{formula: LiCl}, {formula: KCl, mass: 1 g}]\nratio: "1:2"\n',
     "kind: note\nreviews: 1\namendments: {}\n", "!!x y"]
)  # fmt: skip
TEXTS = st.one_of(PATHS, WORDS, ENTRIES, st.text(max_size=40))
VALUES = st.recursive(
    st.one_of(TEXTS, st.none(), st.booleans(), st.integers(), st.floats()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=6,
)
NAMES = ("path", "text", "base", "kind", "folder", "id", "file", "item", "method", "profile", "whole", "query", "batch")
MORE = ("reason", "choice", "choices", "values", "version", "verdict", "by", "remark", "first", "second", "entry")
BEGUN = ("defaults", "template", "parameters", "batch", "weighed", "start")
ALL = (*NAMES, *MORE, *BEGUN)
FIELDS = st.fixed_dictionaries({}, optional={name: st.one_of(TEXTS, VALUES) for name in ALL})
REAL = st.just("lab/entries/p1.gb.yaml")
MANY_REAL = st.one_of(REAL, REAL, PATHS)
LIKELY = st.fixed_dictionaries(
    {name: st.one_of(WORDS, TEXTS) for name in ALL}
    | {
        "path": MANY_REAL,
        "entry": MANY_REAL,
        "folder": st.one_of(st.just("lab"), PATHS),
        "text": st.one_of(ENTRIES, TEXTS),
        "kind": st.sampled_from(["pellet", "note", "x", ""]),
        "profile": st.sampled_from(["draft", "archive", "x"]),
        "choices": st.dictionaries(TEXTS, WORDS, max_size=2),
        "values": st.dictionaries(TEXTS, TEXTS, max_size=2),
        "batch": st.sampled_from(["", "0.5 g", "1e999 g", "9" * 400, "> 1 g"]),
        "weighed": st.lists(st.one_of(st.none(), st.sampled_from(["0.1", "1e-400 g", "0 g"]), TEXTS), max_size=2),
        "start": st.one_of(st.none(), st.fixed_dictionaries({"reagent": st.integers(-1, 3), "mass": TEXTS})),
        "defaults": st.fixed_dictionaries(
            {"operator": TEXTS, "glovebox": TEXTS, "instruments": st.dictionaries(WORDS, TEXTS, max_size=2)}
        ),
        "parameters": st.dictionaries(TEXTS, TEXTS, max_size=1),
    }
)
ODD = st.one_of(FIELDS.map(json.dumps), VALUES.map(json.dumps), st.binary(max_size=60), st.just(b"[" * 50_000))
BODIES = st.one_of(LIKELY.map(json.dumps), LIKELY.map(json.dumps), LIKELY.map(json.dumps), ODD)
METHODS = {"get", "post", "put", "patch", "delete"}


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, str, bytes]:
    """Method, address after ``glovebook/`` and body of a request that a route exists for."""
    address, handler = draw(st.sampled_from(ROUTES))
    method = draw(st.sampled_from(sorted(METHODS & vars(handler).keys())))
    part = st.one_of(st.sampled_from(["pellet", "record", "title"]), TEXTS).filter(bool)
    pattern = address.replace("(", "").replace(")", "")
    parts = re.sub(r"\[\^/\]\+", lambda _: quote(draw(part).encode("utf-8", "replace"), safe=""), pattern)
    query = draw(st.one_of(FIELDS, LIKELY, LIKELY))
    pairs = [f"{name}={quote(str(value).encode('utf-8', 'replace'))}" for name, value in query.items()]
    body = draw(BODIES)
    content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    return method.upper(), f"{parts}?{'&'.join(pairs)}"[:60_000], b"" if method == "get" else content


def answer(server: LabServer, method: str, address: str, body: bytes) -> tuple[int, bytes]:
    """Status and body of what the server says."""
    connection = HTTPConnection(str(urlsplit(server.address).hostname), urlsplit(server.address).port, timeout=60)
    headers = {"Authorization": "token secret", "Content-Type": "application/json"}
    connection.request(method, f"/glovebook/{address}", body or None, headers)
    response = connection.getresponse()
    said = response.status, response.read()
    connection.close()
    return said


@pytest.fixture
def outside(lab_server: LabServer) -> Path:
    """A folder beside the one that the server shows, with links to it from inside, and a notebook of its own."""
    folder = lab_server.root.parent / "secret"
    folder.mkdir()
    (folder / "glovebook.yaml").write_text('glovebook: "1"\n')
    (folder / "x.gb.yaml").write_text(f"kind: note\nid: x\ntitle: {SECRET}\n")
    (lab_server.root / "lab/out").symlink_to(folder)
    (lab_server.root / "lab/entries/out.gb.yaml").symlink_to(folder / "x.gb.yaml")
    return folder


def listing(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its time and content."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def hold_out(server: LabServer, outside: Path, examples: int) -> None:
    """Sends requests; each gets an answer that is no defect, and nothing outside is read or written."""
    entry = server.root / "lab/entries/p1.gb.yaml"
    text = entry.read_text("utf-8")
    before, around = listing(outside), sorted(path.name for path in outside.parent.iterdir())

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(request=requests())
    def send(request: tuple[str, str, bytes]) -> None:
        if not entry.is_file():  # a request before this one has deleted it, as it may
            entry.write_text(text, "utf-8")
        status, body = answer(server, *request)
        assert status < 500, (request, body)
        assert SECRET.encode() not in body, request
        assert status < 400 or json.loads(body)["message"], (request, body)

    send()
    assert listing(outside) == before
    assert sorted(path.name for path in outside.parent.iterdir()) == around


def test_no_request_breaks_the_server(lab_server: LabServer, outside: Path) -> None:
    """Hostile paths, bodies and addresses, three hundred: never 500, never outside of the root."""
    hold_out(lab_server, outside, 300)


@pytest.mark.deep
def test_no_request_breaks_the_server_in_the_long_run(lab_server: LabServer, outside: Path) -> None:
    """The same, with fifteen hundred."""
    hold_out(lab_server, outside, 1500)


@pytest.mark.usefixtures("notebook")
async def test_what_takes_too_long_is_answered(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser gets a sentence instead of silence."""
    monkeypatch.setattr(base, "TIME_LIMIT", 0.0)
    status, refused = await ask("kinds")
    assert (status, refused["reason"]) == (503, "slow")
    assert refused["message"] == "the answer takes longer than the server waits for it"


async def test_request_that_is_too_long_is_refused(ask: Ask, notebook: Notebook) -> None:
    """By each route that takes one."""
    said: list[Any] = []
    for address, handler in ROUTES:
        if "post" in vars(handler):
            said.append((await ask(address, b'{"path": "' + b"x" * base.BODY_LIMIT + b'"}'))[0])
    assert set(said) == {413}
    assert notebook.ids() == ["p1"]
