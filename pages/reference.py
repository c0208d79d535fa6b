"""Reference: search the course, look up a word, take a teacher's sheet along; and all words from A to Z."""

from itertools import groupby

import streamlit as st

from pages.shared.finding import index, show_found, show_word
from pages.shared.frame import header, notice
from pages.shared.sheets import for_teachers
from qlab.course.glossary import Word, find_word, words
from qlab.course.search import LONGEST
from qlab.course.suggested import SUGGESTED

SEARCH, WORD, UNKNOWN = "reference_search", "word", "reference_unknown"
state = st.session_state


def look_up(name: str) -> None:
    """Show this word, and no results above it."""
    state.update({WORD: name, SEARCH: ""})


def search_for(asked: str) -> None:
    """Search for what people ask."""
    state[SEARCH] = asked


def ask_word() -> Word | None:
    """Return the word that is chosen; the address may name it in small letters, or by another of its names."""
    name = st.query_params.get(WORD) if WORD not in state else None
    if name:
        found = find_word(name)
        state.update({WORD: found.name} if found else {UNKNOWN: name[:80]})
    chosen = st.selectbox("Word", list(words()), index=None, key=WORD, bind="query-params")
    if UNKNOWN in state and not chosen:
        notice(f"{WORD} must be one of the words below; got {state[UNKNOWN]!r}.")
    return words().get(chosen or "")


header(
    "Reference", "What does that word mean, and where was it measured? Search, look it up, or print a sheet."
)
query = st.text_input(
    "Search lessons, words and questions",
    key=SEARCH,
    bind="query-params",
    max_chars=LONGEST,
    icon=":material/search:",
    placeholder="For example: why do weights go to and fro?",
)
with st.container(horizontal=True, gap="xxsmall"):
    for suggested in SUGGESTED:
        st.button(suggested.asked, wrap=True, on_click=search_for, args=(suggested.asked,))
results = index().search(query or "")
for found in results:
    show_found(found, look_up)
if query and not results:
    st.markdown("Nothing fits. Try another word, or look through the words below.")

st.header("Look up a word", anchor=False)
word = ask_word()
if word:
    show_word(word, look_up)

st.header("For teachers: take a lesson along", anchor=False)
st.markdown(
    "The sheet is one lesson on paper: what to prepare, predictions, verdicts, and the questions with their "
    "answers. The questions also go into Moodle, or as GIFT into most other systems."
)
for_teachers()

st.header("All words, A to Z", anchor=False)
for letter, group in groupby(words().values(), key=lambda word: word.name[0].upper()):
    st.subheader(letter, anchor=False)
    st.markdown("\n\n".join(f"#### {word.name}\n{word.about}" for word in group))
