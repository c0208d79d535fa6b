"""Cancer: scikit-learn's table, and which class is the malignant one."""

from sklearn.datasets import load_breast_cancer

from qlab.tasks.cancer import CANCER, MALIGNANT, load


def test_malignant_is_what_scikit_learn_calls_it_and_what_must_be_found() -> None:
    assert load_breast_cancer().target_names[MALIGNANT] == "malignant"
    assert CANCER.must_find == MALIGNANT


def test_the_sizes_that_the_text_names() -> None:
    data, names = load(), load_breast_cancer()
    assert (len(data.train_x), len(data.test_x)) == (398, 171)
    assert f"{len(names.target)} breast tumors, {(names.target == MALIGNANT).sum()} of them" in CANCER.about
