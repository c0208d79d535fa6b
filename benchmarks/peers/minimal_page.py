"""The least page that does something like ours: one slider, one Plotly histogram, in a fragment."""

import numpy as np
import plotly.graph_objects as go
import streamlit as st

VALUES = np.random.default_rng(0).laplace(size=4096)


@st.fragment
def page() -> None:
    bins = st.slider("Bins", 5, 100, 40, key="bins")
    st.plotly_chart(go.Figure(go.Histogram(x=VALUES, nbinsx=bins)), key="histogram")
