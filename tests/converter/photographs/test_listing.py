"""Pictures and their classes from folders and CSV files."""

import pytest

from converter.errors import ConverterError
from converter.photographs.classes import Names, read_classes
from converter.photographs.listing import Listing, list_pictures


@pytest.fixture(scope="module")
def names(folders):
    return Names(read_classes(folders))


def test_a_picture_has_the_class_of_the_nearest_folder_that_names_one(tmp_path, names):
    for name in [
        "golf ball/a.jpg",
        "golf ball/images/b.jpeg",
        "val/tabby/c.PNG",
        "gizmo/parts/d.webp",
        "e.jpg",
        "golf ball/notes.txt",
        ".hidden/golf ball/f.jpg",
        "tabby/.g.jpg",
    ]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = list_pictures(tmp_path, names)
    assert dict(zip(found.ids, found.truth, strict=True)) == {
        "e.jpg": -1,
        "gizmo/parts/d.webp": -1,
        "golf ball/a.jpg": 574,
        "golf ball/images/b.jpeg": 574,
        "val/tabby/c.PNG": 281,
    }
    assert found.paths == [tmp_path / id for id in found.ids]
    assert found.unknown == {"": 1, "parts": 1}


def test_a_csv_file_names_paths_from_its_own_folder(tmp_path, names):
    text = "\ufeffnote,path,label\n,a.jpg,golf ball\n,sub/b.jpg,gizmo\n,c.jpg,\n"
    (tmp_path / "list.csv").write_text(text, "utf-8")
    found = list_pictures(tmp_path / "list.csv", names)
    assert found.paths == [tmp_path / "a.jpg", tmp_path / "sub/b.jpg", tmp_path / "c.jpg"]
    assert (found.truth, found.unknown) == ([574, -1, -1], {"gizmo": 1, "": 1})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("file,label\na.jpg,1\n", r"list\.csv has no column 'path': its first line must name path,label"),
        ("path,label\na.jpg,1\na.jpg,2\n", r"list\.csv has 'a\.jpg' more than once in its column 'path'"),
        ("path,label\n", "has no pictures"),
        ("", "has no column 'path'"),
        ("path,label\n\udcff.jpg,1\n", r"list\.csv can't be read as CSV"),
    ],
)
def test_a_wrong_csv_file_is_refused_with_its_reason(tmp_path, names, text, reason):
    (tmp_path / "list.csv").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ConverterError, match=reason):
        list_pictures(tmp_path / "list.csv", names)


def test_a_folder_without_pictures_and_one_that_is_not_there_are_refused(tmp_path, names):
    (tmp_path / "a.txt").write_text("no picture")
    with pytest.raises(ConverterError, match=r"has no pictures: wanted are \.bmp, \.gif"):
        list_pictures(tmp_path, names)
    with pytest.raises(ConverterError, match="nowhere is neither a folder nor a file"):
        list_pictures(tmp_path / "nowhere", names)


def test_a_limit_takes_pictures_from_everywhere():
    listing = Listing(*([*range(10)] for _ in range(4)))
    assert listing.first(4).ids == [0, 2, 5, 7]
    assert listing.first(10).ids == listing.first(99).ids == listing.first(None).ids == [*range(10)]
