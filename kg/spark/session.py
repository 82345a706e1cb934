"""The Spark session that work runs in: the user's own, or one on this machine."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.engine import ONE_THREAD
from kg.errors import ConfigError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MASTER = "KG_SPARK_MASTER"
"""Environment variable that names a master ("spark://host:7077"); settings of Spark's own win."""


def session(workers: int) -> SparkSession:
    """The session that is active, or a new one.

    A new one takes Spark's settings (`spark-submit`, `SPARK_CONF_DIR`), then `KG_SPARK_MASTER`,
    and without either runs `workers` threads on this machine. Executors get this process's
    interpreter and module path unless told otherwise, and run one thread a task, so that sums
    are taken in one order. Raises `ConfigError` where Spark is not installed or does not start.
    """
    if problem := missing():
        raise ConfigError(problem)
    from pyspark import SparkConf
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    if active := SparkSession.getActiveSession():
        return active
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = SparkConf()
    settings.setIfMissing("spark.master", os.environ.get(MASTER, f"local[{workers}]"))
    settings.setIfMissing("spark.app.name", "kg")
    settings.setIfMissing("spark.log.level", "ERROR")
    settings.setIfMissing("spark.ui.enabled", "false")
    settings.setIfMissing("spark.ui.showConsoleProgress", "false")
    settings.setIfMissing("spark.executorEnv.PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    for name, value in ONE_THREAD.items():
        settings.setIfMissing(f"spark.executorEnv.{name}", value)
    try:
        return SparkSession.builder.config(conf=settings).getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise ConfigError(f"Spark does not start: {first_line(error)}") from error


def missing() -> str:
    """What of Spark is not installed here and how to get it, or ""."""
    for module in ("pyspark", "pyarrow", "pandas"):
        if find_spec(module) is None:
            return f"Spark needs {module}: pip install 'kg-evidence[spark]'"
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java") and not (home and (Path(home) / "bin" / "java").exists()):
        return "Spark needs Java 17 or newer: install a JRE, or set JAVA_HOME"
    return ""


def first_line(error: Exception) -> str:
    """What an error of Spark's says in one line; stack traces of two languages follow it."""
    return str(error).strip().partition("\n")[0]
