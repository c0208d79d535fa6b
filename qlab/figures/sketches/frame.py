"""What all sketches share: little room around them, and names above where there are several lines."""

MARGIN = {"l": 10, "r": 10, "t": 10, "b": 10}  # pixels
LEGEND = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "xanchor": "left", "font": {"size": 14}}
