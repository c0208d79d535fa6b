"""Figures: a result goes in, a Plotly figure comes out. No arithmetic here beyond the axes'."""
