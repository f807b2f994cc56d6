"""What every test may ask for: the measured data beside the checkout, and a browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

pytest_plugins = ["pytest_jupyter.jupyter_server"]
"""``jp_fetch`` and its like; pytest takes plugins in the topmost conftest only."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark whatever asks for the browser, so that ``-m "not browser"`` leaves it out.

    Their files come first: they take the longest, and of several workers none waits for another at the end.
    """
    for item in items:
        if "chromium_path" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    shown = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in shown)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of measured data files beside the checkout; the test is skipped where there is none."""
    folder = (Path(__file__).resolve().parents[1] / "../shared/data").resolve()
    if not folder.is_dir():
        pytest.skip("the measured data (../shared/data beside the checkout) are not here")
    return folder


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser on PATH; without one the test is skipped, or fails where REQUIRE_BROWSER=1 insists."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found:
        return Path(found)
    missing = f"no browser on PATH: {', '.join(BROWSERS)}"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"{missing}; REQUIRE_BROWSER=1 asks for one")
    pytest.skip(missing)
