"""What tests of every kind share."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Skip a test that needs what is not here; a failure where everything must be tested."""
    if os.environ.get("KG_TEST_ALL") == "1":
        pytest.fail(f"KG_TEST_ALL=1, but {what}", pytrace=False)
    pytest.skip(what)
