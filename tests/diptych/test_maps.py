"""Where units act in pictures: what is written is read back, and what is broken is refused."""

import json
import re
import shutil

import diptych
import numpy as np
import pytest

from tests.diptych.generate import make_parts
from tests.diptych.test_bundle import assert_refused, change, change_array, put
from tests.diptych.test_write import validate

MAPS = ("models", 1, "layers", 0, "maps")
INSTANCES = "models[1].layers[0].maps.instances: b.hidden.maps.instances.npy"


def make_maps(seed=0, units=4, k=3, height=2, width=5):
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(units, k, height, width)).astype(np.float32)
    values[2] = -1
    instances = np.stack([rng.permutation(20)[:k] for _ in range(units)])
    instances[1, 2:] = -1
    return {"values": values, "instances": instances}


def write(folder, maps, **options):
    parts = make_parts(instances=20, neurons=4, text=False, models=("a", "b"))
    parts["task"]["kind"] = "image"
    parts["models"][1]["layers"][0]["maps"] = maps
    return diptych.write_bundle(folder, **parts, **options)


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    folder = tmp_path_factory.mktemp("good") / "bundle"
    write(folder, make_maps())
    return folder


@pytest.fixture
def bundle(good, tmp_path):
    """A copy to break."""
    return shutil.copytree(good, tmp_path / "bundle")


def test_maps_are_read_back_as_bytes_of_the_units_peak(good):
    given = make_maps()
    first, second = (model.layers[0].maps for model in diptych.open(good).models)
    assert first is None
    assert second.shape == (3, 2, 5)
    for unit in (0, 3):
        positions, values = second.of(unit)
        np.testing.assert_array_equal(positions, given["instances"][unit])
        wanted, peak = np.maximum(given["values"][unit], 0), float(second.peaks[unit])
        assert peak == np.float16(wanted.max())
        assert (values.dtype, values.max()) == (np.uint8, 255)
        # Half a step of 255, and the peak's own rounding to float16.
        np.testing.assert_allclose(values / 255 * peak, wanted, atol=peak * 0.0025)


def test_a_unit_with_fewer_instances_has_fewer_maps(good):
    maps = diptych.open(good).models[1].layers[0].maps
    positions, values = maps.of(1)
    np.testing.assert_array_equal(positions, make_maps()["instances"][1, :2])
    assert values.shape == (2, 2, 5)


def test_a_unit_that_is_below_zero_everywhere_has_a_peak_of_zero(good):
    maps = diptych.open(good).models[1].layers[0].maps
    assert maps.peaks[2] == 0
    assert not maps.of(2)[1].any()


def test_one_unit_is_one_range(good):
    values = np.load(good / "b.hidden.maps.npy")
    assert (values.shape, values.dtype, values.flags.c_contiguous) == ((4, 30), np.uint8, True)


def test_what_is_written_fits_the_schema(good):
    validate(json.loads((good / "bundle.json").read_text()))


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (put(*MAPS, "shape", value=[3, 10]), "shape: 2 of them, at least 3 are wanted."),
        (put(*MAPS, "shape", value=[3, 2, 5, 1]), "shape: [3, 2, 5, 1] is not [instances, height, width]."),
        (put(*MAPS, "shape", value=[3, 0, 5]), "shape[1]: 0 is not a whole number from 1 on."),
        (put(*MAPS, "values", value="../x.npy"), 'values: "../x.npy" is not the name of a file'),
        (put(*MAPS, "peaks", value=None), "peaks: null is not a text."),
    ],
)
def test_a_wrong_field_is_named_with_its_value(bundle, edit, reason):
    change(bundle, edit)
    assert_refused(bundle, f"bundle.json: models[1].layers[0].maps.{reason}")
    if "null" not in reason:
        import jsonschema

        with pytest.raises(jsonschema.ValidationError):
            validate(json.loads((bundle / "bundle.json").read_text()))


def test_a_missing_field_is_named(bundle):
    change(bundle, lambda b: b["models"][1]["layers"][0]["maps"].pop("peaks"))
    assert_refused(bundle, 'bundle.json: models[1].layers[0].maps: the field "peaks" is missing.')


@pytest.mark.parametrize("name", ["maps", "maps.instances", "maps.peaks"])
def test_a_missing_file_is_named(bundle, name):
    (bundle / f"b.hidden.{name}.npy").unlink()
    assert_refused(bundle, f"b.hidden.{name}.npy: there is no such file")


def test_an_array_of_another_shape_or_dtype_says_which(bundle):
    change_array(bundle, "b.hidden.maps.npy", lambda values: values[:, :29].copy())
    where = "models[1].layers[0].maps.values: b.hidden.maps.npy"
    assert_refused(bundle, f"{where} holds 4 × 29 values for 4 × 30.")
    change_array(bundle, "b.hidden.maps.npy", lambda values: values.astype(np.float32))
    assert_refused(bundle, f"{where} holds <f4 values, wanted is |u1.")


