"""Exposure: logs of gloveboxes joined to the work that names them, with exact times."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import glovebook
from glovebook.cli import main
from glovebook.pipeline.exposure import exposure
from glovebook.pipeline.exposure.log import Point, Series
from glovebook.pipeline.new import init
from glovebook.schema.quantity import Quantity
from glovebook.schema.refusal import Refusal
from glovebook.store.notebook import Notebook

LOG = """kind: environment
schema: "1.0"
id: box
readings:
  - {at: 2018-01-14T08:00+08:00, water: < 0.1 ppm, oxygen: 0.2 ppm}
  - {at: 2018-01-14T09:00+08:00, water: 2.4 ppm, oxygen: 0.2 ppm}
  - {at: 2018-01-14T10:00+08:00, water: 0.5 ppm, oxygen: 3 ppm}
  - {at: 2018-01-14T12:00+08:00, water: 0.5 ppm}
"""
WORK = "steps: [{action: mill, duration: 90 min}, {action: seal, duration: 30 min}, {action: heat, duration: 3 h}]\n"
Write = Callable[..., None]


@pytest.fixture
def lab(tmp_path: Path) -> Notebook:
    """A notebook with the log of one glovebox: wet from 8 to 10 o'clock, as far as can be said."""
    notebook = init(tmp_path / "lab", "Exposure")
    (notebook.root / "entries/box.gb.yaml").write_text(LOG, "utf-8")
    return notebook


@pytest.fixture
def write(lab: Notebook) -> Write:
    """Writes a synthesis under the log; its date, and what else it says."""

    def written(name: str, date: str, text: str, kind: str = "synthesis", gas: str = "{entry: box}") -> None:
        head = f'kind: {kind}\nschema: "1.0"\nid: {name}\ndate: {date}\natmosphere: {gas}\n'
        (lab.root / f"entries/{name}.gb.yaml").write_text(head + text, "utf-8")

    return written


def seen(lab: Notebook, h2o: str = "1 ppm", o2: str = "") -> list[str]:
    """All that was looked at, in words."""
    return [f"{one.entry} {one}" for one in exposure(h2o, o2, lab).work]


def test_steps_follow_each_other(lab: Notebook, write: Write) -> None:
    """Milled from 9:15 to 10:45 and sealed until 11:15: 45 minutes of the milling lie before the dry reading."""
    write("s1", "2018-01-14T09:15+08:00", WORK)
    mill, seal = exposure("1 ppm", notebook=lab).work
    assert mill.seconds == {"below": 2700.0, "unknown": 0.0, "perhaps": 0.0, "above": 2700.0}
    assert seal.seconds == {"below": 1800.0, "unknown": 0.0, "perhaps": 0.0, "above": 0.0}
    assert (mill.work.path, mill.work.action, mill.work.log) == ("steps[0]", "mill", "box")
    assert str(mill) == "steps[0] mill from 2018-01-14 09:15 on: 45 min above; highest 2.4 ppm H2O"


def test_zones_are_minded(lab: Notebook, write: Write) -> None:
    """The same moment in another time zone is the same moment."""
    write("s1", "2018-01-14T01:15Z", WORK)
    assert [one.above for one in exposure("1 ppm", notebook=lab).work] == [2700.0, 0.0]


@pytest.mark.parametrize(
    ("h2o", "o2", "above", "perhaps"),
    [
        ("1 ppm", "", 7200.0, 0.0),
        ("1000 ppb", "", 7200.0, 0.0),
        ("0.0001 %", "", 7200.0, 0.0),
        ("2.4 ppm", "", 0.0, 0.0),
        ("2.3 ppm", "", 7200.0, 0.0),
        ("0.05 ppm", "", 14400.0, 0.0),
        ("", "1 ppm", 3600.0, 0.0),
        ("1 ppm", "1 ppm", 7200.0, 0.0),
        ("2.4 ppm", "1 ppm", 3600.0, 0.0),
    ],
)
def test_limits(lab: Notebook, write: Write, h2o: str, o2: str, above: float, perhaps: float) -> None:
    """From 8 to 12 o'clock: at the limit is not above it, the higher of two readings counts, either gas is enough."""
    write("s1", "2018-01-14T08:00+08:00", "steps: [{action: mill, duration: 4 h}]\n")
    (one,) = exposure(h2o, o2, lab).work
    assert (one.above, one.perhaps) == (above, perhaps)


@pytest.mark.parametrize(
    ("reading", "state"),
    [
        ("< 0.1 ppm", "below"),
        ("< 1 ppm", "below"),
        ("< 5 ppm", "perhaps"),
        ("> 0.1 ppm", "perhaps"),
        ("> 1 ppm", "above"),
        ("0.5..2 ppm", "perhaps"),
        ("1.5..2 ppm", "above"),
        ("~0.95 ppm", "perhaps"),
        ("0.9(1) ppm", "perhaps"),
        ("0.90(2) ppm", "below"),
        ("1.1(5) ppm", "above"),
    ],
)
def test_readings_that_leave_something_open(reading: str, state: str) -> None:
    """A bound, a range, a tilde and an uncertainty mean what they mean in a query with and without ``maybe``."""
    assert state == Series([], 1e-6).of(Quantity.parse(reading, "volume_fraction"))


