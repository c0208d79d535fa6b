"""A visitor of the page of challenges: opens one by number, reads the score, measures it again in a terminal."""

import shlex

from streamlit.testing.v1 import AppTest

from tests.pages.visiting import PATIENCE, ROUTER, unfolded
from tests.qlab.cli.terminal import answer


def opened(resume="", **address):
    app = AppTest.from_file(str(ROUTER), default_timeout=PATIENCE)
    app.query_params.update({"resume": resume} if resume else {})
    app.run()
    app.query_params.update({f"challenges_{name}": value for name, value in address.items()})
    app.switch_page("lab/challenges.py").run()
    assert not app.exception
    return app


def kept(app, item):
    return app.session_state["keeping_visit"].all("challenge", item)


def metrics(app):
    return {metric.label: metric.value for metric in app.metric}


def measured_again(app, name):
    """Return what the line that the page shows measures in a terminal."""
    (line,) = (block.value for block in unfolded(app, f"challenges_{name}_receipt").get("code"))
    program, *words = shlex.split(line)
    assert program == "qlab"
    told = answer(*words)
    assert metrics(app)["Points"] == f"{told['score']['points']} of 100"
    return told["score"]


def labels(app):
    return [button.label for button in app.button]
