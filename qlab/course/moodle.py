"""Questions in Moodle XML. Moodle docs, "Moodle XML format": https://docs.moodle.org/en/Moodle_XML_format."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from qlab.course.gift import share
from qlab.course.question import CHOICES, NUMBER, ORDER, Question


def moodle_xml(lesson: str, questions: Iterable[Question]) -> str:
    """Return a lesson's questions as one Moodle XML file; an order becomes a matching of places.

    >>> print(moodle_xml("noise", [])[:38])
    <?xml version='1.0' encoding='utf-8'?>
    """
    quiz = Element("quiz")
    category = SubElement(SubElement(quiz, "question", type="category"), "category")
    SubElement(category, "text").text = f"$course$/{lesson}"
    for question in questions:
        quiz.append(_question(question))
    indent(quiz)
    return str(tostring(quiz, encoding="utf-8", xml_declaration=True), "utf-8")


def _question(question: Question) -> Element:
    kinds = {NUMBER: "numerical", ORDER: "matching"}
    element = Element("question", type=kinds.get(question.kind, "multichoice"))
    _text(element, "name", question.key)
    _text(element, "questiontext", question.ask, format="markdown")
    _text(element, "generalfeedback", question.why, format="markdown")
    if question.kind == NUMBER:
        answer = _text(element, "answer", repr(question.answer), fraction="100")
        SubElement(answer, "tolerance").text = repr(question.tolerance)
        return element
    SubElement(element, "shuffleanswers").text = "true"
    if question.kind != ORDER:
        SubElement(element, "single").text = str(question.kind != CHOICES).lower()
    for place, option in enumerate(question.options, start=1):
        if question.kind == ORDER:
            _text(_text(element, "subquestion", option.text, format="markdown"), "answer", str(place))
        else:
            answer = _text(
                element, "answer", option.text, fraction=_fraction(question, option.right), format="markdown"
            )
            _text(answer, "feedback", option.why, format="markdown")
    return element


def _fraction(question: Question, right: bool) -> str:
    if question.kind != CHOICES:
        return "100" if right else "0"
    return f"{share(question, right):.5f}"


def _text(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    element = SubElement(parent, tag, attributes)
    SubElement(element, "text").text = text
    return element
