"""Write tests/golden/ anew: the triples, and with --parses the stored parses too.

Parses change only with the seeds, the readers or the language model; triples with every rule.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import kg
from kg.language import load
from kg.resolve.across import assemble
from tests.golden.replay import BLOCK, EXPECTED, PARSES, Replay, analysed
from tools.parse import conllu


class Recorder:
    """A pipeline that keeps what it parsed."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.docs: list[Doc] = []

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parse the texts and keep the Docs."""
        for doc in self.nlp.pipe(texts):
            self.docs.append(doc)
            yield doc


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