WANTED = "wanted is a position from 0 to 19, or -1 for none."


@pytest.mark.parametrize(
    ("place", "value", "reason"),
    [
        ((3, 1), 20, f"holds 20 at 3, 1, {WANTED}"),
        ((0, 2), -2, f"holds -2 at 0, 2, {WANTED}"),
        ((1, 0), -1, f"holds {make_maps()['instances'][1, 1]} at 1, 1, after a -1."),
    ],
)
def test_positions_that_are_no_instances_say_where(bundle, place, value, reason):
    change_array(bundle, "b.hidden.maps.instances.npy", lambda values: values.__setitem__(place, value))
    assert_refused(bundle, f"{INSTANCES} {reason}")
    unchecked = diptych.open(bundle, check=False).models[1].layers[0].maps
    with pytest.raises(diptych.BundleError, match=re.escape(f"{INSTANCES} {reason}")):
        unchecked.of(place[0])


@pytest.mark.parametrize(("value", "reason"), [(np.nan, "holds nan at 2."), (-1, "holds -1.0 at 2.")])
def test_peaks_that_are_none_say_where(bundle, value, reason):
    change_array(bundle, "b.hidden.maps.peaks.npy", lambda values: values.__setitem__(2, value))
    assert_refused(bundle, f"models[1].layers[0].maps.peaks: b.hidden.maps.peaks.npy {reason}")


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda m: m.update(values=m["values"][0]), "b.hidden maps: 3 dimensions, wanted are 4."),
        (
            lambda m: m.update(instances=m["instances"][:, :2]),
            "b.hidden maps: instances of (4, 2) for",
        ),
        (lambda m: m["values"].__setitem__((1, 0, 0, 0), np.nan), "b.hidden maps: hold values that are no"),
        (lambda m: m["values"].__setitem__((1, 0, 0, 0), 1e6), "b.hidden maps: 1000000.0 is too large for"),
        (lambda m: m["instances"].__setitem__((0, 0), 20), f"{INSTANCES} holds 20 at 0, 0"),
        (lambda m: m.update(values=m["values"][:3], instances=m["instances"][:3]), "holds 3 × 30 values for"),
    ],
)
def test_what_does_not_fit_is_refused_before_anything_is_written(tmp_path, edit, reason):
    maps = make_maps()
    edit(maps)
    with pytest.raises(diptych.BundleError, match=re.escape(reason)):
        write(tmp_path / "b", maps)
    assert list(tmp_path.iterdir()) == []


def test_weights_that_two_models_share_are_stored_once(tmp_path):
    parts = make_parts(instances=5, neurons=3, models=("a", "b", "c"))
    layers = [model["layers"][0] for model in parts["models"]]
    layers[2]["weights"] = layers[0]["weights"].copy()
    models = diptych.write_bundle(tmp_path / "b", **parts).models
    assert sorted(path.name for path in tmp_path.glob("b/*.weights.npy")) == [
        "a.hidden.weights.npy",
        "b.hidden.weights.npy",
    ]
    for model, layer in zip(models, layers, strict=True):
        np.testing.assert_array_equal(model.layers[0].weights.all(), layer["weights"].astype(np.float16))


def test_further_files_become_part_of_the_bundle(tmp_path):
    (tmp_path / "files/images").mkdir(parents=True)
    (tmp_path / "files/images/1.jpg").write_bytes(b"picture")
    write(tmp_path / "b", None, files=tmp_path / "files")
    assert (tmp_path / "b/images/1.jpg").read_bytes() == b"picture"
    assert (tmp_path / "files/images/1.jpg").read_bytes() == b"picture"


def test_a_model_tells_how_its_inputs_were_made_ready_and_which_output_is_live(tmp_path):
    parts = make_parts(instances=5, neurons=3)
    parts["models"][1]["preprocessing"] = "cabrera-2018"
    parts["models"][1]["layers"][0]["live"] = "features"
    first, second = diptych.write_bundle(tmp_path / "b", **parts).models
    assert (first.preprocessing, first.layers[0].live) == (None, None)
    assert (second.preprocessing, second.layers[0].live) == ("cabrera-2018", "features")


def test_a_bundle_from_before_there_were_maps_opens(bundle):
    def forget(root):
        for model in root["models"]:
            del model["preprocessing"]
            for layer in model["layers"]:
                del layer["maps"], layer["live"]

    change(bundle, forget)
    layer = diptych.open(bundle).models[1].layers[0]
    assert (layer.maps, layer.live) == (None, None)
