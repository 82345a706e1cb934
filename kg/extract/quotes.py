"""Quotations: which words are quoted directly, and who is named as their speaker beside them.

Only what the sentence around a quotation says is read here, in this order: a verb of saying that
introduces it ("Ann said: …"), one that follows it ("…, said Ann"), one that governs it ("called
it “a start”"), "according to". A quotation split by its speaker (“…,” said Ann, “…”) and one that
runs over several paragraphs keep theirs. Who speaks where the text names nobody is found in
`kg.resolve.speakers`, when it is known who is who.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice

from spacy.tokens import Doc

from kg.data import Phrase, Quotation
from kg.extract.lexicon import ACCORDING, PARTICLES, SAYING
from kg.extract.phrases import phrase, preposition
from kg.extract.predicates import SUBJECTS, is_passive, subjects
from kg.extract.quotemarks import CLOSING, MARKS, spans
from kg.extract.words import Word, source_text, words

REACH = 40
"""Words beside a quotation that are looked at."""
DEPTH = 20
"""Words above a quoted one that are looked at."""
NEAR = 8
"""Words between a quotation's end and the verb that says who spoke."""
_NOUNS = ("NOUN", "PROPN", "PRON")
_STOPS = frozenset(".!?") | {"...", "?!", "!!"}
_LEADS = frozenset(",:;-–—") | {"--", ":--", ",--"}
_NO_TAG = frozenset("CC IN TO WDT WP WRB".split())
_VOICES = frozenset("voice answer reply response cry call shout question curse".split())
"""What is heard of a speaker without telling who it is."""
_NOISES = frozenset("laugh chuckle giggle sigh gasp sob groan moan sing think go begin".split())
"""Verbs of saying that in a sentence of their own need not say that somebody spoke."""
_SOMETHING = ("obj", "iobj", "ccomp", "xcomp", "obl:arg")
_ONES = frozenset("one another others both somebody someone".split())
_INSIDE_NAMES = tuple("compound flat det amod nmod:poss nmod:desc case nummod appos".split())


def quotations(doc: Doc) -> list[Quotation]:
    """The direct quotations of a Doc in order, with speakers where the sentence names them."""
    found = spans(source_text(doc))
    if not found:
        return []
    reader = _Reader(doc, found)
    made: list[Quotation] = []
    for k in range(len(found)):
        verb, speaker = reader.tag(k)
        before = made[-1] if made else None
        if speaker is None and before is not None and reader.goes_on(k):
            made.append(Quotation(*found[k], before.speaker, before.to))
            continue
        said_by = phrase(doc, speaker, brief=True) if speaker is not None else None
        made.append(Quotation(*found[k], said_by, _hearer(doc, verb)))
    return made


Tag = tuple[Word | None, Word | None]
"""The verb that says that somebody spoke, and the head of who did."""
_NOBODY: Tag = (None, None)


