"""Broken bundles are refused with the exact reason."""

import json
import re
import shutil

import diptych
import numpy as np
import pytest

from tests.diptych.generate import make_bundle


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good") / "bundle"
    make_bundle(folder, instances=20, neurons=4, unknown=0.1)
    return folder


@pytest.fixture
def bundle(good, tmp_path):
    """A copy to break."""
    return shutil.copytree(good, tmp_path / "bundle")


def assert_refused(folder, reason):
    with pytest.raises(diptych.BundleError, match=f"^{re.escape(reason)}"):
        diptych.open(folder)


def change(folder, edit, file="bundle.json"):
    value = json.loads((folder / file).read_text())
    edit(value)
    (folder / file).write_text(json.dumps(value))


def change_array(folder, file, edit):
    values = np.load(folder / file)
    replaced = edit(values)
    np.save(folder / file, values if replaced is None else replaced)


def put(*path, value):
    """What sets a place in nested JSON."""

    def edit(root):
        for step in path[:-1]:
            root = root[step]
        root[path[-1]] = value

    return edit


def test_a_good_bundle_opens(bundle):
    assert [model.id for model in diptych.open(bundle).models] == ["cnn", "lstm"]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(diptych.BundleError, match=r"nowhere: there is no such folder\.$"):
        diptych.open(tmp_path / "nowhere")


def test_broken_json_with_line_and_column(bundle):
    (bundle / "bundle.json").write_text('{\n "version": 1,\n "task" {}}')
    assert_refused(bundle, "bundle.json: broken JSON in line 3, column 9: Expecting ':' delimiter.")


def test_json_that_is_no_utf_8_or_holds_nan_or_is_endless(bundle):
    (bundle / "bundle.json").write_bytes(b'{"version": "\xff"}')
    assert_refused(bundle, "bundle.json: is not UTF-8 (byte 13).")
    (bundle / "bundle.json").write_text('{"version": NaN}')
    assert_refused(bundle, "bundle.json: holds NaN, which is not JSON.")
    (bundle / "bundle.json").write_text("[" * 100_000)
    assert_refused(bundle, "bundle.json: broken JSON, nested too deeply.")


MODEL = ("models", 1)
LAYER = (*MODEL, "layers", 0)


# Wrong in bundle.json alone; the page must say the same, see tests/state/test_manifest.py.
WRONG = [
    (put("version", value=2), "version: 2 is unknown, this Diptych reads version 1."),
    (put("version", value=True), "version: true is unknown"),
    (lambda b: b.pop("version"), 'the field "version" is missing.'),
    (put("task", "kind", value="sound"), 'task.kind: "sound" is not one of text, image, table.'),
    (put("classes", value=[]), "classes: 0 of them, at least 1 are wanted."),
    (put("classes", 1, "id", value="c0"), 'classes[1].id: "c0" is taken by classes[0].'),
    (put("classes", 1, "title", value=3), "classes[1].title: 3 is not a text."),
    (lambda b: b["models"].pop(), "models: 1 of them, at least 2 are wanted."),
    (put(*MODEL, "id", value="cnn"), 'models[1].id: "cnn" is taken by models[0].'),
    (put(*MODEL, "id", value="../x"), 'models[1].id: "../x" is not a name of letters'),
    (put(*MODEL, "id", value=[]), "models[1].id: [] is not a text."),
    (put(*MODEL, "parameters", value=-1), "models[1].parameters: -1 is not a whole number from 0 on."),
    (put(*MODEL, "probabilities", value="/etc/passwd"), 'models[1].probabilities: "/etc/passwd" is not'),
    (put(*MODEL, "probabilities", value="../p.npy"), 'models[1].probabilities: "../p.npy" is not'),
    (put(*LAYER, "shape", value=[2, 3]), "models[1].layers[0].units: 4 is not 2 × 3, the layer's shape."),
    (
        put(*LAYER, "weights", "shape", value=[4]),
        "models[1].layers[0].weights.shape: 1 of them, at least",
    ),
    (put("instances", "count", value=-3), "instances.count: -3 is not a whole number from 0 on."),
    (put("instances", "columns", value="text"), 'instances.columns: "text" is not a list.'),
    (lambda b: b["models"][0].pop("name"), 'models[0]: the field "name" is missing.'),
    (put(*MODEL, "architecture", value=None), "models[1].architecture: null is not a text."),
    (put("models", value=[None, None]), "models[0]: null is not an object."),
    (put(*MODEL, "layers", value=None), "models[1].layers: null is not a list."),
    (put(*LAYER, "kind", value=7), "models[1].layers[0].kind: 7 is not a text."),
    (
        put(*LAYER, "activations", "bounds", value="a:b"),
        'models[1].layers[0].activations.bounds: "a:b" is not',
    ),
    (put(*LAYER, "title", value=["x" * 99]), 'models[1].layers[0].title: ["xxx'),
]


