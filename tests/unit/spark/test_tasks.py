from __future__ import annotations

from itertools import pairwise

from kg.spark.engine import LEAST, TASK, tasks_of
from tests.jobs import documents


def test_tasks_hold_every_document_once_and_grow_smaller() -> None:
    given = documents(*("word " * 1000 + str(n) for n in range(200)), "long " * 100_000)
    tasks = tasks_of(given, cores=2)
    assert sorted(d.id for task in tasks for d in task) == sorted(d.id for d in given)
    sizes = [sum(len(d.text) for d in task) for task in tasks]
    assert tasks[0] == [given[-1]]
    assert sizes[1] > TASK / 2
    assert max(sizes[-2:]) <= LEAST * 2
    assert all(small <= large + 6000 for large, small in pairwise(sizes))
