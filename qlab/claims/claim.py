"""What is claimed, and the rule by which a measurement judges it. Nothing here is ever "proved"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qlab.checks import one_of

SUPPORTED, NOT_SUPPORTED, MIXED = VERDICTS = ("supported", "not supported", "mixed")


@dataclass(frozen=True)
class Verdict:
    """What one measurement says about a statement.

    Attributes:
        verdict: one of VERDICTS, here, on this network and this data.
        because: the measured numbers that decided, in one sentence.

    >>> Verdict("supported", "The error falls by 6.0 dB for each bit.").verdict
    'supported'
    """

    verdict: str
    because: str

    def __post_init__(self) -> None:
        """Refuse a fourth kind of verdict."""
        one_of("verdict", self.verdict, VERDICTS)


@dataclass(frozen=True)
class Case:
    """One measurement that a statement is judged by.

    Attributes:
        name: a word or two, unique in its statement.
        about: what is special about it, in one short sentence.
        spec: what an experiment measures.
    """

    name: str
    about: str
    spec: Any


@dataclass(frozen=True)
class Statement:
    """One testable sentence of a claim, with a case that shows it and a case that breaks it.

    Attributes:
        name: the key in STATEMENTS, as addresses and the command line use it.
        claim: the key in CLAIMS.
        sentence: what should hold.
        rule: when the verdict is which, in words; `judge` does what they say.
        judge: result -> Verdict.
        cases: what it is judged by, first the one that shows it, then the one that breaks it.
        would_change: what it would take to change the verdicts.
        slow: whether a case takes over half a second, so that it is published and measured again in a worker.
    """

    name: str
    claim: str
    sentence: str
    rule: str
    judge: Callable[[Any], Verdict]
    cases: tuple[Case, ...]
    would_change: str
    slow: bool = False


@dataclass(frozen=True)
class Source:
    """A published figure for or against a claim, in our words.

    Attributes:
        says: what was found, with its figure.
        where: authors, year and identifier.
        read: "read in full", "abstract" or "unchecked": how much of it we have seen.
        speaks: "for" or "against".
    """

    says: str
    where: str
    read: str
    speaks: str

    def __post_init__(self) -> None:
        """Refuse a source that does not say how well we know it."""
        one_of("read", self.read, ("read in full", "abstract", "unchecked"))
        one_of("speaks", self.speaks, ("for", "against"))


@dataclass(frozen=True)
class Claim:
    """A sentence of the course, with what others found.

    Attributes:
        name: "C1" to "C7".
        title: two or three words.
        sentence: the claim, as it is taught.
        sources: published figures for and against.
    """

    name: str
    title: str
    sentence: str
    sources: tuple[Source, ...]