class _Reader:
    """The words around the quotations of a Doc."""

    def __init__(self, doc: Doc, found: list[tuple[int, int]]) -> None:
        self.at = words(doc)
        self.text = source_text(doc)
        self.found = found
        starts = [w.start for w in self.at]
        self.first = [bisect_left(starts, s) for s, _ in found]
        self.stop = [bisect_left(starts, e) for _, e in found]

    def tag(self, k: int) -> Tag:
        """Who is named as the speaker of the k-th quotation, and by which verb."""
        if self._is_term(k):
            return _NOBODY
        before, after = self._before(k), self._after(k)
        lead = before[-1].text if before else ""
        options = (
            self._split(k, before, lead),
            _introduction(before, lead) if lead in _LEADS else _NOBODY,
            _following(after, self._is_open(k, after)),
            self._governing(k, before, after) if lead not in _LEADS else _NOBODY,
            _according([*before, *after]),
        )
        named = ((verb, _name(_owner(s))) for verb, s in options if s is not None)
        return next((o for o in named if self._may_speak(o[1])), _NOBODY)

    def _is_term(self, k: int) -> bool:
        """Whether a quotation is a name that brackets introduce ('Halden plc ("Halden")')."""
        start, end = self.found[k]
        return self.text[start - 1 : start] == "(" or self.text[end : end + 1] == ")"

    def _may_speak(self, speaker: Word | None) -> bool:
        """Whether a word can be a speaker: neither quoted itself nor a mere voice."""
        if speaker is None or speaker.lemma in _VOICES:
            return False
        k = bisect_right(self.first, speaker.i) - 1
        return k < 0 or speaker.i >= self.stop[k]

    def goes_on(self, k: int) -> bool:
        """Whether a quotation is the next paragraph of the one before, which was not closed."""
        (start, end), (now, _) = self.found[k - 1], self.found[k]
        opened = next((m for m in ("``", self.text[start]) if self.text.startswith(m, start)), "")
        closed = self.text[start + 1 : end].endswith(tuple(CLOSING.get(opened, ())) or "''")
        return not closed and opened in CLOSING and not self.text[end:now].strip()

    def _split(self, k: int, before: list[Word], lead: str) -> Tag:
        """The tag of the quotation before, where the sentence goes on behind it."""
        joined = k > 0 and lead in _LEADS and before[0].i <= self.stop[k - 1] + 1
        return _following(before, self._is_open(k - 1, before)) if joined else _NOBODY

    def _governing(self, k: int, before: list[Word], after: list[Word]) -> Tag:
        """The nearest verb of saying above the words that are quoted, or before them."""
        near = {w.i for w in (*before, *after)}
        inside = [w for w in self.at[self.first[k] : self.stop[k]] if w.text not in MARKS]
        for word in inside[:REACH]:
            for verb in islice(word.ancestors(), DEPTH):
                if verb.i in near:
                    speaker = _speaker(verb) if _says(verb) else None
                    if self._may_speak(speaker):
                        return verb, speaker
                    if verb.base in ("acl", "advcl") or _says(verb):
                        break
        return _introduction(before, "")

    def _is_open(self, k: int, after: list[Word]) -> bool:
        """Whether the sentence goes on behind a quotation: by its last mark, or a small letter."""
        end = self.found[k][1]
        last = self.text[max(0, end - 4) : end - 1].rstrip()
        return last.endswith(",") or (last.endswith(("!", "?", "-", "—")) and _is_small(after))

    def _before(self, k: int) -> list[Word]:
        """The words of the sentence before a quotation, back to the quotation before."""
        low = max(self.stop[k - 1] if k else 0, self.first[k] - REACH)
        found: list[Word] = []
        for word in reversed(self.at[low : self.first[k]]):
            if _is_break(word) or word.text in _STOPS:
                break
            if not word.text.isspace() and word.text not in MARKS:
                found.append(word)
        return found[::-1]

    def _after(self, k: int) -> list[Word]:
        """The words of the sentence behind a quotation, up to the next quotation.

        On a new line a sentence of its own counts only where it reads like a tag.
        """
        high = self.first[k + 1] if k + 1 < len(self.first) else len(self.at)
        found: list[Word] = []
        new_line = False
        for word in self.at[self.stop[k] : min(high, self.stop[k] + REACH)]:
            if _is_break(word):
                break
            if word.text.isspace() or word.text in MARKS:
                new_line |= "\n" in word.text and not found
                continue
            if word.text in _STOPS:
                break
            found.append(word)
        apart = new_line and found and found[0].text[:1].isupper()
        return found if not apart or any(_is_tag(w) for w in found[:4]) else []


def _is_small(after: list[Word]) -> bool:
    return bool(after) and (after[0].text[:1].islower() or after[0].lower == "i")


def _is_break(word: Word) -> bool:
    return word.text.count("\n") > 1


def _says(word: Word) -> bool:
    if word.lemma == "go":
        below = (w for c in word.children for w in (c, *c.children))
        return any(w.lower == "on" and w.i == word.i + 1 for w in below)
    return word.lemma in SAYING and word.tag.startswith("VB")


def _is_tag(verb: Word) -> bool:
    """Whether a verb of saying says nothing else than that somebody spoke."""
    plain = verb.tag != "VBG" and verb.lemma not in _NOISES
    return plain and _says(verb) and not verb.has(*_SOMETHING)


def _introduction(before: list[Word], lead: str) -> Tag:
    """The last verb of saying before a quotation; before a colon any verb will do."""
    for verb in reversed(before):
        if _says(verb) and (speaker := _speaker(verb, before)) is not None:
            return verb, speaker
    for verb in reversed(before) if lead == ":" else ():
        if verb.tag in ("VBD", "VBZ", "VBP") and verb.base in ("root", "conj"):
            found = [s for s in subjects(verb)[:1] if s.pos in _NOUNS]
            if found:
                return verb, found[0]
    return _NOBODY


