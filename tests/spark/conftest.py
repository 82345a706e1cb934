from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.spark.session import MASTER
from tools.spark_cluster import Cluster, cluster


@pytest.fixture(scope="module")
def running(monkeypatch_module: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A cluster of two workers, and this process's sessions on it."""
    end_spark()
    with cluster(workers=2) as found:
        monkeypatch_module.setenv(MASTER, found.master)
        yield found
        end_spark()


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def end_spark() -> None:
    """End the session, and its JVM, which would keep the address of a master that is gone."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    if active := SparkSession.getActiveSession():
        active.stop()
    if gateway := SparkContext._gateway:
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait()
        SparkContext._gateway = SparkContext._jvm = None
