"""Knobs: what a link, a click or a tampered browser makes of them."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.controls import BITS, EPOCHS, FRACTIONS, GRANULARITIES, LEARNING_RATES, same_family
from qlab.experiments.finetuning import FinetuningSpec
from qlab.experiments.subject import CLASSIFIERS
from qlab.formats import FORMATS
from qlab.quantizer import QuantSpec
from qlab.ranges import RANGE_METHODS
from qlab.recipe import QUANTIZE
from tests.pages.visiting import notices, turned


def every_knob():
    import streamlit as st

    from pages.shared.controls import Controls
    from pages.shared.presets import presets
    from qlab.experiments.finetuning import FinetuningSpec

    ask = Controls("x", FinetuningSpec())
    with st.expander("closed"):
        values = {"model": (model := ask.model()), "seed": ask.seed(model), "bits": ask.bits()}
        values |= {"quantize": ask.quantize(), "granularity": ask.granularity()}
        values |= {"range_method": ask.range_method(), "epochs": ask.epochs()}
        values |= {"learning_rate": ask.learning_rate(), "fraction": ask.fraction()}
    presets("x", FinetuningSpec(), {"broken": {"bits": 1, "model": "cnn"}})
    st.json(values)


def weights_knobs():
    import streamlit as st

    from pages.shared.controls import Controls
    from qlab.experiments.weights import WeightsSpec

    ask = Controls("x", WeightsSpec())
    model = ask.model()
    st.json({"model": model, "layer": ask.layer(model), "format": ask.format()})


def cliff_knobs():
    import streamlit as st

    from pages.shared.controls import Controls
    from qlab.experiments.cliff import CliffSpec

    ask = Controls("x", CliffSpec())
    st.json({"models": (models := ask.models()), "seeds": ask.seeds(models)})


def opened(script, **address):
    app = AppTest.from_function(script, default_timeout=60)
    app.query_params.update({f"x_{name}": value for name, value in address.items()})
    app.run()
    assert not app.exception
    return app


def values(app):
    return json.loads(app.json[0].value)


def test_every_knob_starts_at_the_spec_s_default():
    app = opened(every_knob)
    assert values(app) == {k: v for k, v in vars(FinetuningSpec()).items() if k != "order"}
    assert notices(app) == []


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("model", CLASSIFIERS),
        ("bits", BITS),
        ("quantize", QUANTIZE),
        ("granularity", GRANULARITIES),
        ("range_method", RANGE_METHODS),
        ("epochs", EPOCHS),
        ("learning_rate", LEARNING_RATES),
        ("fraction", FRACTIONS),
    ],
)
@pytest.mark.parametrize("which", [0, -1])
def test_a_link_opens_each_knob_at_its_first_and_last_option(name, options, which):
    asked = list(options)[which]
    app = opened(every_knob, **{name: str(asked)})
    assert values(app)[name] == asked
    assert notices(app) == []


def test_every_option_is_one_that_qlab_takes():
    for granularity in GRANULARITIES:
        QuantSpec("int4", granularity)
    for epochs in EPOCHS:
        FinetuningSpec(epochs=epochs)
    for rate in LEARNING_RATES:
        FinetuningSpec(learning_rate=rate)
    for fraction in FRACTIONS:
        FinetuningSpec(fraction=fraction)


@pytest.mark.parametrize(
    ("name", "got"),
    [
        ("bits", "99"), ("bits", "-1"), ("bits", "4.5"), ("bits", "04"), ("bits", "nan"), ("bits", ""),
        ("model", "../../etc/passwd"), ("model", "<script>alert(1)</script>"), ("seed", "5"),
        ("quantize", "Weights"), ("granularity", "group:0"), ("range_method", "percentile:99"),
        ("learning_rate", "1e9"), ("fraction", "inf"), ("epochs", "51"),
    ],
)  # fmt: skip
def test_a_bad_value_gets_the_default_and_a_notice_with_name_rule_and_value(name, got):
    app = opened(every_knob, **{name: got})
    default = getattr(FinetuningSpec(), name)
    assert values(app)[name] == default
    (said,) = notices(app)
    assert said.startswith(f"x_{name} must be one of ")
    assert f"; got {got!r}. This shows {default} instead." in said


def test_a_bad_value_is_told_outside_the_expander_that_hides_its_knob():
    app = opened(every_knob, bits="99")
    assert [text.value for text in app.expander[0].text] == []
    assert len(notices(app)) == 1


def test_two_values_for_one_knob_are_refused():
    app = opened(every_knob, bits=["4", "2"])
    assert "got '4', '2'." in notices(app)[0]
    assert values(app)["bits"] == 3


def test_a_long_value_is_cut_and_never_marked_up():
    app = opened(every_knob, model="**a**" * 1000)
    (said,) = notices(app)
    assert len(said) < len(", ".join(CLASSIFIERS)) + 150
    assert not any("**a**" in markdown.value for markdown in app.markdown)


def test_the_notice_goes_with_the_next_click():
    app = opened(every_knob, bits="99")
    app.query_params.clear()  # as the browser does
    assert notices(turned(app, "x_bits", 2)) == []
    assert values(app)["bits"] == 2


def test_a_preset_turns_its_knobs_and_all_others_back():
    app = opened(every_knob, quantize="activations", epochs="50")
    app.button(key="x_preset broken").click().run()
    expected = vars(FinetuningSpec()) | {"bits": 1, "model": "cnn"}
    assert values(app) == {k: v for k, v in expected.items() if k != "order"}


def test_a_layer_that_the_next_network_lacks_is_no_mistake():
    app = opened(weights_knobs, layer="output")
    assert values(app)["layer"] == "output"
    turned(turned(app, "x_layer", "hidden1"), "x_model", "cnn")
    assert values(app)["layer"] == "conv1"
    assert notices(app) == []


@pytest.mark.parametrize("name", ["int4", "uint1", "e4m3", "nf4", "kmeans8", "int16_full", "fp32"])
def test_a_link_needs_only_the_format_to_find_its_family(name):
    app = opened(weights_knobs, format=name)
    assert (values(app)["format"], app.selectbox(key="x_family").value) == (name, FORMATS[name].family)
    assert notices(app) == []


@pytest.mark.parametrize("family", sorted({known.family for known in FORMATS.values()}))
def test_a_new_family_starts_at_four_bits(family):
    app = turned(opened(weights_knobs), "x_family", family)
    chosen = FORMATS[values(app)["format"]]
    assert (chosen.family, chosen.bits) == (family, 4)


def test_formats_of_a_family_go_from_many_bits_to_few():
    for name in FORMATS:
        bits = [FORMATS[other].bits for other in same_family(name)]
        assert name in same_family(name)
        assert bits == sorted(bits, reverse=True)


def test_several_are_taken_in_the_menu_s_order_and_strangers_left_out():
    app = opened(cliff_knobs, models=["mlp-64", "evil", "mlp-4"], seeds=["4", "0"])
    assert values(app) == {"models": ["mlp-4", "mlp-64"], "seeds": [0, 4]}
    assert [said.split(";")[1] for said in notices(app)] == [" got 'evil'. This shows mlp-4, mlp-64 instead."]


def test_if_all_are_strangers_the_default_is_shown():
    app = opened(cliff_knobs, models="evil")
    assert values(app)["models"] == ["mlp-8", "mlp-64", "mlp-1024"]
    assert len(notices(app)) == 1


def test_only_seeds_that_all_networks_have_are_offered():
    app = opened(cliff_knobs, models="mlp-1024", seeds="4")
    assert app.get_by_key("x_seeds").options == ["0", "1", "2"]
    assert "x_seeds must be one of 0, 1, 2; got '4'" in notices(app)[0]


def test_no_network_at_all_can_be_asked_for():
    assert values(turned(opened(cliff_knobs), "x_models", [])) == {"models": [], "seeds": [0, 1, 2]}


def forged_knob():
    import streamlit as st

    from pages.shared import knobs

    def from_a_tampered_browser(*_, **__):
        return "evil"

    st.json([knobs.one(from_a_tampered_browser, "x_bits", "Bits", (2, 1), 1, st.text)])


def test_what_a_tampered_browser_sends_is_refused_like_a_bad_link():
    app = opened(forged_knob)
    assert values(app) == [1]
    assert notices(app) == ["x_bits must be one of 2, 1; got 'evil'. This shows 1 instead."]
