"""Search without a network: documents -> index -> the best of them, by TF-IDF over words and pieces of words.

Pieces of three to five letters let a typo or another form of a word match; whole words and pairs of them keep what is
exact ahead. The score is the cosine between query and document.
Method: Salton & Buckley 1988, "Term-weighting approaches in automatic text retrieval", Information Processing &
Management 24(5), 513-523; as scikit-learn's TfidfVectorizer computes it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion

LONGEST = 300
"""Of a longer query only so many characters are read."""

LEAST = 0.08
"""A document with a lower score has only a few letters in common with the query."""

NAMED = 0.3
"""What a name that is the whole of a query but a letter adds to the score."""

EXCERPT = 180
WORDS = re.compile(r"[^\W_]+")
SENTENCES = re.compile(r"(?<=[.?!])\s+|\n{2,}")
"""What stands between sentences. A single new line does not: a story is broken anywhere."""


@dataclass(frozen=True)
class Document:
    """Something to be found.

    Attributes:
        kind: what it is, as a visitor would call it: "Lesson", "Word", "Question".
        title: what stands first in the results.
        text: what else it may be found by.
        link: where it is; this room only passes it on.
        names: who asks for one of these, and nothing else, gets this document first; within a longer query each counts
            by its length.
        weight: of its score, beside other kinds of documents.
    """

    kind: str
    title: str
    text: str
    link: str
    names: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True)
class Found:
    """A document that fits a query: how well (0 to 1), and the part of it that fits best."""

    document: Document
    score: float
    excerpt: str


class Index:
    """Documents, ready to be searched.

    Raises:
        ValueError: if there are none, or they hold no words.

    >>> index = Index([Document("Word", "Dither", "A little noise, added before rounding.", "dither"),
    ...                Document("Word", "Scale", "It stretches the levels over the weights.", "scale")])
    >>> [found.document.title for found in index.search("ditherd noize")]
    ['Dither']
    >>> index.search("")
    ()
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        """Read the documents once; a title counts twice."""
        self._documents = tuple(documents)
        self._vectors = FeatureUnion(
            [
                ("words", TfidfVectorizer(ngram_range=(1, 2), stop_words="english", sublinear_tf=True)),
                ("pieces", TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)),
            ]
        )
        texts = [f"{document.title}\n{document.title}\n{document.text}" for document in self._documents]
        try:
            self._matrix: Any = self._vectors.fit_transform(texts)
        except ValueError as error:
            raise ValueError("documents must hold words to be found by; got none.") from error

    def search(self, query: str, most: int = 8) -> tuple[Found, ...]:
        """Return the documents that fit best, best first; equal ones in the order in which they were given."""
        asked = query[:LONGEST].strip()
        if not asked:
            return ()
        # Both halves are of length 1, or 0 where nothing is known: the product's largest value is 2.
        scores = (self._matrix @ self._vectors.transform([asked]).T).toarray().ravel() / 2
        for place, document in enumerate(self._documents):
            named = max((_part(name, asked) for name in document.names), default=0.0)
            scores[place] = 1.0 if named == 1.0 else min(1.0, document.weight * scores[place] + NAMED * named)
        ranked = sorted(range(len(scores)), key=lambda place: (-round(float(scores[place]), 9), place))
        return tuple(
            Found(self._documents[place], float(scores[place]), self._excerpt(place, asked))
            for place in ranked[:most]
            if scores[place] >= LEAST
        )

    def _excerpt(self, place: int, asked: str) -> str:
        return excerpt(self._documents[place].text or self._documents[place].title, asked)


def _part(name: str, query: str) -> float:
    """Return how much of a query (0 to 1) a name is that stands in it, be it with hyphens or without.

    >>> _part("Zero-point", "zero point"), _part("dB", "two dB"), _part("dB", "feedback")
    (1.0, 0.3333333333333333, 0.0)
    """
    asked, called = (f" {' '.join(WORDS.findall(text.casefold()))} " for text in (query, name))
    return (len(called) - 2) / (len(asked) - 2) if called.strip() and called in asked else 0.0


def excerpt(text: str, query: str, longest: int = EXCERPT) -> str:
    """Return the sentence of `text` that shares most words with the query, the first of equals, cut at `longest`.

    >>> excerpt("Rounding errs. A scale stretches levels. It is stored.", "what do scales stretch?")
    'A scale stretches levels.'
    """
    stems = {word[:5] for word in re.findall(r"\w{3,}", query.casefold())}
    sentences = [" ".join(part.split()) for part in SENTENCES.split(text) if part.strip()]
    if not sentences:
        return ""
    best = max(
        sentences,
        key=lambda sentence: len(stems & {word[:5] for word in re.findall(r"\w+", sentence.casefold())}),
    )
    return best if len(best) <= longest else f"{best[: longest - 1].rstrip()}…"
