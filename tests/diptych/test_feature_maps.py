import numpy as np

NEURON = {"model": "lstm", "layer": "hidden", "index": 3, "range": None}


def recorded(comparison, neuron):
    layer = next(m for m in comparison.models if m.id == neuron["model"]).layer(neuron["layer"])
    activations = layer.neurons.all()[neuron["index"]]
    return np.argsort(-activations, kind="stable")[:4], activations, layer.maps


def test_the_maps_are_those_of_the_instances_that_activate_the_neuron_most(pictures):
    positions, activations, maps = recorded(pictures, NEURON)
    got = pictures.view({"neuron": NEURON})["maps"]
    assert got["ids"] == [f"i{i}" for i in positions]
    assert np.float16(got["activations"]).tolist() == activations[positions].tolist()
    assert got["columns"]["title"] == [f"Picture {i}" for i in positions]
    assert (got["shape"], got["recorded"]) == ([3, 5], 4)
    assert np.ravel(got["values"]).tolist() == maps.values.all()[3].tolist()
    assert np.float16(got["peak"]) == maps.peaks[3]


def test_a_selection_keeps_the_maps_of_its_own_instances(pictures):
    positions, _, _ = recorded(pictures, NEURON)
    whole = pictures.view({"neuron": NEURON})["maps"]
    chosen = [f"i{positions[2]}", f"i{positions[0]}", "i399"]
    got = pictures.view({"neuron": NEURON, "ids": chosen})["maps"]
    assert got["ids"] == [f"i{positions[0]}", f"i{positions[2]}"]
    assert got["values"] == [whole["values"][0], whole["values"][2]]
    assert got["recorded"] == 4
    nothing = pictures.view({"neuron": NEURON, "search": "no such picture"})["maps"]
    assert (nothing["ids"], nothing["values"], nothing["recorded"]) == ([], [], 4)


def test_without_a_neuron_or_without_recorded_maps_there_are_none(pictures, two_classes):
    assert pictures.view({})["maps"] is None
    assert two_classes.view({"neuron": NEURON | {"model": "cnn"}})["maps"] is None