@pytest.mark.parametrize(("edit", "reason"), WRONG)
def test_a_wrong_field_is_named_with_its_value(bundle, edit, reason):
    change(bundle, edit)
    assert_refused(bundle, f"bundle.json: {reason}")


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (put("ids", 3, value="i1"), 'ids[3]: "i1" is taken by ids[1].'),
        (put("ids", 3, value=3), "ids[3]: 3 is not a text."),
        (put("ids", 3, value=[]), "ids[3]: [] is not a text."),
        (put("ids", value=["a"]), "ids: 1 values for 20 instances."),
        (put("columns", "text", 2, value=None), "columns.text[2]: null is not a text."),
        (put("columns", "text", value=["a", "b"]), "columns.text: 2 values for 20 instances."),
        (lambda t: t["columns"].pop("text"), 'columns: the field "text" is missing.'),
    ],
)
def test_wrong_instances_are_named_with_their_value(bundle, edit, reason):
    change(bundle, edit, "instances.json")
    assert_refused(bundle, f"instances.json: {reason}")


@pytest.mark.parametrize(
    "file",
    ["instances.json", "truth.npy", "words.json", "lstm.probabilities.npy", "cnn.hidden.weights.npy"],
)
def test_a_missing_file_is_named(bundle, file):
    (bundle / file).unlink()
    assert_refused(bundle, f"{file}: there is no such file in {bundle}.")


def test_a_folder_in_place_of_a_file_is_named(bundle):
    (bundle / "truth.npy").unlink()
    (bundle / "truth.npy").mkdir()
    assert_refused(bundle, f"truth.npy: cannot be read in {bundle}")


NEURONS = "models[0].layers[0].activations.neurons: cnn.hidden.neurons.npy"


def test_a_short_array_says_how_many_values_it_holds(bundle):
    file = bundle / "cnn.hidden.neurons.npy"
    file.write_bytes(file.read_bytes()[:-2])
    assert_refused(bundle, f"{NEURONS} holds 79 values for 4 × 20.")


def test_an_array_of_another_shape_says_which(bundle):
    change_array(bundle, "cnn.hidden.neurons.npy", lambda values: values[:, :19].copy())
    assert_refused(bundle, f"{NEURONS} holds 4 × 19 values for 4 × 20.")


def test_an_array_of_another_dtype_or_byte_order_says_which(bundle):
    change_array(bundle, "cnn.hidden.neurons.npy", lambda values: values.astype(np.float64))
    assert_refused(bundle, f"{NEURONS} holds <f8 values, wanted is <f2.")
    change_array(bundle, "cnn.hidden.neurons.npy", lambda values: values.astype(">f2"))
    assert_refused(bundle, f"{NEURONS} holds >f2 values, wanted is <f2.")


def test_an_array_stored_column_by_column_is_refused(bundle):
    change_array(bundle, "cnn.hidden.neurons.npy", np.asfortranarray)
    assert_refused(bundle, f"{NEURONS} is stored column by column, wanted is row by row.")


