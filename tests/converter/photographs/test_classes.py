"""Which class a person means by a name."""

import re

import pytest

from converter.photographs.classes import Names, read_classes


@pytest.fixture(scope="module")
def classes(folders):
    return read_classes(folders)


def test_classes_have_wordnet_ids_in_the_order_of_ilsvrc_2012(classes):
    ids = [each["id"] for each in classes]
    assert len(set(ids)) == 1000
    assert all(re.fullmatch(r"n\d{8}", id) for id in ids)
    assert ids == sorted(ids)  # the classes are numbered in the order of their ids
    # As in the synset list of its development kit.
    known = {0: "n01440764", 151: "n02085620", 281: "n02123045", 574: "n03445777", 999: "n15075141"}
    assert {index: ids[index] for index in known} == known


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("golf ball", 574),
        ("Golf_Ball", 574),
        ("golf-ball", 574),
        ("n03445777", 574),
        ("n03445777-golf_ball", 574),
        ("n03445777_whatever", 574),
        ("N03445777", 574),
        ("574", 574),
        ("0574", 574),
        ("574_golf_ball", 574),
        ("12. golf ball", 574),  # numbered in an order of one's own
        ("0", 0),
        ("999", 999),
        ("Chihuahua", 151),
        ("crane (bird)", 134),
        ("crane", None),  # there are two
        ("1000", None),
        ("574 gizmos", None),
        ("n99999999", None),
        ("gizmo", None),
        ("", None),
        ("²", None),
    ],
)
def test_a_name_is_a_title_a_wordnet_id_or_an_index(classes, name, index):
    assert Names(classes).find(name) == index


def test_every_class_is_found_by_each_of_its_names(classes):
    names = Names(classes)
    for index, each in enumerate(classes):
        assert {names.find(each["title"]), names.find(each["id"]), names.find(str(index))} == {index}


def test_own_names_come_first(classes):
    names = Names(classes, {"cat": "tabby", "0": "golf ball"})
    assert (names.find("Cat"), names.find("0"), names.find("1")) == (281, 574, 1)
