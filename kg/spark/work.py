"""What executors run: a job called once in each of their Python processes, documents in Arrow."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.engine import GARBAGE, ONE_THREAD, Work, attempt
from kg.errors import KgError

if TYPE_CHECKING:
    import pyarrow as pa

Batches = Iterator["pa.RecordBatch"]


@lru_cache(maxsize=1)
def loaded(job: bytes) -> Work[Any]:
    """The work of a pickled job; Spark keeps its Python processes from task to task."""
    os.environ.update(ONE_THREAD)  # where the cluster's settings do not say so
    gc.set_threshold(*GARBAGE)
    work: Work[Any] = pickle.loads(job)()
    return work


def each(job: bytes) -> Callable[[Batches], Batches]:
    """For `mapInArrow`: lists of pickled documents to pickled outcomes, one a row.

    An outcome is the work's result, a `Failure`, or the `KgError` that the job itself raised.
    """

    def run(batches: Batches) -> Batches:
        import pyarrow as pa

        for batch in batches:
            for documents in batch.column("documents").to_pylist():
                for document in documents:
                    outcome = pickle.dumps(_outcome(job, pickle.loads(document)), protocol=5)
                    yield pa.RecordBatch.from_arrays([pa.array([outcome])], ["outcome"])

    return run


def _outcome(job: bytes, document: Any) -> Any:
    try:
        work = loaded(job)
    except KgError as error:
        return error
    return attempt(work, document)
