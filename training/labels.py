"""The label sets of all heads, and their place in files."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

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
