"""A learner at the questions of a lesson: predicts, opens them, answers, tries again, has a code to come back with."""

import json

from streamlit.proto.Element_pb2 import Element

from benchmarks.driver.learner import Learner
from benchmarks.driver.widgets import key_of, widget_of

COOKIE = "qlab_resume"


def code_of(learner: Learner) -> str:
    """Return the code that the page has given the browser to remember, as it stands in the cookie; "" for none."""
    parts = [
        element.bidi_component for element in learner.page.elements if element.HasField("bidi_component")
    ]
    given = [json.loads(part.json) for part in parts if part.component_name == "qlab_remember"]
    return str(given[-1]["code"] or "") if given else ""


def has_key(element: Element, *keys: str) -> bool:
    """Return whether this is a widget with one of these keys."""
    widget = widget_of(element)
    return widget is not None and key_of(widget) in keys


class Answering:
    """One learner at one question of a lesson, `item` ("noise/two-bits-more"), of which one option is chosen.

    Attributes:
        said: what the page has said to be kept: both votes of the prediction, then the answers, by their texts.
    """

    def __init__(self, learner: Learner, item: str) -> None:
        self.said: list[str] = []
        self._learner, self._item = learner, item
        self._lesson = item.partition("/")[0]

    async def begin(self) -> None:
        """Come in, make the prediction that is asked for, and open the questions."""
        await self._learner.arrive()
        await self.predict()
        await self.be_sure()
        await self.open()

    async def predict(self) -> None:
        """Make the first prediction there is, and wait until the page has said that it is kept."""
        key = f"{self._lesson}_prediction"
        option = self._learner.options(key)[0]
        await self._learner.see(
            key, option, lambda element: element.markdown.body == f"You say: **{option}**"
        )
        self.said.append(option)

    async def be_sure(self) -> None:
        """Stay with it, and wait until the page shows what was measured."""
        sure = f"{self._lesson}_prediction_sure"
        await self._learner.see(
            sure, None, lambda element: "Now see what was measured" in element.markdown.body
        )
        self.said.append(self.said[0])

    async def open(self) -> None:
        """Open the questions, and wait for this one."""
        ends = (self._key(1), f"quiz_{self._item}_retry")
        await self._learner.see(f"{self._lesson}_quiz", True, lambda element: has_key(element, *ends))

    async def answer(self) -> float:
        """Answer, each time with the next option; return the seconds until the page has said that it is kept."""
        attempt = self._attempt
        options = self._learner.options(self._key(attempt))
        option = options[attempt % len(options)]
        self._learner.page.touch(self._key(attempt), option)
        check = f"FormSubmitter:quiz_{self._item}_{attempt}-Check"
        seconds = await self._learner.see(
            check, None, lambda element: element.markdown.body == f"You said: {option}"
        )
        self.said.append(option)
        return seconds

    async def finish(self) -> None:
        """Wait until the page has been drawn to its end."""
        await self._learner.finish()

    async def again(self) -> None:
        """Ask for another attempt."""
        following = self._key(self._attempt)
        await self._learner.see(f"quiz_{self._item}_retry", None, lambda element: has_key(element, following))

    @property
    def _attempt(self) -> int:
        return len(self.said) - 1

    def _key(self, attempt: int) -> str:
        return f"quiz_{self._item}_{attempt}_answer"
