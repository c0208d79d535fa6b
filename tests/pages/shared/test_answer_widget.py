"""What a question is answered with, where the options do not stand in the widget itself."""

from streamlit.testing.v1 import AppTest


def ask():
    import streamlit as st

    from pages.shared.answer_widget import answer_widget
    from qlab.course.question import Option, Question

    steps = tuple(Option(text, "It is.") for text in ("First of all", "Then", "At last"))
    question = Question("steps", "order", "What first?", steps, why="That is how it is done.")
    st.text(f"{answer_widget(question, (2, 0, 1), 'steps')}")


def test_an_order_is_read_in_full_and_chosen_by_letters():
    app = AppTest.from_function(ask).run()
    assert [line.split("** ") for line in app.markdown[0].value.split("  \n")] == [
        ["**A", "At last"],
        ["**B", "First of all"],
        ["**C", "Then"],
    ]
    assert app.multiselect[0].options == ["A", "B", "C"]
    assert app.text[0].value == "None"
    app.multiselect[0].set_value([0, 1, 2]).run()
    assert app.text[0].value == "[0, 1, 2]"
