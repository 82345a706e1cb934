"""How fast and with how much memory RDF is written, beside rdflib on the same machine.

`python -m benchmarks.rdf [--triples 1000000] [--without-rdflib]` prints a table. Each way runs in
a process of its own, with the graph made before the clock starts; memory is what the process
needs at most beyond that. Then `kg query` asks the graph twice: the second time, its store is
there. The ratio is that of the processor's seconds, which other work on the machine disturbs less.

rdflib's Turtle writer grows faster than linearly here: it looks for a namespace in front of every
IRI's last letters, and finds another one for each that ends in digits, as most of provenance do.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

import kg
from benchmarks import common
from kg.data import Clause, Entity, Evidence, Phrase, Relation, Statement
from kg.formats.rdf import to_rdflib
from kg.graph import KnowledgeGraph

PER_STATEMENT = 20.76
"""Triples of a statement of the graph below, with its evidence and its share of entities."""


def made(statements: int) -> KnowledgeGraph:
    """A graph of facts, each from a sentence of its own; four for each entity."""
    count = max(1, statements // 4)
    entities = [Entity(f"Person_{i}", f"Person {i}", "PERSON", ()) for i in range(count)]
    found = []
    for i in range(statements):
        sentence = (i * 60, i * 60 + 59)
        phrase, relation = Phrase(""), Relation("met", "meet")
        clause = Clause(f"c{i}", "verbal", 0.9, sentence, phrase, relation)
        ends = f"Person_{i % count}", f"Person_{i * 7 % count}"
        evidence = (Evidence(f"{i // 1000:016x}", clause),)
        found.append(
            Statement(
                f"{i:012x}",
                ends[0],
                "meet",
                "meet",
                ends[1],
                (),
                None,
                "asserted",
                "",
                None,
                evidence,
            )
        )
    return KnowledgeGraph(entities, found, {})


def by_kg(graph: KnowledgeGraph, path: Path) -> None:
    """Written as we do."""
    kg.save(graph, path)


def by_rdflib(graph: KnowledgeGraph, path: Path) -> None:
    """Built and serialised by rdflib."""
    to_rdflib(graph).serialize(path, format="turtle")


def measured(
    write: Callable[[KnowledgeGraph, Path], None], statements: int
) -> tuple[float, float, float, int]:
    """Seconds by the wall and of the processor, further memory in MB, and bytes written."""
    graph = made(statements)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        begin, begin_cpu = perf_counter(), process_time()
        write(graph, Path(folder) / "graph.ttl")
        seconds, cpu = perf_counter() - begin, process_time() - begin_cpu
        size = (Path(folder) / "graph.ttl").stat().st_size
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return seconds, cpu, (after - before) / 1024, size


def asked(statements: int) -> list[float]:
    """Seconds of `kg query`, the whole command: with no store yet, and with one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.ttl"
        kg.save(made(statements), path)
        command = common.kg("query", str(path), "SELECT ?whom { ent:Person_7 rel:meet ?whom }")
        found = []
        for _ in range(2):
            begin = perf_counter()
            surroundings = common.environment(Path(folder) / "cache")
            subprocess.run(command, env=surroundings, check=True, stdout=subprocess.DEVNULL)
            found.append(perf_counter() - begin)
        return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--without-rdflib", action="store_true")
    options = parser.parse_args()
    ways = [by_kg] if options.without_rdflib else [by_kg, by_rdflib]
    statements = round(options.triples / PER_STATEMENT)
    print(f"{'way':10} {'s':>7} {'cpu s':>7} {'MB':>7} {'MB written':>11}")
    spent = []
    for way in ways:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            seconds, cpu, memory, size = pool.submit(measured, way, statements).result()
        print(f"{way.__name__:10} {seconds:7.2f} {cpu:7.2f} {memory:7.1f} {size / 1e6:11.1f}")
        spent.append((cpu, memory))
    common.figure("memory beside the graph, MB", spent[0][1], most=64)
    if len(spent) > 1:
        common.figure("times as fast as rdflib", spent[1][0] / spent[0][0], least=8)
    first, second = asked(statements)
    print(f"kg query, with no store yet: {first:.2f} s")
    common.figure("kg query, with a store, s", second, most=1)


if __name__ == "__main__":
    main()
