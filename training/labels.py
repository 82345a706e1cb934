"""The label sets of all heads, and their place in files."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from kg.language.embedded.decode import FORBIDDEN, Floats
from training.corpus import Document
from training.scripts import lemma_script
from training.silver import TYPES

COARSE = ("PER", "ORG", "LOC", "MISC", "TIME", "NUM")
VIEWS = ("redocred", "uner", "wikigold", "gum", "re3d")
LITBANK_KINDS = ("PER", "FAC", "GPE", "LOC", "VEH", "ORG")


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the classes of each head, in the order of its outputs."""

    deprel: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    names: list[str]
    types: list[str]
    mentions: list[str]
    entities: list[str]

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(
            json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )


def load_labels(path: Path) -> Labels:
    """Read what `Labels.save` wrote."""
    return Labels(**json.loads(path.read_text(encoding="utf-8")))


def tag_set(types: tuple[str, ...]) -> list[str]:
    """Return the BIOES tags of types, "O" first.

    >>> tag_set(("PER",))
    ['O', 'B-PER', 'I-PER', 'E-PER', 'S-PER']
    """
    return ["O", *(f"{prefix}-{label}" for label in types for prefix in "BIES")]


def transitions(tags: list[str]) -> Floats:
    """[tags + 1, tags + 1]: 0 where a tag may follow another, else `FORBIDDEN`.

    The last row and column are start and end.

    >>> table = transitions(["O", "B-X", "I-X", "E-X", "S-X"])
    >>> pairs = ((0, 1), (0, 2), (1, 0), (1, 3), (5, 3), (3, 5), (1, 5))
    >>> [bool(table[a, b] == 0) for a, b in pairs]
    [True, False, False, True, False, True, False]
    """
    every = [*tags, "O"]
    table = np.full((len(every), len(every)), FORBIDDEN, np.float32)
    for i, before in enumerate(every):
        for j, after in enumerate(every):
            open_before, opens_after = before[0] in "BI", after[0] in "IE"
            if open_before == opens_after and (not open_before or before[2:] == after[2:]):
                table[i, j] = 0
    return table


def collect_labels(documents: list[Document], least: int) -> Labels:
    """Return the labels that the training documents use, the frequent first."""
    counts: dict[str, Counter[str]] = {
        key: Counter() for key in ("deprel", "upos", "xpos", "feats", "lemmas", "mentions")
    }
    for document in documents:
        for s in document.sentences:
            if document.corpus == "gum":
                counts["mentions"].update(label for label in s.mention_heads or () if label != "O")
            for key, layer in (
                ("deprel", s.deprels),
                ("upos", s.upos),
                ("xpos", s.xpos),
                ("feats", s.feats),
            ):
                counts[key].update(layer or ())
            counts["lemmas"].update(
                lemma_script(w, m) for w, m in zip(s.words, s.lemmas or (), strict=bool(s.lemmas))
            )

    def often(key: str, minimum: int) -> list[str]:
        return [
            x
            for x, n in sorted(counts[key].items(), key=lambda item: (-item[1], item[0]))
            if n >= minimum
        ]

    return Labels(
        deprel=often("deprel", 1),
        upos=often("upos", 1),
        xpos=often("xpos", least),
        feats=often("feats", least),
        lemmas=often("lemmas", least + 1),
        names=tag_set(COARSE),
        types=tag_set(TYPES),
        mentions=["O", *often("mentions", 1)],
        entities=["O", *LITBANK_KINDS],
    )
