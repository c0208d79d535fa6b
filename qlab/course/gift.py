"""Questions in GIFT, the plain text that Moodle and other systems import.

Moodle docs, "GIFT format": https://docs.moodle.org/en/GIFT_format. It has no order and no pictures: an order becomes a
matching of places, and a plot says in words what it shows.
"""

from collections.abc import Iterable

from qlab.course.question import CHOICES, NUMBER, ORDER, Question


def gift(lesson: str, questions: Iterable[Question]) -> str:
    """Return a lesson's questions as one GIFT file.

    >>> from qlab.course.question import Option
    >>> options = (Option("7", "-3 to 3", right=True), Option("8", "That is full range."))
    >>> print(gift("noise", [Question("levels", "choice", "How many levels has int3?", options)]))
    $CATEGORY: noise
    <BLANKLINE>
    ::levels::[markdown]How many levels has int3?{
    =7#-3 to 3
    ~8#That is full range.
    }
    <BLANKLINE>
    """
    return f"$CATEGORY: {_text(lesson)}\n\n" + "\n".join(map(_question, questions))


def _question(question: Question) -> str:
    lines = "\n".join(_answers(question))
    why = f"\n####{_text(question.why)}" if question.why else ""
    return f"::{_text(question.key)}::[markdown]{_text(question.ask)}{{{lines}{why}\n}}\n"


def _answers(question: Question) -> list[str]:
    if question.kind == NUMBER:
        return [f"#{question.answer!r}:{question.tolerance!r}"]
    if question.kind == ORDER:
        return [
            "",
            *(f"={_text(option.text)} -> {place}" for place, option in enumerate(question.options, 1)),
        ]
    return [
        "",
        *(
            f"{_sign(question, option.right)}{_text(option.text)}#{_text(option.why)}"
            for option in question.options
        ),
    ]


def _sign(question: Question, right: bool) -> str:
    """Return what stands before an option: choosing everything must not pay."""
    if question.kind != CHOICES:
        return "=" if right else "~"
    return f"~%{share(question, right):.5f}%"


def share(question: Question, right: bool) -> float:
    """Return the percentage of the mark that choosing such an option of several brings, or costs.

    >>> from qlab.course.question import Option
    >>> options = (Option("a", "why", right=True), Option("b", "why", right=True), Option("c", "why"))
    >>> question = Question("some", "choices", "Which?", options)
    >>> share(question, True), share(question, False)
    (50.0, -100.0)
    """
    alike = len(question.right) if right else len(question.options) - len(question.right)
    return (100 if right else -100) / alike


def _text(text: str) -> str:
    r"""Return text with GIFT's own characters escaped, on one line.

    >>> _text("a = {b}: c")
    'a \\= \\{b\\}\\: c'
    """
    escaped = "".join(f"\\{sign}" if sign in "~=#{}:\\" else sign for sign in text)
    return escaped.strip().replace("\n", "\\n")
