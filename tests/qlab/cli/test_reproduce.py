"""`qlab reproduce`: 0 if a receipt holds, 1 with what differs, 2 with one line if there is no receipt to speak of."""

import json

import pytest

from tests.qlab.cli.terminal import answer, invoke, process, refusal


@pytest.fixture(scope="module")
def rows():
    return answer("sweep", "mlp-16", "--bits", "4,1", "--seeds", "0")


def changed(receipt, **fields):
    return json.dumps(receipt | fields)


def test_a_receipt_a_row_and_a_list_are_accepted(rows):
    for value, count in (
        (rows[0]["receipt"], 1),
        (rows[0], 1),
        (rows, 2),
        ([rows[0]["receipt"], rows[1]], 2),
    ):
        assert [verdict["holds"] for verdict in answer("reproduce", "-", stdin=json.dumps(value))] == [
            True
        ] * count


def test_it_says_what_it_checked(rows):
    text = invoke("reproduce", "-", stdin=json.dumps(rows)).stdout
    assert [line.split("  ")[0] for line in text.splitlines()] == ["holds", "holds"]
    assert "figures: 7, checkpoints: 1" in text
    assert rows[0]["receipt"]["command"] in text


def test_the_short_name_is_that_of_the_table(rows):
    shown = invoke("sweep", "mlp-16", "--bits", "4", "--seeds", "0").stdout.split()[-1]
    assert shown == answer("reproduce", "-", stdin=json.dumps(rows[0]))[0]["receipt"]


def test_a_process_names_the_figure_and_exits_with_1(rows, tmp_path):
    receipt = rows[0]["receipt"]
    measured = receipt["measured"] | {"mlp-16-s0@4.nll": 0.123}
    (tmp_path / "receipt.json").write_text(changed(receipt, measured=measured))
    result = process("reproduce", str(tmp_path / "receipt.json"))
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("DIFFERS")
    assert f"mlp-16-s0@4.nll was 0.123, is now {receipt['measured']['mlp-16-s0@4.nll']}" in result.stdout


def test_one_bad_receipt_among_good_ones_is_found(rows):
    bad = rows[1] | {"receipt": rows[1]["receipt"] | {"n_test": 1}}
    verdicts = answer("reproduce", "-", stdin=json.dumps([rows[0], bad]), code=1)
    assert [verdict["differences"] for verdict in verdicts] == [[], ["n_test was 1, is now 597"]]


def test_a_changed_column_of_a_row_is_found(rows):
    verdict = answer("reproduce", "-", stdin=json.dumps(rows[0] | {"accuracy": 0.999}), code=1)[0]
    assert verdict["differences"] == [f"accuracy was 0.999, is now {rows[0]['accuracy']}"]


def test_a_changed_checkpoint_is_named(rows):
    stdin = changed(rows[0]["receipt"], checkpoints={"mlp-16-s0": "0" * 64})
    assert "sha256 of mlp-16-s0 was 000" in invoke("reproduce", "-", stdin=stdin, code=1).stdout


def test_a_figure_from_nowhere_is_named(rows):
    receipt = rows[0]["receipt"]
    stdin = changed(receipt, measured=receipt["measured"] | {"beauty": 1, "nll": float("inf")})
    text = invoke("reproduce", "-", stdin=stdin, code=1).stdout
    assert "beauty was 1, is now missing" in text
    assert "nll was inf, is now missing" in text


def test_an_infinite_claim_does_not_swallow_the_figure(rows):
    receipt = rows[0]["receipt"]
    stdin = changed(receipt, measured=receipt["measured"] | {"mlp-16-s0@4.nll": float("inf")})
    assert "mlp-16-s0@4.nll was inf" in invoke("reproduce", "-", stdin=stdin, code=1).stdout


def test_other_versions_are_told_but_are_no_difference(rows):
    stdin = changed(rows[0]["receipt"], versions=rows[0]["receipt"]["versions"] | {"torch": "1.0"})
    assert "note: version of torch was 1.0, is now" in invoke("reproduce", "-", stdin=stdin).stdout


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ({"experiment": "astrology"}, "experiment must be one of"),
        ({"experiment": None}, "experiment must be text"),
        ({"spec": {"models": ["mlp-5"]}}, "model must be one of"),
        ({"spec": {"modles": ["mlp-16"]}}, "must have no fields but models"),
        ({"spec": {"bits": ["four"]}}, "bits must be a whole number"),
        ({"spec": []}, "spec must be an object"),
        ({"measured": {"x": "0.5"}}, "x of measured must be a number"),
        ({"measured": None}, "measured must be an object"),
        ({"checkpoints": ["mlp-16"]}, "checkpoints must be an object"),
        ({"n_test": 597.5}, "n_test must be a whole number"),
        ({"more": 1}, "receipt must have no fields but"),
    ],
)
def test_a_damaged_receipt_is_refused(rows, damage, says):
    assert says in refusal("reproduce", "-", stdin=changed(rows[0]["receipt"], **damage))


@pytest.mark.parametrize("field", ["experiment", "spec", "n_test", "checkpoints", "measured"])
def test_a_receipt_without_a_field_is_refused(rows, field):
    receipt = {name: value for name, value in rows[0]["receipt"].items() if name != field}
    assert f"receipt must have the field {field}" in refusal("reproduce", "-", stdin=json.dumps(receipt))


@pytest.mark.parametrize("text", ["", "{", "receipt", "\x00", "[" * 100_000, '{"receipt": '])
def test_what_is_not_json_is_refused(text):
    assert "RECEIPT.json must hold JSON; got something else" in refusal("reproduce", "-", stdin=text)


@pytest.mark.parametrize(
    "value", ["null", "3", '"cliff"', '{"receipt": null}', '[["cliff"]]', '{"rows": []}']
)
def test_json_without_a_receipt_is_refused(value):
    assert "receipt must" in refusal("reproduce", "-", stdin=value)


def test_an_empty_list_is_refused_for_nothing_would_be_checked():
    assert "must hold a receipt; got an empty list" in refusal("reproduce", "-", stdin="[]")
