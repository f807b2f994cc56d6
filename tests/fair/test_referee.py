"""roc-validator judges exported crates: Process Run Crate 0.5 on RO-Crate 1.1, without the network."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import requests
from requests_cache import CachedSession

from glovebook.fair.dataset import Dataset
from glovebook.fair.export import write_crate

CONTEXT = "https://w3id.org/ro/crate/1.1/context"


class _FromWheel(requests.adapters.BaseAdapter):
    """Answers every request with the context of RO-Crate 1.1 that the rocrate 0.15.1 wheel carries."""

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:
        response = requests.Response()
        response.status_code = 200
        response.request = request
        response.url = str(request.url)
        response.headers["Content-Type"] = "application/ld+json"
        response.raw = io.BytesIO(files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes())
        return response

    def close(self) -> None:
        pass
