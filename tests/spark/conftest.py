from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from kg.spark.session import MASTER
from tools.spark_cluster import Cluster, cluster


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    """A cluster of two workers, and this process's session on it."""
    from pyspark.sql import SparkSession

    if active := SparkSession.getActiveSession():
        active.stop()
    before = os.environ.get(MASTER)
    with cluster(workers=2) as found:
        os.environ[MASTER] = found.master
        yield found
        if active := SparkSession.getActiveSession():
            active.stop()
    os.environ.pop(MASTER)
    if before is not None:
        os.environ[MASTER] = before
