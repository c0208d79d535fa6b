"""The glossary: what a knob does and what a word means, for someone who meets it for the first time."""

import streamlit as st

from pages.shared.frame import explain

ABOUT = {
    "model": "A network that we trained. mlp-64 has two hidden layers of 64 units; more units, more weights.",
    "seed": "The same network, trained again from other random first weights.",
    "layer": "Whose weights to look at. Layers are listed from input to output.",
    "bits": "How many bits each number may use. With b bits there are at most 2^b levels.",
    "quantize": "Weights are what the network learned; activations are what flows from layer to layer.",
    "granularity": "How many weights share a scale: the whole layer, an output channel, or a group of neighbors.",
    "range_method": "Where to clip before rounding: nowhere (minmax), or where rare large values begin.",
    "family": "Evenly spaced integers, floating point, or a list of chosen levels.",
    "format": "The number format says which levels there are. Fewer bits to the right.",
    "learning_rate": "How far each step of the training moves the weights.",
    "fraction": "How much of the training data fine-tuning may see.",
    "epochs": "How many times fine-tuning goes through that data.",
}

WORDS = {
    "Level": "A value that a number may take. With b bits there are at most 2^b; rounding picks the nearest.",
    "Scale": "It stretches a format's levels over the weights, and is stored beside them: once for the layer, "
    "for each output channel, or for each group.",
    "Crest factor": "How far the largest value sticks out: largest |w| over the root mean square. Where it is "
    "large, most levels lie where hardly any weight is.",
    "Accuracy": "The share of test samples that the network gets right. Chance is what guessing gets.",
    "NLL": "Negative log-likelihood: how surprised the network is by the right answers. It moves before accuracy does.",
    "ECE": "Expected calibration error: how far the network's confidence lies from how often it is right.",
    "Flips": "The share of answers that are not the float network's, right or wrong.",
    "SQNR": "Signal to quantization noise ratio, in decibels. At 20 dB the error is a tenth as large as what it "
    "disturbs; at 0 dB, as large.",
}


def explain_words(*words: str) -> None:
    """Offer what each of `words` means, side by side."""
    with st.container(horizontal=True):
        for word in words:
            explain(word, WORDS[word])
