"""The command on a few pictures: what it records, tells and refuses."""

import csv
import json

import diptych
import numpy as np
import pytest
from PIL import Image

from converter import cli, photographs
from converter.add import add
from converter.cards import read_card
from converter.errors import ConverterError
from converter.networks import build_network, preprocess
from converter.photographs.models import MODELS
from converter.quiet import quiet
from tests.converter.photographs.conftest import make_picture
from tests.diptych.test_write import validate

BOTH = ["squeezenet", "squeezenet-cabrera"]


@pytest.fixture
def convert(loaded, folders, tmp_path):
    """Runs the command; returns what it wrote and what it told."""

    def run(source, **options):
        lines = []
        photographs.convert(source, tmp_path / "out", folders, lines.append, **options)
        return diptych.open(tmp_path / "out"), lines

    return run


def columns(comparison):
    return comparison.bundle.columns


def decode(path):
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def test_pictures_are_recorded_with_their_classes(convert, pictures, tmp_path):
    comparison, lines = convert(pictures, title="Mine")
    bundle = comparison.bundle
    assert (bundle.name, bundle.kind, len(bundle.classes)) == ("Mine", "image", 1000)
    assert [model.id for model in bundle.models] == [*MODELS]
    assert bundle.ids == [
        "404/x.jpg",
        "Golf_Ball/a.jpg",
        "Golf_Ball/b.png",
        "gizmo/y.JPG",
        "n02123045/a.jpg",
        "n02123045/c.webp",
    ]
    assert bundle.truth.tolist() == [404, 574, 574, -1, 281, 281]
    assert columns(comparison)["title"] == ["x.jpg", "a.jpg", "b.png", "y.JPG", "a.jpg", "c.webp"]
    assert columns(comparison)["label"][3] == "gizmo"
    validate(json.loads((tmp_path / "out/bundle.json").read_text()))
    assert lines[0] == "6 pictures of 3 known classes"
    assert "no class of ImageNet, so without ground truth: 'gizmo' (1)" in lines


def test_every_picture_of_the_bundle_gives_the_recorded_answers(convert, pictures, tmp_path, folders):
    make_picture(9, (900, 500)).save(pictures / "404/large.png")
    comparison, _ = convert(pictures, batch=4)
    out = tmp_path / "out"
    images = [decode(out / file) for file in columns(comparison)["image"]]
    assert max(images[0].shape) == 512
    assert all(max(decode(out / file).shape) <= 112 for file in columns(comparison)["thumbnail"])
    for model in comparison.models:
        own = MODELS[model.id]
        card = read_card(own.network, folders)
        with quiet():
            network = build_network(own.network, folders, float16=True)
            ready = np.concatenate([preprocess(i[None], card, own.preprocessing) for i in images])
            wanted = network.predict(ready, verbose=0)
        np.testing.assert_allclose(model.probabilities, wanted["probabilities"], atol=5e-4)
        means = wanted["features"].mean((1, 2))
        last = model.layers[-2]  # before the classes
        np.testing.assert_allclose(last.instances.all(), means, rtol=2e-3, atol=1e-3 * means.max())
        # The strongest picture's map, from the features themselves.
        for unit in (0, 100, 300):
            positions, maps = last.maps.of(unit)
            falling = np.argsort(-means[:, unit], kind="stable")
            assert positions.tolist() == falling[: len(positions)].tolist()
            assert (means[falling[len(positions) :], unit] <= 1e-6).all()
            for at, found in zip(positions, maps, strict=True):
                peak = float(last.maps.peaks[unit])
                features = wanted["features"][at, :, :, unit]
                np.testing.assert_allclose(found / 255 * peak, features, atol=peak / 200)


def test_small_batches_give_what_one_large_one_gives(convert, pictures):
    def arrays(batch):
        comparison, _ = convert(pictures, batch=batch, models=BOTH)
        model = comparison.models[0]
        return [
            model.probabilities,
            *(layer.instances.all() for layer in model.layers),
            *(layer.maps.instances.all() for layer in model.layers),
            *(layer.maps.values.all() for layer in model.layers),
        ]

    for small, large in zip(arrays(2), arrays(100), strict=True):
        limit = 2e-3 * max(1, np.abs(large).max()) if small.dtype == np.float16 else 1
        # oneDNN adds up in another order for another batch: two pictures may change places in a few units.
        assert (np.abs(small.astype(float) - large) > limit).mean() < 0.001


