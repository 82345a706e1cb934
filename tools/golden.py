"""Write tests/golden/ anew: the triples, and with --parses the stored parses too.

Parses change only with the seeds, the readers or the language model; triples with every rule.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import kg
from kg.language import load
from kg.resolve.across import assemble
from tests.golden.replay import BLOCK, EXPECTED, PARSES, Replay, analysed
from tools.parse import Recorder, conllu


def main() -> None:
    """Record the parses if asked, then write what they give."""
    if "--parses" in sys.argv[1:]:
        recorder = Recorder(load())
        analysed(recorder)
        blocks = sorted({doc.text: conllu(doc) for doc in recorder.docs}.items())
        PARSES.write_text("".join(BLOCK + parsed + "\n" for _, parsed in blocks), "utf-8")
    graph = assemble(analysed(Replay()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seeds.nt"
        kg.save(graph, path)
        triples = sorted(path.read_text("utf-8").splitlines())
    EXPECTED.write_text("\n".join(triples) + "\n", "utf-8")
    print(f"{EXPECTED}: {len(triples)} triples")


if __name__ == "__main__":
    main()
