"""The engine `spark`: documents read here, analysed by a cluster, and their results back here."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.data import Document
from kg.engine import Failure, Job, T
from kg.errors import ConfigError, KgError
from kg.spark.session import first_line, session
from kg.spark.work import each

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

CHARACTERS = 20_000_000
"""About how much text one Spark job takes: its results stand in the driver's memory."""
TASK = 100_000
"""About how many characters make a task: some seconds of work, so that a lost one costs little."""
LEAST = 10_000
"""About how many make the last ones, so that no core waits long for another at the end."""
_ROUNDS = 4
"""Into so many tasks a core what is left is cut: tasks grow smaller as they grow fewer."""


@dataclass(frozen=True, slots=True)
class Spark:
    """Runs a job over documents in the active Spark session, or in one of its own.

    Documents go out in Spark jobs of bounded size, the largest first within each. A task whose
    executor dies is done again by another one (Spark's own doing); a document over which Python
    processes die again and again is found by halving the documents and named as a `Failure`.
    """

    shares_disk: bool = False
    """Executors may stand on other machines: what they write to a disk is not found here."""
    ahead: int = 500
    """How many documents are taken at most for each worker before results come."""

    def __call__(
        self, job: Job[T], documents: Iterable[Document], workers: int
    ) -> Iterator[T | Failure]:
        """Yield the work's result, or a `Failure`, for every document. Raises `ConfigError`."""
        packed = pickle.dumps(job)
        rest = iter(documents)
        while taken := _take(rest, self.ahead * workers):
            yield from _run(session(workers), packed, taken)


SPARK = Spark()


def _take(documents: Iterator[Document], most: int) -> list[Document]:
    """The next documents: at most so many, and not much more than `CHARACTERS` of text."""
    taken: list[Document] = []
    room = CHARACTERS
    while len(taken) < most and room > 0:
        document = next(documents, None)
        if document is None:
            break
        taken.append(document)
        room -= len(document.text)
    return taken


def _run(spark: SparkSession, job: bytes, documents: list[Document]) -> Iterator[Any]:
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException

    cores = spark.sparkContext.defaultParallelism
    tasks = [[pickle.dumps(d, protocol=5) for d in task] for task in tasks_of(documents, cores)]
    try:
        rows = spark.sparkContext.parallelize([(task,) for task in tasks], len(tasks))
        frame = spark.createDataFrame(rows, "documents array<binary>")
        found = frame.mapInArrow(each(job), "outcome binary").collect()
    except PySparkException as error:
        raise ConfigError(f"Spark cannot do this: {first_line(error)}") from error
    except Py4JJavaError as error:  # what executors meet, after Spark's own tries
        yield from _halves(spark, job, documents, error)
        return
    for row in found:
        outcome = pickle.loads(row.outcome)
        if isinstance(outcome, KgError):
            raise outcome
        yield outcome


def _halves(
    spark: SparkSession, job: bytes, documents: list[Document], error: Exception
) -> Iterator[Any]:
    """After a Spark job has failed for good: look for the document that is to blame."""
    if spark.sparkContext._jsc is None or spark.sparkContext._jsc.sc().isStopped():
        raise ConfigError("the Spark session has ended; see its messages above") from error
    if len(documents) == 1:
        yield Failure(documents[0], "its Spark task failed again and again", str(error))
        return
    middle = len(documents) // 2
    yield from _run(spark, job, documents[:middle])
    yield from _run(spark, job, documents[middle:])


def tasks_of(documents: list[Document], cores: int) -> list[list[Document]]:
    """Documents as tasks, the largest documents and tasks first (guided self-scheduling)."""
    left = sum(len(d.text) for d in documents)
    tasks: list[list[Document]] = []
    room = 0
    for document in sorted(documents, key=lambda d: (-len(d.text), d.id)):
        if room <= 0:
            tasks.append([])
            room = min(TASK, max(LEAST, left // (_ROUNDS * cores)))
        tasks[-1].append(document)
        room -= len(document.text)
        left -= len(document.text)
    return tasks
