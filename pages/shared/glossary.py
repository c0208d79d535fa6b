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
    "Flips": "The share of answers that are not the float network's, right or wrong.",
    "SQNR": "Signal to quantization noise ratio, in decibels. At 20 dB the error is a tenth as large as what it "
    "disturbs; at 0 dB, as large.",
    "Sigma": "The root mean square of the values: how large they typically are. For a bell curve around 0 two thirds "
    "of the values lie within one sigma.",
    "Correlation": "Whether two numbers tend to move together. Here: the mean of value times error, over the mean "
    "square of the values. 0 means that the error knows nothing of the value; -1 that it cancels it.",
    "Meter": "The noise that is measured after a layer over the noise that theory foretells from the weights alone. 1 "
    "is healthy; above 1 something makes noise worse, below 1 something holds it down.",
    "Stochastic rounding": "Rounding up or down by chance: a value three tenths of the way to the next level goes "
    "up three times in ten. Each value is right on average, and no two draws are alike.",
    "Output variance": "How far a network's probabilities scatter over several draws of something random, averaged "
    "over samples and classes. 0: every draw gives the same answers.",
    "Limit cycle": "A loop that rounds may come back to the same few values for ever, where exact arithmetic would let "
    "it fade to 0.",
    "Accumulator": "The register in which a chip adds up products. With b bits it holds whole numbers up to "
    "2^(b-1) - 1. Beyond, it wraps (starts over from the smallest) or clamps (stays at the largest).",
    "Units of a channel": "Make a hidden channel ten times as large and divide by ten in the next layer: with ReLU the "
    "network computes the same. units 2^±6 means that each channel is multiplied by a number of its own, 1/64 to 64.",
    "Equalization": "Choosing the units of the hidden channels so that the largest weight into each is as large as the "
    "largest out of it. The function stays; a single scale a layer then suits all channels.",
    "Accuracy kept": "The share of its accuracy above chance that a network still has: 100 % is what the float network "
    "has, 0 % is guessing.",
    "Oscillation": "Going to and fro between two levels without end, because the best value lies between them.",
    "Recovered fraction": "Of the accuracy that quantization took, the share that came back: (after - before) / "
    "(float - before). 100 % is all of it; below 0 the training did harm.",
    "Skill": "What a network does better than the best answer that ignores the input: the commonest class, or the "
    "average. At 100 % kept it is as good as in float32, at 0 % it is guessing.",
    "Tolerance": "How far a number may be off and still count as right. Here it is counted in standard deviations of "
    "the right answers.",
    "Overfitting": "Learning the training samples by heart, with their accidents and mistakes, and so doing worse on "
    "new ones.",
    "Regularizer": "Anything that holds a network back from overfitting: pulling its weights toward 0, stopping its "
    "training in time, or giving it fewer weights.",
    "Validation samples": "Samples kept apart from training, on which settings are chosen. The test samples are not "
    "used for that, or the choice itself would flatter the result.",
    # calibration
    "Confidence": "The largest of the ten probabilities that the network gives for a picture: how sure it is of its "
    "answer. At 100 % it sees no other possibility.",
    "Calibration": "A network is calibrated if it is right as often as it is sure: of all pictures where it says "
    "80 %, it gets 80 % right. Then every bar ends on the line. (Choosing the range of a quantizer is called "
    "calibration, too; that is another matter.)",
    "ECE": "Expected calibration error. Sort the pictures into bins by confidence, take the gap between confidence and "
    "accuracy in each bin, and average the gaps, a bin counting as much as it has pictures. 0 is perfect.",
    "Noise floor": "A fair coin rarely shows exactly 5 heads in 10 throws. Just so, a bin with few pictures has a gap "
    "even if the network knows perfectly how sure to be, and the ECE is above 0. We measure how far above by letting "
    "each answer be right just as often as the network is sure of it, 200 times.",
    "NLL and Brier": "Negative log-likelihood: how much the right answers surprise the network. Brier score: how far "
    "its probabilities lie from the truth, squared. Both punish wrong answers as well as wrong confidence.",
    # grids
    "Values": "`mlp-64/hidden2` are the weights of one layer of a trained network: all of them, or 4,096 drawn at "
    "random. The other names are 4,096 random draws: `gaussian`, `laplace` (more large values), `outlier` (one value "
    "in 256 ten times as large), `positive` (no value below 0).",
    "Grid": "Integers lie evenly: `narrow` has as many levels below 0 as above, `full` one more below, `affine` may "
    "move. Floating point and `nf4` put more levels near 0.",
    "Clip": "The levels are spread over this part of the values' range. What lies beyond moves to the outermost level.",
    "Scale and zero-point": "An integer code stands for the level scale × (code - zero-point). A larger scale spreads "
    "the levels; another zero-point moves them all.",
    "Range method": "A rule for the clip. Min-max spans all values. Percentile keeps 99.9 % of them. MSE takes the "
    "smallest mean squared error. Entropy keeps the histogram's shape, by KL divergence.",
    # fine-tuning
    "Fine-tuning": "A little more training of a network that is trained already. Here it trains *through* the "
    "quantizer, so that the weights learn to live with few levels: quantization-aware training, QAT.",
    "Latent weights": "Each weight keeps a float value behind its level. Small training steps add up there, out of "
    "sight, until the value crosses to the next level. If the steps are too small to cross, nothing changes.",
    "Straight-through": "Rounding has no slope to train along: a nudge changes either nothing or a whole step. So "
    "the straight-through estimator (STE) pretends on the way back that rounding was not there.",
    "Float control": "The same network in float32, trained on with the same samples in the same order. What it gains, "
    "more training gives to anyone; only what the quantized network gains beyond that is recovery.",
}


def explain_words(*words: str) -> None:
    """Offer what each of `words` means, side by side."""
    with st.container(horizontal=True):
        for word in words:
            explain(word, WORDS[word])
