"""The titles of ImageNet's classes."""

from converter.models import read_labels


def test_there_are_1000_titles_and_no_two_are_alike(folders):
    labels = read_labels(folders)
    assert len(labels) == 1000
    assert len({label.casefold() for label in labels}) == 1000
    assert all(label == label.strip() and "," not in label for label in labels)


def test_known_classes_stand_at_their_places(folders):
    # Places in ILSVRC 2012, as in the synset list of its development kit.
    known = {
        0: "tench",
        134: "crane (bird)",
        151: "Chihuahua",
        207: "golden retriever",
        281: "tabby",
        404: "airliner",
        517: "crane (machine)",
        574: "golf ball",
        639: "tank suit",
        779: "school bus",
        963: "pizza",
        980: "volcano",
        999: "toilet tissue",
    }
    labels = read_labels(folders)
    assert {place: labels[place] for place in known} == known
