"""The panel of neighbours: which recording belongs to which network, and what is found in it."""

import json

import numpy as np
import pytest

from tests.conftest import ROOT


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda file, body, **args: run_module(
        page, site_url + file, body, base=site_url + "state/", **args
    )


MODEL_OF = """
const {photographs} = await import(new URL("neighbours-hosts.js", args.base));
const preprocessings = ["caffe", "cabrera-2018"];
const network = {id: "squeezenet", name: "S", preprocessings, original: null, modified: null};
const store = {get: () => ({networks: {squeezenet: {...network, preprocessing: args.preprocessing}}})};
const [asked] = photographs(store).networks();
return module.modelOf({recording: {models: args.models}}, asked)?.id ?? null;"""
LIVE = "../../models/squeezenet/model.json"
PLAIN = {"id": "plain", "live": LIVE, "preprocessing": None}
CABRERA = {"id": "cabrera", "live": LIVE, "preprocessing": "cabrera-2018"}
OTHER = {"id": "other", "live": "../../models/mobilenet/model.json"}


@pytest.mark.parametrize(
    ("models", "preprocessing", "found"),
    [
        ([OTHER, PLAIN, CABRERA], "caffe", "plain"),
        ([OTHER, PLAIN, CABRERA], "cabrera-2018", "cabrera"),
        ([OTHER, PLAIN], "cabrera-2018", None),
        ([OTHER, {"id": "dead", "live": None}], "caffe", None),
    ],
)
def test_a_network_is_the_recorded_model_with_the_same_preprocessing(js, models, preprocessing, found):
    assert js("state/neighbours.js", MODEL_OF, models=models, preprocessing=preprocessing) == found


@pytest.mark.parametrize("network", ["squeezenet", "mobilenet"])
def test_a_card_names_its_default_preprocessing_first(network):
    card = json.loads((ROOT / f"models/{network}/card.json").read_text())
    assert next(iter(card["preprocessing"])) == card["defaultPreprocessing"]


def test_a_class_is_shared_by_those_said_to_be_of_it_and_those_that_are(js):
    rng = np.random.default_rng(3)
    said, truth = rng.integers(0, 4, (2, 40)).astype(np.int32)
    order = rng.permutation(40).tolist()
    found = js(
        "state/neighbours-find.js",
        "return module.ofClass({...args, classIndex: 2})",
        order=order,
        said=said,
        truth=truth,
    )
    assert found["places"] == [i for i in order if said[i] == 2 or truth[i] == 2]
    assert (found["said"], found["truth"]) == ((said == 2).sum(), (truth == 2).sum())


FIND = """
const {scaleOf, directions} = await import(new URL("nearest.js", args.base));
const scale = scaleOf(args.values, args.units);
const layer = {units: args.units, values: args.values, scale, directions: directions(args.values, scale)};
const {original, modified, edited} = args;
return module.find(layer, {original, modified, edited}, {near: 5, neurons: 3, unit: args.unit});"""


@pytest.fixture
def layer():
    return np.random.default_rng(4).gamma(1, size=(30, 8)).astype(np.float16).astype(np.float32)


def test_without_an_edit_neurons_stand_out_from_the_mean_and_nothing_is_new_or_gone(js, layer):
    given = {"original": layer[9], "modified": layer[9], "edited": False}
    found = js("state/neighbours-find.js", FIND, values=layer, units=8, unit=None, **given)
    z = (layer[9] - layer.astype(float).mean(0)) / layer.astype(float).std(0)
    assert [each["unit"] for each in found["neurons"]] == np.argsort(-np.abs(z))[:3].tolist()
    assert (found["original"][0]["index"], found["modified"], found["chosen"]) == (9, [], None)
    assert not any(each["changed"] for each in found["original"])


def test_new_and_gone_are_what_the_two_inputs_do_not_share(js, layer):
    given = {"original": layer[9], "modified": layer[21], "edited": True}
    found = js("state/neighbours-find.js", FIND, values=layer, units=8, unit=6, **given)
    before, after = ({each["index"] for each in found[which]} for which in ("original", "modified"))
    assert {each["index"] for each in found["original"] if each["changed"]} == before - after
    assert {each["index"] for each in found["modified"] if each["changed"]} == after - before
    assert found["order"][0] == 21
    assert found["chosen"]["alike"][0] == {"index": 21, "activation": float(layer[21, 6])}


def test_a_neuron_beyond_the_layer_is_nobodys(js, layer):
    given = {"original": layer[9], "modified": layer[9], "edited": False}
    assert js("state/neighbours-find.js", FIND, values=layer, units=8, unit=8, **given)["chosen"] is None


LOADING = """
const {createStore} = await import(new URL("store.js", args.base));
const {initialNeighbours, neighboursReducers} = await import(new URL("neighbours.js", args.base));
const told = [];
const activations = {key: "p", layers: {a: new Float32Array(2)}};
const asked = {id: "n", name: "N", isModel: () => true, original: activations, modified: activations};
const host = {
  bundle: "none",
  kind: "photograph",
  store: {subscribe: () => () => {}, dispatch: ({kind}) => told.push(kind)},
  networks: () => args.answered ? [asked] : [{...asked, original: null}],
};
let fetched = 0;
const genuine = window.fetch;
window.fetch = async () => { fetched++; throw new TypeError("no network"); };
const store = createStore(initialNeighbours(args.open), neighboursReducers);
const stop = module.startNeighbours(store, host);
const rest = () => new Promise((resolve) => setTimeout(resolve, 50));
await rest();
const seen = [fetched, store.get().error !== "", told.includes("error")];
store.dispatch({type: "retried"});
await rest();
stop();
window.fetch = genuine;
return [...seen, fetched];"""


@pytest.mark.parametrize(
    ("open", "answered", "seen"),
    [
        (False, True, [0, False, False, 0]),
        (True, False, [0, False, False, 0]),
        (True, True, [1, True, True, 2]),
    ],
)
def test_files_are_asked_for_once_the_panel_is_open_and_a_network_has_answered(js, open, answered, seen):
    assert js("state/neighbours-effects.js", LOADING, open=open, answered=answered) == seen
