"""Whatever is asked wrongly gets exit code 2 and one line; help and version are there at once."""

import re
import subprocess
import sys
from importlib.metadata import version

import pytest

from qlab.zoo import load_model, manifest
from tests.qlab.cli.terminal import invoke, process, refusal

COMMANDS = (
    "bench",
    "challenge",
    "claims",
    "finetune",
    "formats",
    "notebook",
    "questions",
    "reproduce",
    "run",
    "speech",
    "sweep",
    "text",
    "train",
    "zoo",
)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("", "Missing command. See `qlab --help`."),
        ("dance", "No such command 'dance'."),
        ("--loud", "No such option '--loud'."),
        ("sweep", "Missing argument 'MODEL...'. See `qlab sweep --help`."),
        ("sweep mlp-5", "model must be one of mlp-4, mlp-8"),
        ("sweep mlp-16 --bits 0", "bits must be a whole number from 1 to 16; got 0."),
        ("sweep mlp-16 --bits four", "bits must be a whole number; got 'four'."),
        ("sweep mlp-16 --bits 4.5", "bits must be a whole number; got '4.5'."),
        ("sweep mlp-16 --bits 4,", "bits must be a whole number; got ''."),
        ("sweep mlp-1024 --seeds 0,3", "seed of mlp-1024 must be one of 0, 1, 2; got 3."),
        ("sweep mlp-16 --quantize all", "quantize must be one of weights, activations, both; got 'all'."),
        ("sweep mlp-16 --granularity rows", "granularity must be per_tensor, per_channel"),
        ("sweep mlp-16 --range best", "range_method must be"),
        ("sweep mlp-16 --jobs 0", "Invalid value for '--jobs'"),
        ("sweep mlp-16 --jobs 2 --dask tcp://127.0.0.1:1", "--dask must stand without --jobs"),
        ("sweep mlp-16 --granularity group:7", "group_size must divide the 64 values"),
        ("finetune", "Missing argument 'MODEL'."),
        ("finetune mlp-5", "model must be one of"),
        ("finetune mlp-16 --epochs 0", "epochs must be a whole number from 1 to 50; got 0."),
        ("finetune mlp-16 --lr fast", "learning_rate must be a number; got 'fast'."),
        ("finetune mlp-16 --lr nan", "learning_rate must be a number from"),
        ("finetune mlp-16 --fraction 2", "fraction must be a number from 0.01 to 1.0; got 2.0."),
        ("run", "Missing command. See `qlab run --help`."),
        ("run astrology", "No such command 'astrology'. See `qlab run --help`."),
        ("run cliff --model mlp-16", "No such option '--model'."),
        ("run weights --layer hidden9", "layer of mlp-64 must be one of hidden1, hidden2, output"),
        ("train mlp-5", "name must be one of"),
        ("train mlp-4 --seed 9", "seed of mlp-4 must be a whole number from 0 to 4; got 9."),
        ("train mlp-4 --seed x", "Invalid value for '--seed'"),
        (
            "reproduce no-such-file.json",
            "Invalid value for 'RECEIPT.json': 'no-such-file.json': No such file",
        ),
        ("questions astrology", "lesson must be one of"),
        ("questions no-such-file.toml", "no-such-file.toml must be a TOML file: [Errno 2] No such file"),
        ("questions --for moodle", "--for needs a LESSON: each is a file of its own."),
        ("zoo mlp-16", "Got unexpected extra argument"),
        ("challenge", "Missing argument 'NAME'. See `qlab challenge --help`."),
        ("challenge chess 1", "challenge must be one of clip, levels, bits, culprit; got 'chess'."),
        ("challenge clip one", "Invalid value for 'SEED'"),
        ("challenge clip 10000", "seed must be a whole number from 0 to 9999; got 10000."),
        ("challenge clip 1 --answer far", "answer must be a whole number"),
        ("challenge clip 1 --answer 101", "clip must be a whole number from 1 to 100; got 101."),
        ("challenge levels 1 --answer 0,x", "answer must be a number"),
        ("challenge levels 1 --answer 0", "numbers; got 1; place each of them."),
        ("challenge culprit 1 --answer Weights --answer me", "named must be one of an outlier channel"),
    ],
)
def test_one_line_says_what_is_wrong(words, says):
    assert says in refusal(*words.split())


def test_a_process_refuses_as_well():
    result = process("sweep", "mlp-16", "--bits", "99")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "qlab: bits must be a whole number from 1 to 16; got 99.\n"


def test_a_damaged_checkpoint_is_refused_with_the_way_out(monkeypatch, tmp_path):
    for file in (manifest.ASSETS / manifest.MANIFEST, manifest.ASSETS / "mlp-16-s0.safetensors"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "mlp-16-s0.safetensors").open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"?")
    damaged = lambda name, seed: load_model(name, seed, directory=tmp_path)  # noqa: E731
    monkeypatch.setattr("qlab.experiments.subject.load_model", damaged)
    line = refusal("sweep", "mlp-16", "--bits", "4", "--seeds", "0")
    assert (
        "is damaged: its sha256 is not the manifest's; rebuild it with `qlab train mlp-16 --seed 0`." in line
    )


def test_a_file_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").touch()
    assert "file" in refusal("train", "mlp-4", "--seed", "0", "--directory", str(tmp_path / "file" / "below"))


@pytest.mark.parametrize("words", [(), *((command,) for command in COMMANDS), ("run", "cliff")])
def test_help_is_help(words):
    result = invoke(*words, "--help")
    assert result.stdout.startswith(f"Usage: {' '.join(('qlab', *words))} ")
    assert result.stderr == ""


def test_every_command_is_listed_with_a_whole_sentence():
    listed = re.findall(r"^  (\w+) +(.+)$", invoke("--help").stdout.split("Commands:")[1], re.M)
    assert [name for name, _ in listed] == list(COMMANDS)
    assert all(text.endswith(".") and not text.endswith("...") for _, text in listed)


def test_version_is_the_installed_one():
    assert invoke("--version").stdout == f"qlab {version('qlab')}\n"


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False
    )


def test_help_waits_for_nothing_slow():
    code = "import sys; from qlab import cli; sys.argv = ['qlab', '--help']\n"
    code += (
        "try: cli.main()\nexcept SystemExit: print(sorted({'numpy', 'sklearn', 'torch'} & set(sys.modules)))"
    )
    result = python(code)
    assert result.stdout.splitlines()[0].startswith("Usage: qlab")
    assert result.stdout.splitlines()[-1] == "[]"


def test_it_computes_on_one_thread():
    code = "import sys; from qlab import cli; sys.argv = ['qlab', 'formats']\n"
    code += "try: cli.main()\nexcept SystemExit: import torch; print(torch.get_num_threads())"
    assert python(code).stdout.splitlines()[-1] == "1"


def test_ctrl_c_leaves_with_130():
    code = "import sys; from qlab import cli; from qlab.cli import listings; sys.argv = ['qlab', 'zoo']\n"
    code += "def stop(**options): raise KeyboardInterrupt\nlistings.zoo.callback = stop\ncli.main()"
    result = python(code)
    assert result.returncode == 130
    assert "Traceback" not in result.stderr