def test_a_csv_file_will_do(convert, pictures):
    with (pictures / "list.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows(
            [("path", "label"), ("404/x.jpg", "airliner"), ("Golf_Ball/a.jpg", "n03445777")]
        )
    comparison, _ = convert(pictures / "list.csv", models=BOTH)
    assert comparison.bundle.ids == ["404/x.jpg", "Golf_Ball/a.jpg"]
    assert comparison.bundle.truth.tolist() == [404, 574]
    assert comparison.bundle.name == "list"
    assert "label" not in columns(comparison)


def test_broken_pictures_are_named_and_left_out(convert, pictures):
    (pictures / "404/broken.jpg").write_bytes(b"no picture")
    (pictures / "404/y.jpg").write_bytes((pictures / "404/x.jpg").read_bytes()[:800])
    comparison, lines = convert(pictures, models=BOTH, batch=2)
    assert comparison.bundle.count == 6
    assert comparison.bundle.truth.tolist() == [404, 574, 574, -1, 281, 281]
    skipped = next(line for line in lines if line.startswith("skipped: "))
    assert "404/broken.jpg is no picture, 404/y.jpg can't be read" in skipped


def test_own_names_of_classes_come_from_a_file(convert, pictures, tmp_path):
    (tmp_path / "names.csv").write_text("name,class\ngizmo,joystick\n")
    comparison, lines = convert(pictures, models=BOTH, labels=tmp_path / "names.csv")
    assert comparison.classes[comparison.bundle.truth[3]].title == "joystick"
    assert not any("no class" in line for line in lines)
    (tmp_path / "names.csv").write_text("name,class\ngizmo,gadget\n")
    with pytest.raises(ConverterError, match="calls 'gizmo' 'gadget', which is no class of ImageNet"):
        convert(pictures, labels=tmp_path / "names.csv")


def test_a_limit_and_the_models_can_be_chosen(convert, pictures):
    comparison, _ = convert(pictures, models=BOTH[::-1], limit=3)
    assert [model.id for model in comparison.models] == BOTH[::-1]
    assert comparison.bundle.ids == ["404/x.jpg", "Golf_Ball/b.png", "n02123045/a.jpg"]
    assert comparison.models[0].preprocessing == "cabrera-2018"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (
            {"models": ["squeezenet", "resnet"]},
            "there is no model 'resnet': choose from squeezenet, mobilenet",
        ),
        ({"models": ["squeezenet"]}, "squeezenet can't be compared: choose two or more models"),
        ({"models": ["mobilenet", "mobilenet"]}, "mobilenet, mobilenet can't be compared"),
        ({"batch": 0}, "--batch 0 makes no sense"),
        ({"limit": -1}, "--limit -1 makes no sense"),
    ],
)
def test_a_wrong_choice_is_refused(convert, pictures, options, reason):
    with pytest.raises(ConverterError, match=reason):
        convert(pictures, **options)


def test_nothing_to_record_and_a_folder_of_something_else_are_refused(convert, pictures, tmp_path):
    (tmp_path / "none").mkdir()
    with pytest.raises(ConverterError, match="none has no pictures"):
        convert(tmp_path / "none")
    (tmp_path / "none/a.jpg").write_bytes(b"")
    with pytest.raises(ConverterError, match=r"none of the 1 pictures of .*none can be used"):
        convert(tmp_path / "none", models=BOTH)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/precious.txt").write_text("mine")
    with pytest.raises(ConverterError, match="out is no bundle and not empty"):
        convert(pictures)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["none", "out", "pictures"]


def test_an_interruption_leaves_nothing_behind(loaded, pictures, tmp_path, monkeypatch, capsys):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("converter.photographs._stream.Recorded.take", interrupt)
    assert cli.main(["photographs", str(pictures), str(tmp_path / "out")]) == 1
    assert "stopped; nothing was written" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["pictures"]


def test_the_command_line_wants_a_target(pictures, capsys):
    assert cli.main(["photographs", str(pictures)]) == 1
    assert "where to?" in capsys.readouterr().err


def test_a_bundle_is_taken_into_the_page_with_its_pictures(convert, pictures, tmp_path, empty_folders):
    comparison, _ = convert(pictures, models=BOTH)
    add(tmp_path / "out", empty_folders, lambda line: None)
    added = empty_folders.built / "bundles/out"
    for name in ("image", "thumbnail"):
        assert all((added / file).is_file() for file in columns(comparison)[name])
