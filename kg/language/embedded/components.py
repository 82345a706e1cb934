"""spaCy components of the embedded model.

`kg_encoder` reads a Doc with the network and leaves what it found in `Doc.user_data[READING]`,
word vectors in `Doc.tensor`. The others write one layer each, so that any of them can be
disabled or replaced: `kg_tagger` (tag, pos, morph, lemma), `kg_parser` (head, dep, sentences),
`kg_names` (entities and literals).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.scorer import Scorer, get_ner_prf
from spacy.strings import StringStore
from spacy.tokens import Doc, Span
from spacy.training import Example

from kg.language.embedded.files import FILES, FOLDER
from kg.language.embedded.lemmas import Lemmatiser
from kg.language.embedded.network import Network
from kg.language.embedded.pieces import spacing
from kg.language.embedded.reading import Reader, Reading

READING = "kg.reading"
"""Key of `Doc.user_data`: arrays with a row a token, `tags` (TAG, POS, MORPH, LEMMA), `arcs`
(HEAD, DEP), `mentions` (kind of the mention that the token heads, 0 none: ids of strings), and
`found`, the names and literals as (first token, token after the last, type)."""


Ids = NDArray[np.uint64]


class Encoder:
    """Reads Docs with the network of a folder.

    `view` names the corpus whose guidelines names follow ("" is the model's default), `vectors` the
    word vectors that go into `Doc.tensor`, side by side ("parse", "tags", "names").
    """

    def __init__(self, nlp: Language, view: str, vectors: Sequence[str], folder: Path) -> None:
        self.vocab = nlp.vocab
        self.view, self.vectors, self.network = view, tuple(vectors), Network(folder)
        self._tools: tuple[Reader, _Translator] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Read `doc`, honouring the sentence starts that it has."""
        reader, translator = self._ready()
        texts = [token.text for token in doc]
        given, at = _given(doc, texts)
        words = [texts[i] for i in at]
        reading = reader.read(words, spacing(_gaps(doc, texts)), given[at])
        doc.user_data[READING] = translator.translate(reading, words, texts, at)
        doc.tensor = np.zeros((len(doc), reading.vectors.shape[1]), np.float32)
        doc.tensor[at] = reading.vectors
        return doc

    def _ready(self) -> tuple[Reader, _Translator]:
        if self._tools is None:
            reader = Reader(self.network, self.view, self.vectors)
            self._tools = reader, _Translator(self.network, self.vocab)
        return self._tools

    def __getstate__(self) -> dict[str, Any]:
        """Without the session, which cannot be pickled and is made anew where it is needed."""
        return {**self.__dict__, "network": Network(self.network.folder), "_tools": None}

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the model's files into a folder."""
        path.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(self.network.folder / name, path / name)

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> Encoder:
        """Use the model's files in a folder."""
        self.network, self._tools = Network(path), None
        return self


def _given(doc: Doc, texts: list[str]) -> tuple[NDArray[np.int8], NDArray[np.intp]]:
    """Where sentences begin by what the Doc has, and the tokens that are words.

    A start that stands on white space is that of the word that follows.
    """
    starts = doc.to_array(["SENT_START"]).astype(np.int8).reshape(-1)
    if len(starts):
        starts[0] = 0
    blank = [i for i, text in enumerate(texts) if text.isspace() or not text]
    for i in blank:
        if starts[i] == 1 and i + 1 < len(starts):
            starts[i + 1] = 1
    return starts, np.setdiff1d(np.arange(len(texts)), blank)


def _gaps(doc: Doc, texts: list[str]) -> Iterable[str]:
    """White space before each word."""
    gap = ""
    for text, space in zip(texts, doc.to_array(["SPACY"]).reshape(-1).tolist(), strict=True):
        if text and not text.isspace():
            yield gap
            gap = ""
        else:
            gap += text
        if space:
            gap += " "


class _Translator:
    """Turns a reading of words into ids of a vocabulary, a row a token."""

    def __init__(self, network: Network, vocab: Any) -> None:
        labels, self._strings = network.labels, vocab.strings
        self._pos = _ids(self._strings, labels["upos"])
        self._tag = _ids(self._strings, labels["xpos"])
        self._dep = _ids(self._strings, labels["deprel"])
        self._mention = _ids(self._strings, labels["mentions"])
        self._mention[0] = 0
        self._morph = np.array([vocab.morphology.add(f) for f in labels["feats"]], np.uint64)
        lookup = network.description.get("lemma_lookup", {})
        self._lemmas = Lemmatiser(labels["lemmas"], labels["xpos"], lookup)
        self._space = [
            self._strings.add("_SP"),
            self._strings.add("SPACE"),
            vocab.morphology.add(""),
            0,
        ]
        self._space_dep = self._strings.add("dep")

    def translate(
        self, reading: Reading, words: list[str], texts: list[str], at: NDArray[np.intp]
    ) -> dict[str, Any]:
        """What stands under `READING`. `at` holds the tokens that are words."""
        tags = np.empty((len(texts), 4), np.uint64)
        tags[:] = self._space
        upos, xpos, feats, scripts = reading.tags.T
        lemmas = map(self._lemmas.lemma, words, scripts.tolist(), xpos.tolist())
        columns = (
            self._tag[xpos],
            self._pos[upos],
            self._morph[feats],
            _ids(self._strings, lemmas),
        )
        tags[at] = np.stack(columns, axis=1)
        blank = np.setdiff1d(np.arange(len(texts)), at)
        tags[blank, 3] = _ids(self._strings, [texts[i] for i in blank])
        heads = np.zeros(len(texts), np.int64)
        heads[at] = at[reading.heads] - at
        heads[blank] = _neighbours(blank, at) - blank
        arcs = np.full((len(texts), 2), self._space_dep, np.uint64)
        arcs[:, 0] = heads.astype(np.uint64)
        arcs[at, 1] = self._dep[reading.relations]
        mentions = np.zeros(len(texts), np.uint64)
        mentions[at] = self._mention[reading.mentions]
        found = [(int(at[s]), int(at[e - 1]) + 1, kind) for s, e, kind in reading.found]
        return {"tags": tags, "arcs": arcs, "mentions": mentions, "found": found}


def _ids(strings: StringStore, texts: Iterable[str]) -> Ids:
    return np.array([strings.add(text) for text in texts], np.uint64)


def _neighbours(blank: NDArray[np.intp], at: NDArray[np.intp]) -> NDArray[np.intp]:
    """The word before each token of white space, or the first; in a Doc without words, token 0."""
    if not len(at):
        return np.zeros(len(blank), np.intp)
    return at[np.maximum(np.searchsorted(at, blank) - 1, 0)]


class Tagger:
    """Writes tags, parts of speech, features and lemmas."""

    def __call__(self, doc: Doc) -> Doc:
        """Write what the encoder found."""
        found = doc.user_data.get(READING)
        if found is not None and len(doc):
            doc.from_array(["TAG", "POS", "MORPH", "LEMMA"], found["tags"])
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Accuracies of each attribute."""
        examples = list(examples)
        scores: dict[str, Any] = {}
        for name in ("tag", "pos", "lemma"):
            scores |= Scorer.score_token_attr(examples, name)
        return scores | Scorer.score_token_attr(examples, "morph", getter=_morph)


def _morph(token: Any, attribute: str) -> Any:
    return getattr(token, attribute)


class Parser:
    """Writes heads, relations and with them sentences."""

    def __call__(self, doc: Doc) -> Doc:
        """Write what the encoder found."""
        found = doc.user_data.get(READING)
        if found is not None and len(doc):
            doc.from_array(["HEAD", "DEP"], found["arcs"])
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Attachment scores, and precision and recall of sentences."""
        examples = list(examples)
        scores: dict[str, Any] = Scorer.score_spans(examples, "sents")
        del scores["sents_per_type"]
        return scores | Scorer.score_deps(examples, "dep", ignore_labels=("punct", "p"))


def _is_address(span: Span) -> bool:
    """Whether it is the address of a page or of a mailbox, which no name is."""
    return any(token.like_url or token.like_email for token in span)


def _is_note(span: Span) -> bool:
    """Whether it is the number of a note ("[17]"), which counts nothing."""
    around = span.doc[max(span.start - 1, 0) : span.end + 1]
    return len(span) == 1 and around[0].text == "[" and around[-1].text == "]"


class Names:
    """Writes entities, literals among them, where the Doc has none yet."""

    def __call__(self, doc: Doc) -> Doc:
        """Write what the encoder found."""
        found = doc.user_data.get(READING)
        if found is not None:
            taken = {i for e in doc.ents for i in range(e.start, e.end)}
            spans = [
                Span(doc, start, end, label=kind)
                for start, end, kind in found["found"]
                if taken.isdisjoint(range(start, end))
            ]
            spans = [s for s in spans if not _is_address(s) and not _is_note(s)]
            doc.set_ents([*doc.ents, *spans])
        return doc

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Precision and recall of entities."""
        return get_ner_prf(examples)


@Language.factory(
    "kg_encoder",
    default_config={"view": "", "vectors": ["names"]},
    assigns=["doc.user_data", "doc.tensor"],
)
def make_encoder(nlp: Language, name: str, view: str, vectors: list[str]) -> Encoder:
    """An encoder with the model that the package carries."""
    return Encoder(nlp, view, vectors, FOLDER)


@Language.factory(
    "kg_tagger",
    requires=["doc.user_data"],
    assigns=["token.tag", "token.pos", "token.morph", "token.lemma"],
    default_score_weights={"tag_acc": 0.5, "pos_acc": 0.5},
)
def make_tagger(nlp: Language, name: str) -> Tagger:
    """A component that writes tags."""
    return Tagger()


@Language.factory(
    "kg_parser",
    requires=["doc.user_data"],
    assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"],
    default_score_weights={"dep_uas": 0.5, "dep_las": 0.5},
)
def make_parser(nlp: Language, name: str) -> Parser:
    """A component that writes trees."""
    return Parser()


@Language.factory(
    "kg_names",
    requires=["doc.user_data"],
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_score_weights={"ents_f": 1.0},
)
def make_names(nlp: Language, name: str) -> Names:
    """A component that writes entities."""
    return Names()