JUDGED = {
    "mill for 3 h": (
        "2018-01-14T10:30+08:00",
        "steps: [{action: mill, duration: 3 h}]\n",
        ["s1 steps[0] mill from 2018-01-14 10:30 on: 90 min unknown; the log has no readings around all of it"],
    ),
    "no time": (
        "2018-01-14",
        "steps: [{action: mill, duration: 3 h}]\n",
        ["s1 steps[0] mill: the date 2018-01-14 has no time"],
    ),
    "no duration": (
        "2018-01-14T08:30+08:00",
        "steps: [{action: weigh}, {action: mill, duration: 5 min}]\n",
        [
            "s1 steps[0] weigh from 2018-01-14 08:30 on: above at the beginning; highest 2.4 ppm H2O; it has no duration",
            "s1 steps[1] mill: nobody knows how long steps[0] took, so nor when this began",
        ],
    ),
    "an open end": (
        "2018-01-14T11:00+08:00",
        "steps: [{action: dry, duration: '> 12 h'}, {action: press, duration: 5 min}]\n",
        [
            "s1 steps[0] dry from 2018-01-14 11:00 on: below at the beginning; > 12 h has no end",
            "s1 steps[1] press: nobody knows how long steps[0] took, so nor when this began",
        ],
    ),
    "a range": (
        "2018-01-14T08:00+08:00",
        "steps: [{action: weigh, duration: 1..2 h}, {action: mill, duration: 1 h}]\n",
        [
            "s1 steps[0] weigh from 2018-01-14 08:00 on: 2 h above; highest 2.4 ppm H2O",
            "s1 steps[1] mill from 2018-01-14 09:00 on: 60 min above; highest 2.4 ppm H2O",
        ],
    ),
    "no steps": (
        "2018-01-14T08:30+08:00",
        "",
        ["s1 atmosphere from 2018-01-14 08:30 on: above at the beginning; highest 2.4 ppm H2O; nothing says how long the work took"],
    ),
    "before the log": (
        "2018-01-13T08:00+08:00",
        "steps: [{action: mill, duration: 30 min}]\n",
        ["s1 steps[0] mill from 2018-01-13 08:00 on: 30 min unknown; the log has no readings around all of it"],
    ),
    "closed": (
        "2018-01-14T08:00+08:00",
        "steps: [{action: heat, duration: 1 h, vessel: sealed crucible}, {action: mill, duration: 1 h, atmosphere: {gas: air}}]\n",
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", JUDGED)
def test_judged(lab: Notebook, write: Write, name: str) -> None:
    """What is not known is said, with the reason; what is closed or elsewhere is left out."""
    date, text, expected = JUDGED[name]
    write("s1", date, text)
    assert expected == seen(lab)


def test_logs_that_are_none(lab: Notebook, write: Write) -> None:
    """A glovebox without a log, a log that is not there, and one that is another kind of entry are named."""
    write("c1", "2018-01-14T08:30+08:00", "", "cell", "{glovebox: MBraun 2}")
    write("c2", "2018-01-14T08:30+08:00", "", "cell", "{entry: bax}")
    write("c3", "2018-01-14T08:30+08:00", "", "cell", "{gas: Ar}")
    write("c4", "2018-01-14T08:30+08:00", "", "cell", "{entry: c1}")
    assert seen(lab) == [
        "c1 atmosphere: 'MBraun 2' has no log; link one under 'entry:'",
        "c2 atmosphere: 'bax' is no environment of this notebook",
        "c4 atmosphere: 'c1' is no environment of this notebook",
    ]


def test_pauses_of_the_log(lab: Notebook, write: Write) -> None:
    """Between readings more than a week apart nobody knows; a reading of a day counts for the whole day."""
    days = "".join(
        f"  - {{at: {day}, water: {water} ppm}}\n" for day, water in (("2018-02-01", 5), ("2018-02-02", 0.1))
    )
    (lab.root / "entries/box.gb.yaml").write_text(LOG + days, "utf-8")
    write("s1", "2018-01-25T00:00+00:00", "steps: [{action: dry, duration: 24 h}]\n")
    write("s2", "2018-02-01T12:00+00:00", "steps: [{action: dry, duration: 24 h}]\n")
    first, second = exposure("1 ppm", notebook=lab).work
    assert (first.seconds["unknown"], second.seconds["above"], second.seconds["below"]) == (86400.0, 43200.0, 43200.0)


def test_what_was_not_read(lab: Notebook, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """A logger's files and entries that are broken are named: the answer does not rest on them."""
    (lab.root / "entries/box.gb.yaml").write_text(LOG + "loggers: [{file: data/box.csv}]\n", "utf-8")
    write("s1", "2018-01-14T10:00+08:00", WORK)
    write("s2", "2018-01-14T09:15+08:00", "steps: [\n")
    found = exposure("1 ppm", notebook=lab)
    assert found.unread == {"box": ["data/box.csv"], "s2": ["entries/s2.gb.yaml"]}
    assert main(["exposure", "--h2o", "1 ppm", "--notebook", str(lab.root)]) == 0
    assert capsys.readouterr().out == (
        "not read: data/box.csv (box)\nnot read: entries/s2.gb.yaml (s2)\n0 samples lay open above 1 ppm H2O\n"
    )


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("", "there is no limit to hold the logs against; name one, e.g. --h2o '1 ppm'"),
        ("< 1 ppm", "--h2o '< 1 ppm' is no limit; write a number with its unit, e.g. '1 ppm'"),
        ("1..2 ppm", "--h2o '1..2 ppm' is no limit; write a number with its unit, e.g. '1 ppm'"),
        ("0 ppm", "--h2o '0 ppm' is no limit; write a number with its unit, e.g. '1 ppm'"),
    ],
)
def test_limits_that_are_none(lab: Notebook, limit: str, message: str) -> None:
    """A limit is one number."""
    with pytest.raises(Refusal) as caught:
        exposure(limit, notebook=lab)
    assert message == str(caught.value)


def test_command(lab: Notebook, write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints samples, what cannot be judged, and the sum; with --json the same as plain data."""
    write("s1", "2018-01-14T09:15+08:00", WORK)
    write("s2", "2018-01-14", WORK)
    assert main(["exposure", "--h2o", "1 ppm", "--notebook", str(lab.root)]) == 0
    assert capsys.readouterr().out == (
        "s1  synthesis\n"
        "    steps[0] mill from 2018-01-14 09:15 on: 45 min above; highest 2.4 ppm H2O\n"
        "cannot be judged:\n"
        "s2  synthesis\n"
        "    steps[0] mill: the date 2018-01-14 has no time\n"
        "    steps[1] seal: the date 2018-01-14 has no time\n"
        "1 sample lay open above 1 ppm H2O, for 45 min in all\n"
    )
    assert main(["exposure", "--h2o", "1 ppm", "--json", "--notebook", str(lab.root)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["exposed"] == [
        {
            "entry": "s1", "kind": "synthesis", "title": "", "reason": "", "began": "", "path": "steps[0]",
            "action": "mill", "log": "box", "start": "2018-01-14T09:15:00+08:00", "end": "2018-01-14T10:45:00+08:00",
            "above_s": 2700.0, "perhaps_s": 0.0, "below_s": 2700.0, "unknown_s": 0.0, "highest": {"h2o": "2.4 ppm"},
        }
    ]  # fmt: skip
    assert (data["looked_at"], len(data["unjudged"])) == (4, 2)


def test_in_python(lab: Notebook, write: Write) -> None:
    """An open notebook has the same verb; a Jupyter notebook shows a table, with nothing of a title read as HTML."""
    write("s1", "2018-01-14T09:15+08:00", f"title: <b>wet</b>\n{WORK}")
    book = glovebook.open(lab.root)
    found = book.exposure(h2o="1 ppm")
    assert (found.ids, len(found), found[0].above) == (["s1"], 1, 2700.0)
    assert repr(found) == "<1 open above 1 ppm H2O, 0 cannot be judged>"
    assert "<td>&lt;b&gt;wet&lt;/b&gt;</td>" in found._repr_html_()
    assert glovebook.exposure(h2o="1 ppm", notebook=lab.root).ids == ["s1"]
    book.close()


MINUTE = timedelta(minutes=1)
BEGIN = datetime(2018, 1, 14, tzinfo=UTC)


@given(
    st.lists(st.tuples(st.integers(0, 200), st.sampled_from(["0.5 ppm", "1 ppm", "2 ppm"])), max_size=8),
    st.integers(0, 200),
    st.integers(1, 100),
)
@settings(max_examples=150, deadline=None)
def test_minute_by_minute(readings: list[tuple[int, str]], start: int, minutes: int) -> None:
    """The time above is the number of minutes of which a reading before or after says that they were above."""
    from glovebook.pipeline.exposure import _pieces

    points = [
        Point(BEGIN + minute * MINUTE, Quantity.parse(text, "volume_fraction")) for minute, text in sorted(readings)
    ]
    series = Series(points, 1e-6)
    pieces = _pieces({"h2o": series}, BEGIN + start * MINUTE, BEGIN + (start + minutes) * MINUTE)
    found = {"above": 0.0, "below": 0.0, "unknown": 0.0}
    for first, last in pieces:
        found[series.state(first, last)[0]] += (last - first) / MINUTE
    expected = {"above": 0, "below": 0, "unknown": 0}
    for minute in range(start, start + minutes):
        before = max((at for at, _ in readings if at <= minute), default=None)
        after = min((at for at, _ in readings if at > minute), default=None)
        around = {text for at, text in readings if at in (before, after)}
        is_known = before is not None and after is not None
        expected[("above" if "2 ppm" in around else "below") if is_known else "unknown"] += 1
    assert expected == found