@pytest.mark.parametrize(
    "content", [b"", b"hello, this is text", b"\x93NUMPY\x01\x00\xff\xff{", b"\x93NUMPY"]
)
def test_what_is_no_array_is_refused(bundle, content):
    (bundle / "cnn.hidden.neurons.npy").write_bytes(content)
    assert_refused(bundle, f"{NEURONS} ")


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_activations_that_are_no_numbers_say_where(bundle, value):
    change_array(bundle, "cnn.hidden.neurons.npy", lambda values: values.__setitem__((2, 7), value))
    assert_refused(bundle, f"{NEURONS} holds {value} at 2, 7.")


def test_unchecked_activations_are_refused_when_they_are_asked_for(bundle):
    change_array(bundle, "cnn.hidden.neurons.npy", lambda values: values.__setitem__((2, 7), np.nan))
    comparison = diptych.open(bundle, check=False)
    neuron = {"model": "cnn", "layer": "hidden", "index": 1}
    assert comparison.view({"neuron": neuron})["histogram"]["alwaysOn"]
    with pytest.raises(diptych.BundleError, match=re.escape(f"{NEURONS} holds nan at 2, 7.")):
        comparison.view({"neuron": {**neuron, "index": 2}})


PROBABILITIES = "models[1].probabilities: lstm.probabilities.npy"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([0.5, 0.4], ': those of instance "i5" sum to 0.9000, not to 1.'),
        ([0.5, 0.502], ': those of instance "i5" sum to 1.0020, not to 1.'),
        ([1.5, -0.5], ' holds -0.5 for instance "i5", wanted is 0 to 1.'),
        ([np.nan, 0.5], " holds nan at 5, 0."),
    ],
)
def test_probabilities_that_are_none_name_the_instance(bundle, row, reason):
    change_array(bundle, "lstm.probabilities.npy", lambda values: values.__setitem__(5, row))
    assert_refused(bundle, PROBABILITIES + reason)


@pytest.mark.parametrize("classes", [2, 200, 1000])
def test_probabilities_rounded_to_float16_are_good(tmp_path, classes):
    from tests.diptych.generate import make_parts

    parts = make_parts(instances=50, neurons=2, classes=classes)
    for model in parts["models"]:
        model["probabilities"] = model["probabilities"].astype(np.float16)
    comparison = diptych.write_bundle(tmp_path / "b", **parts)
    assert comparison.models[0].probabilities.dtype == np.float16
    np.testing.assert_array_equal(comparison.models[0].probabilities, parts["models"][0]["probabilities"])
    assert comparison.view({})["metrics"]["cnn"]["accuracy"] is not None


@pytest.mark.parametrize("value", [2, -2])
def test_a_truth_that_is_no_class_names_the_instance(bundle, value):
    change_array(bundle, "truth.npy", lambda values: values.__setitem__(4, value))
    assert_refused(
        bundle,
        f'instances.truth: truth.npy holds {value} for instance "i4", '
        "wanted is a class from 0 to 1, or -1 for unknown.",
    )


def test_an_index_of_words_that_does_not_fit_is_refused(bundle):
    change_array(bundle, "words.instances.npy", lambda values: values.__setitem__(0, 20))
    assert_refused(bundle, "instances.words.instances: words.instances.npy does not fit its starts")


def test_a_bundle_without_an_index_of_words_has_the_same_words(bundle):
    expected = diptych.open(bundle).view({})["words"]
    change(bundle, put("instances", "words", value=None))
    assert diptych.open(bundle).view({})["words"] == expected


def test_fields_that_are_not_known_are_ignored(bundle):
    change(bundle, put("note", value="hello"))
    change(bundle, put(*MODEL, "note", value="hello"))
    diptych.open(bundle)


def test_instances_may_have_neither_file_nor_ids(bundle):
    change(bundle, lambda b: [b["instances"].pop(name) for name in ("file", "columns", "words", "truth")])
    comparison = diptych.open(bundle)
    assert comparison.view({})["ids"] == [str(i) for i in range(20)]
    assert comparison.view({})["rows"]["text"] is None
