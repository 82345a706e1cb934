"""Lemmas: a table of forms, then a dictionary, then edit scripts that the network chooses.

The dictionary is LemmInflect's, made from the NIH's SPECIALIST lexicon: it knows the rare and
irregular forms ("shook") that a treebank does not hold. A script reads `case|front|end`: the case
of the lemma ("l" lower, "k" as the word is), then, for the front and the end of the word,
"characters cut + characters put in their place". Where word and lemma share nothing it is
`=lemma`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_REMEMBERED = 200_000
_PROPER = ("NNP", "NNPS")
_PARTS = {"VB": "VERB", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV"}
"""Parts of speech that the dictionary knows, by how their tags begin."""


def apply_script(script: str, word: str) -> str:
    """The lemma that a script makes of a word; the word in the script's case where it cannot.

    >>> apply_script("l|0+|2+", "Walked"), apply_script("=good", "better")
    ('walk', 'good')
    """
    if script.startswith("="):
        return script[1:] or word
    case, front, end = script.split("|", 2)
    form = word.lower() if case == "l" else word
    cut_front, _, put_front = front.partition("+")
    cut_end, _, put_end = end.partition("+")
    stop = len(form) - int(cut_end)
    if int(cut_front) >= stop and (int(cut_front) or int(cut_end)):
        return form
    return put_front + form[int(cut_front) : stop] + put_end or form


class Lemmatiser:
    """Gives the lemma of a word from its script and tag (XPOS), and remembers it.

    `lookup` is the table, by "form|tag"; only forms of proper nouns keep their case in it.
    """

    def __init__(
        self, scripts: Sequence[str], tags: Sequence[str], lookup: Mapping[str, str]
    ) -> None:
        self._scripts, self._tags, self._lookup = scripts, tags, lookup
        self._known: dict[tuple[str, int, int], str] = {}

    def lemma(self, word: str, script: int, tag: int) -> str:
        """The lemma; `script` and `tag` are indices into the lists of the labels."""
        key = (word, script, tag)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._make(word, self._scripts[script], self._tags[tag])
        return found

    def _make(self, word: str, script: str, tag: str) -> str:
        form = word if tag in _PROPER else word.lower()
        known = self._lookup.get(f"{form}|{tag}")
        return known or _from_dictionary(form, tag) or apply_script(script, word)


def _from_dictionary(form: str, tag: str) -> str:
    """The lemma of an inflected form, "" where the dictionary does not know it."""
    part = next((p for prefix, p in _PARTS.items() if tag.startswith(prefix)), None)
    if part is None or tag in ("NNP", "NNPS") or not form.isalpha():
        return ""
    from lemminflect import getAllLemmas  # takes a while to load, and few texts need it at once

    found = getAllLemmas(form, part).get(part, ())
    return str(found[0]) if found else ""
