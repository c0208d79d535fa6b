"""The minimal page in a process that also holds what the lab's pages import."""

import sklearn.datasets
import sklearn.model_selection
import torch
from minimal_page import page

IMPORTED = (sklearn, torch)

page()
