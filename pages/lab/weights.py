import streamlit as st
from pages.shared.theme import theme
from qlab.figures.style import figure, palette
st.title("x")
st.session_state.n = st.session_state.get("n", 0) + 1
st.text(f"run {st.session_state.n} {theme()}")
b = st.slider("bits", 1, 8, 4)
f = figure("Hello finding 17.8 %", "Bits", "Accuracy / %", theme())
f.add_scatter(x=[1,2,3], y=[1,b,3], line_color=palette(theme()).float_network, name="float")
st.plotly_chart(f, theme=None, key="f", alt="hi", height=440)
