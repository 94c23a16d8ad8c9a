import json
from pathlib import Path

import diptych
import jsonschema
import numpy as np
import pandas as pd
import pytest

from tests.diptych.generate import make_bundle, make_parts

SCHEMA = json.loads((Path(__file__).parents[2] / "models/bundle.schema.json").read_text())


def validate(value):
    jsonschema.Draft202012Validator(SCHEMA).validate(value)


@pytest.mark.parametrize(
    "options",
    [{}, {"text": False}, {"instances": 0}, {"classes": 200}, {"models": ["a", "b", "c.d-e_f"]}],
    ids=str,
)
def test_what_is_written_fits_the_schema(tmp_path, options):
    make_bundle(tmp_path / "b", **{"instances": 20, "neurons": 3, **options})
    validate(json.loads((tmp_path / "b" / "bundle.json").read_text()))


@pytest.mark.parametrize(
    "edit",
    [
        lambda b: b.update(version=2),
        lambda b: b["models"].pop(),
        lambda b: b["task"].update(kind="sound"),
        lambda b: b["models"][0].update(probabilities="../p.npy"),
        lambda b: b["models"][0].update(id="a/b"),
        lambda b: b["models"][0]["layers"][0].pop("activations"),
    ],
)
def test_the_schema_refuses_what_open_refuses(tmp_path, edit):
    make_bundle(tmp_path / "b", instances=5, neurons=3)
    path = tmp_path / "b" / "bundle.json"
    bundle = json.loads(path.read_text())
    edit(bundle)
    path.write_text(json.dumps(bundle))
    with pytest.raises(jsonschema.ValidationError):
        validate(bundle)
    with pytest.raises(diptych.BundleError):
        diptych.open(tmp_path / "b")


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_what_was_written_is_read_back(tmp_path):
    parts = make_parts(instances=30, neurons=6, unknown=0.2)
    parts["models"][1]["live"] = "../lstm/model.json"
    parts["models"][1]["layers"][0]["weights"] = None
    diptych.write_bundle(tmp_path / "b", **parts)
    comparison = diptych.open(tmp_path / "b")
    bundle = comparison.bundle
    assert (bundle.name, bundle.kind, bundle.count) == ("Made up", "text", 30)
    assert bundle.ids == parts["ids"]
    assert bundle.columns == parts["instances"]
    np.testing.assert_array_equal(bundle.truth, parts["truth"])
    for model, given in zip(comparison.models, parts["models"], strict=True):
        np.testing.assert_array_equal(model.probabilities, given["probabilities"])
        layer, own = model.layers[0], given["layers"][0]
        half = own["activations"].astype(np.float16)
        np.testing.assert_array_equal(layer.neurons.all(), half.T)
        np.testing.assert_array_equal(layer.instances.all(), half)
        np.testing.assert_array_equal(layer.neurons.row(3), half[:, 3])
        np.testing.assert_array_equal(layer.instances.row(3), half[3])
        np.testing.assert_array_equal(layer.bounds, np.stack([half.min(0), half.max(0)], 1))
        assert layer.shape == tuple(own["shape"])
    weights = parts["models"][0]["layers"][0]["weights"].astype(np.float16)
    np.testing.assert_array_equal(comparison.models[0].layers[0].weights.all(), weights)
    assert comparison.models[1].layers[0].weights is None
    assert [model.live for model in comparison.models] == [None, "../lstm/model.json"]


def test_one_neuron_and_one_instance_are_each_one_range(tmp_path):
    make_bundle(tmp_path / "b", instances=30, neurons=6)
    neurons, instances = (
        np.load(tmp_path / "b" / f"cnn.hidden.{way}.npy") for way in ("neurons", "instances")
    )
    for array, shape in ((neurons, (6, 30)), (instances, (30, 6))):
        assert array.flags.c_contiguous
        assert array.dtype == np.dtype("<f2")
        assert array.shape == shape


def test_the_view_beside_the_data_is_that_of_the_empty_selection(tmp_path):
    comparison = make_bundle(tmp_path / "b", instances=30)
    written = json.loads((tmp_path / "b" / "view.json").read_text())
    view = comparison.view({})
    del view["ids"]
    written["show"]["parts"] = None
    assert written == json.loads(json.dumps(view))


def test_a_second_bundle_replaces_the_first(tmp_path):
    make_bundle(tmp_path / "b", instances=30, models=("old", "older"))
    make_bundle(tmp_path / "b", instances=10)
    assert diptych.open(tmp_path / "b").bundle.count == 10
    assert not list((tmp_path / "b").glob("old*"))
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_failure_leaves_what_was_there(tmp_path):
    make_bundle(tmp_path / "b", instances=30)
    parts = make_parts(instances=10)
    parts["models"][1]["probabilities"][3] = [0.9, 0.9]
    with pytest.raises(diptych.BundleError, match='those of instance "i3" sum to 1'):
        diptych.write_bundle(tmp_path / "b", **parts)
    assert diptych.open(tmp_path / "b").bundle.count == 30
    with pytest.raises(diptych.BundleError):
        diptych.write_bundle(tmp_path / "new", **parts)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_a_folder_of_something_else_is_not_replaced(tmp_path):
    (tmp_path / "precious.txt").write_text("mine")
    with pytest.raises(diptych.BundleError, match="is no bundle and not empty"):
        make_bundle(tmp_path, instances=5)
    assert (tmp_path / "precious.txt").read_text() == "mine"


def test_a_data_frame_and_plain_class_names_will_do(tmp_path):
    parts = make_parts(instances=4) | {"ids": None, "classes": ["no", "yes"]}
    parts["instances"] = pd.DataFrame({"text": ["a b", "b", "c", "é"], "length": [3, 1, 1, 1]})
    comparison = diptych.write_bundle(tmp_path / "b", **parts)
    assert comparison.bundle.columns == {"text": ["a b", "b", "c", "é"], "length": [3, 1, 1, 1]}
    assert [c.title for c in comparison.classes] == ["no", "yes"]
    assert comparison.view({})["ids"] == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda p: p["models"][0].update(id="a/b"), '"a/b" is not a name of letters'),
        (
            lambda p: p["models"][0]["layers"][0].update(activations=np.zeros(5)),
            "cnn.hidden activations: 1 dim",
        ),
        (lambda p: p["models"][0]["layers"][0].update(weights=[[1e6]]), "1000000.0 is too large for float16"),
        (
            lambda p: p["models"][0]["layers"][0]["activations"].__setitem__((2, 3), np.nan),
            "holds nan at 3, 2",
        ),
        (lambda p: p["models"][0].pop("name"), r'models.0.: the field "name" is missing'),
        (lambda p: p["models"][0]["layers"][0].pop("kind"), r'layers.0.: the field "kind" is missing'),
        (lambda p: p["task"].pop("kind"), r'task: the field "kind" is missing'),
        (lambda p: p["models"].pop(), "models: 1 of them, at least 2 are wanted"),
        (lambda p: p.update(models=[]), "models: 0 of them, at least 2 are wanted"),
        (lambda p: p.update(truth=np.full(10, 0.5)), "truth: holds float64 values, wanted are whole numbers"),
        (lambda p: p.update(truth=np.zeros(9, int)), "truth.npy holds 9 values for 10"),
        (lambda p: p.update(ids=["x"] * 10), 'ids.1.: "x" is taken by ids.0.'),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_written(tmp_path, edit, reason):
    parts = make_parts(instances=10, neurons=5)
    edit(parts)
    with pytest.raises(diptych.BundleError, match=reason):
        diptych.write_bundle(tmp_path / "b", **parts)
    assert list(tmp_path.iterdir()) == []
