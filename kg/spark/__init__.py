"""Builds on a Spark cluster: an engine for `kg build`, and a build that never leaves the cluster.

Needs the extra `spark` (PySpark 4, PyArrow, pandas) and Java 17 or newer.
"""
