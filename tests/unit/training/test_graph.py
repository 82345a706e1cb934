"""The exported graph says what the model in torch says, and silver, lemmas and schedules behave."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs torch (extra `train`)")
pytest.importorskip("onnx", reason="export needs onnx (extra `train`)")
onnxruntime = pytest.importorskip("onnxruntime", reason="needs onnxruntime (extra `train`)")
np = pytest.importorskip("numpy", reason="training needs numpy (extra `train`)")

from dataclasses import asdict  # noqa: E402

from training.config import load_config  # noqa: E402
from training.export import merge_views  # noqa: E402
from training.graph import build  # noqa: E402
from training.labels import VIEWS, Labels, tag_set  # noqa: E402
from training.model import Reader  # noqa: E402
from training.runner import INPUTS  # noqa: E402
from training.schedule import Schedule, parameter_groups  # noqa: E402
from training.windows import Batch  # noqa: E402

LABELS = Labels(
    deprel=["root", "nsubj", "obj"],
    upos=["NOUN", "VERB"],
    xpos=["NN", "VB"],
    feats=["_", "Number=Sing"],
    lemmas=["l|0+|0+", "l|0+|1+"],
    names=tag_set(("PER", "LOC")),
    types=tag_set(("DATE",)),
    mentions=["O", "person"],
    entities=["O", "PER"],
)


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(1)
    reader = Reader(load_config().model, LABELS)
    for parameter in reader.parameters():
        if parameter.ndim > 1:
            torch.nn.init.normal_(parameter, std=0.05)
    return reader.eval()


@pytest.fixture(scope="module")
def batch():
    pieces = np.array([[101, 7, 8, 9, 102], [101, 5, 102, 0, 0]], np.int32)
    words = np.array([0, 0, 1], np.int32)
    return Batch(
        pieces=pieces,
        shapes=np.array([[0, 1, 2, 2, 0], [0, 3, 0, 0, 0]], np.int32),
        spaces=np.array([[0, 4, 2, 2, 0], [0, 1, 0, 0, 0]], np.int32),
        lengths=np.array([5, 3], np.int32),
        first=np.array([1, 2, 6], np.int32),
        last=np.array([1, 3, 6], np.int32),
        row=words,
        column=np.array([0, 1, 0], np.int32),
        sentence=words,
        views=words * 0,
        layers={},
    )


def run(model, batch, int8):
    weights = merge_views({k: v.float().numpy() for k, v in model.state_dict().items()})
    config = load_config().model
    sizes = {"arc": config.arc, "label": config.label}
    sizes |= {key: len(value) for key, value in asdict(LABELS).items()}
    graph = build(weights, len(VIEWS), sizes, int8=int8)
    session = onnxruntime.InferenceSession(
        graph.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    values = session.run(None, {name: getattr(batch, name) for name in INPUTS})
    return dict(zip((o.name for o in session.get_outputs()), values, strict=True))


def test_the_graph_equals_torch(model, batch):
    found = run(model, batch, int8=False)
    with torch.no_grad():
        expected = model(batch)
    arcs = np.concatenate([expected.arc_dep.numpy(), expected.arc_head.numpy()], 1)
    assert found["arcs"] == pytest.approx(arcs, abs=1e-4)
    assert found["names"] == pytest.approx(expected.names.numpy(), abs=1e-4)
    assert found["starts"] == pytest.approx(expected.starts.numpy(), abs=1e-4)
    assert found["types"] == pytest.approx(expected.types.numpy(), abs=1e-4)
    assert (found["tags"][:, 0] == expected.upos.argmax(1).numpy()).all()


def test_int8_stays_near(model, batch):
    exact, small = run(model, batch, int8=False), run(model, batch, int8=True)
    assert small["arcs"].shape == exact["arcs"].shape
    error = np.abs(small["names"] - exact["names"]).mean()
    assert error < 0.2 * np.abs(exact["names"]).mean() + 0.05


def test_format_names_every_output(model, batch):
    text = (Path(__file__).parents[3] / "training" / "FORMAT.md").read_text(encoding="utf-8")
    written = set(re.findall(r"`(\w+)`", text.split("## 3.")[0]))
    assert set(run(model, batch, int8=False)) <= written


def test_losses_pass_over_what_is_not_labelled(model, batch):
    from training.corpus import UNKNOWN
    from training.encode import LAYERS

    layers = {key: np.full(3, UNKNOWN, np.int32) for key in LAYERS}
    assert all(float(v) == 0 for v in losses(model, batch, layers).values())
    layers["heads"] = np.array([0, 1, 0], np.int32)
    layers["deprel"] = np.array([0, 2, 0], np.int32)
    found = losses(model, batch, layers)
    assert found["arc"] > 0
    assert found["label"] > 0
    assert found["names"] == 0


def losses(model, batch, layers):
    batch.layers = layers
    return {key: value.item() for key, value in model.losses(batch).items()}


def test_arcs_stay_within_a_sentence(model, batch):
    scores = model.arc_scores(model(batch), batch)
    assert scores.shape == (3, 3)
    assert (scores[0] > -1e3).tolist() == [True, False, True]
    assert (scores[2] > -1e3).tolist() == [True, False, False]


def test_a_deadline_stretches_the_schedule():
    schedule = Schedule(100, 0.1, begun=0.0, deadline=1000.0)
    assert schedule.done(5, now=500.0) == 0.5
    schedule.offset = 0.5
    assert schedule.done(5, now=500.0) == 0.75
    assert Schedule(100, 0.1).done(25) == 0.25


def test_deeper_layers_learn_more_slowly(model):
    config = load_config().optimiser
    rates = {round(float(g["base"]), 8) for g in parameter_groups(model, config)}
    assert config.heads in rates
    assert config.encoder in rates
    assert round(config.encoder * config.layer_decay**6, 8) in rates
