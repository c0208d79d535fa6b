"""Resume codes against the published vectors of BIP 39."""

import pytest

from qlab.records import new_code, read_code

# github.com/trezor/python-mnemonic, vectors.json: entropy of 128 bits and its words.
VECTORS = (
    "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
    "legal winner thank year wave sausage worth useful legal winner thank yellow",
    "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
    "zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong",
)


@pytest.mark.parametrize("code", VECTORS)
def test_the_published_vectors_are_codes(code):
    assert read_code(code) == code


@pytest.mark.parametrize("code", VECTORS)
def test_four_letters_a_word_are_enough(code):
    assert read_code("  ".join(word[:4].upper() for word in code.split())) == code
    assert read_code(code.replace(" ", "-")) == code


def test_codes_differ_and_are_read_again():
    codes = [new_code() for _ in range(1000)]
    assert len(set(codes)) == 1000
    assert all(read_code(code) == code for code in codes)


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("", "must have 12 words; got 0"),
        ("legal winner", "must have 12 words; got 2"),
        (VECTORS[1].replace("thank", "tank"), "^(Word 3|The words do not belong together)"),
        (VECTORS[1].replace("year", "qwerty"), "Word 4 of the resume code is none of ours"),
        (VECTORS[1].replace("legal winner", "winner legal", 1), "do not belong together"),
    ],
)
def test_a_slip_is_noticed_and_the_code_not_repeated(typed, complaint):
    with pytest.raises(ValueError, match=complaint) as refused:
        read_code(typed)
    assert "sausage" not in str(refused.value)