def _following(after: list[Word], is_open: bool) -> Tag:
    """The verb of saying right behind a quotation.

    Where the quotation does not end its sentence, the verb that follows says how it was said,
    whatever it means otherwise (“…,” he proposed; “…!” intimated Ann).
    """
    for n, verb in enumerate(after[:NEAR]):
        if _says(verb) and (speaker := _speaker(verb, after)) is not None:
            return verb, speaker
        if verb.text in _LEADS and verb.tag != "HYPH" and n > 1:
            break
    for n, verb in enumerate(after[:NEAR] if is_open else ()):
        if verb.text in _LEADS or verb.tag in _NO_TAG or verb.lemma in ("be", "hear", "see"):
            break
        if verb.tag in ("VBD", "VBZ", "VBP") and verb.pos == "VERB":
            return verb, _behind(after, n) if n == 0 else _ahead(after, n)
    return _NOBODY


def _speaker(verb: Word, near: list[Word] | None = None) -> Word | None:
    """The subject of a verb of saying, the agent of a passive; else the noun next to the verb."""
    if verb.has("obl:agent"):
        return verb.first("obl:agent")
    if is_passive(verb) and not verb.has(*SUBJECTS):
        return None
    found = next((s for s in subjects(verb) if s.pos in _NOUNS), None)
    if near is None or (found is not None and near[0].i <= found.i <= near[-1].i):
        return found
    at = next((n for n, w in enumerate(near) if w is verb), 0)
    return _behind(near, at) or _ahead(near, at) or found


def _behind(near: list[Word], at: int) -> Word | None:
    """The head of the noun phrase that begins right behind a verb."""
    for word in near[at + 1 : at + 7]:
        if word.pos in _NOUNS or word.lower in _ONES:
            return _phrase_head(word, near)
        skipped = word.pos in ("DET", "ADJ", "ADV", "NUM") or word.tag in ("POS", "VBN", "HYPH")
        if not skipped and word.text != "-" and word.lower not in PARTICLES:
            break
    return None


def _ahead(near: list[Word], at: int) -> Word | None:
    """The head of the noun phrase that ends right before a verb."""
    for word in reversed(near[max(0, at - 4) : at]):
        if word.pos in _NOUNS:
            return _phrase_head(word, near)
        if word.pos not in ("ADV", "AUX"):
            break
    return None


def _phrase_head(word: Word, near: list[Word]) -> Word:
    while word.dep in _INSIDE_NAMES and near[0].i <= word.head.i <= near[-1].i:
        if word.head.pos not in _NOUNS or word.dep == "appos":
            break
        word = word.head
    return word


def _owner(speaker: Word) -> Word:
    """Whose voice it is, where a voice speaks ("cried the voice of John Reed")."""
    if speaker.lemma not in _VOICES:
        return speaker
    of = (c for c in speaker.all("nmod") if any(w.lower == "of" for w in c.all("case")))
    return speaker.first("nmod:poss") or next(of, speaker)


def _name(word: Word) -> Word:
    """The head of the name that a word is in ("Miss" or "Roche" of "Nasty Roche")."""
    while word.head is not word and word.ent and word.run[0] <= word.head.i <= word.run[1]:
        word = word.head
    return word


def _according(near: list[Word]) -> Tag:
    found = (w for w in near if w.pos in _NOUNS and preposition(w) in ACCORDING)
    return None, next(found, None)


def _hearer(doc: Doc, verb: Word | None) -> Phrase | None:
    """Whom it is said to: "told CNN", "said to reporters"."""
    if verb is None or verb.lemma not in ("tell", "say", "write", "ask", "remark", "add", "reply"):
        return None
    hearer = verb.first("iobj")
    if hearer is None and verb.lemma in ("tell", "ask"):
        hearer = verb.first("obj")
    if hearer is None:
        to = (w for w in verb.all("obl") if any(c.lower == "to" for c in w.all("case")))
        hearer = next(to, None)
    return phrase(doc, hearer, brief=True) if hearer is not None else None
