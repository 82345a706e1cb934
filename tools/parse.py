"""Print sentences as CoNLL-U, to be checked by hand and put into tests/spec/; keep parses.

python tools/parse.py "Marchetti signed the accord in Oslo."
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.language import load


class Recorder:
    """A pipeline that keeps the Docs it made."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.docs: list[Doc] = []

    def pipe(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parse the texts and keep the Docs."""
        for doc in self.nlp.pipe(texts):
            self.docs.append(doc)
            yield doc


def conllu(doc: Doc) -> str:
    """The Doc in CoNLL-U; each word of an entity carries its label in MISC."""
    lines = []
    for sentence in doc.sents:
        lines.append(f"# text = {' '.join(sentence.text.split())}")
        for token in sentence:
            head = 0 if token.head == token else token.head.i - sentence.start + 1
            entity = ""
            if token.ent_type_:
                fresh = token.ent_iob_ == "B" and token.i and doc[token.i - 1].ent_type_
                entity = f"Entity={'B-' if fresh else ''}{token.ent_type_}"
            misc = "|".join(filter(None, (entity, "" if token.whitespace_ else "SpaceAfter=No")))
            row = (
                str(token.i - sentence.start + 1), _form(token.text), _form(token.lemma_),
                token.pos_, token.tag_, "_", str(head), token.dep_, "_", misc or "_",
            )  # fmt: skip
            lines.append("\t".join(row))
        lines.append("")
    return "\n".join(lines)


def _form(text: str) -> str:
    """A word as CoNLL-U can hold it: line breaks as ¶, other white space as it is."""
    return text.replace("\n", "¶").replace("\t", " ") or "_"


def main() -> None:
    """Parse each argument with the default pipeline."""
    nlp = load()
    for text in sys.argv[1:]:
        print(conllu(nlp(text)))


if __name__ == "__main__":
    main()
