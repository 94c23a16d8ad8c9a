"""Addresses that lead from Compare to Probe and back, and those that are refused."""

import json
from urllib.parse import parse_qs

import pytest


@pytest.fixture
def js(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda file, body, **args: run_module(page, site_url + file, body, **args)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("bundles/own/cat.jpg", "bundles/own/cat.jpg"),
        ("bundles/photographs/../../gallery/full/airliner.jpg", "gallery/full/airliner.jpg"),
        ("bundles/own/a b.jpg", "bundles/own/a%20b.jpg"),
        ("", None),
        (".", None),
        ("../elsewhere.jpg", None),
        ("/root.jpg", None),
        ("//other.example/cat.jpg", None),
        ("\\\\other.example\\cat.jpg", None),
        ("\t//other.example/cat.jpg", None),
        ("https://other.example/cat.jpg", None),
        ("data:image/png;base64,AAAA", None),
        ("blob:https://page.invalid/1", None),
        ("javascript:alert(1)", None),
        ("http://[", None),
    ],
)
def test_only_what_lies_in_the_published_folder_is_an_address(js, address, found):
    assert js("state/local-address.js", "return module.localAddress(args.address)", address=address) == found


def test_a_link_to_a_picture_is_written_and_read_back_and_another_host_is_named_as_refused(js):
    body = """
    const state = {source: {picture: args.picture}, cam: null, sort: "original", edits: [], cursor: 0};
    const {picture, refused, photo} = module.readProbe(module.writeProbe(state));
    return [picture, refused, photo];"""
    own, other = "bundles/own/a%20b.jpg", "https://other.example/cat.jpg"
    assert js("state/permalink.js", body, picture=own) == [own, None, None]
    assert js("state/permalink.js", body, picture=other) == [None, other, None]


LIVE = [{"id": "a", "live": "../../models/mobilenet/model.json"}, {"id": "b", "live": None}]
TEXTS = [{"id": "a", "live": "../../models/cnn/model.json"}, {"id": "b"}]
FORMS = {"photo": None, "image": "pictures/1.jpg"}


@pytest.mark.parametrize(
    ("kind", "models", "text", "values", "link"),
    [
        ("image", LIVE, None, {**FORMS, "photo": "airliner"}, "#probe?photo=airliner"),
        ("image", LIVE, None, FORMS, "#probe?picture=bundles%2Fown%2Fpictures%2F1.jpg"),
        ("image", LIVE, None, {"image": "https://other.example/1.jpg"}, None),
        ("image", LIVE, None, {}, None),
        ("image", [{"id": "a"}, {"id": "b"}], None, FORMS, None),
        ("image", TEXTS, None, FORMS, None),
        ("text", TEXTS, "a dull film & more", {}, "#probe?sentence=a+dull+film+%26+more"),
        ("text", TEXTS, "very " * 2000, {}, None),
        ("text", LIVE, "a dull film", {}, None),
        ("table", LIVE, None, {}, None),
    ],
)
def test_an_instance_opens_in_probe_where_its_networks_run(js, kind, models, text, values, link):
    found = js(
        "state/probe-link.js",
        "return module.probeLink(args.manifest, 'bundles/own/', args.instance)",
        manifest={"task": {"kind": kind}, "models": models},
        instance={"text": text, "values": values},
    )
    assert found == link


def test_a_link_to_compare_brings_a_third_model_to_the_front(js):
    recording = {"bundle": "photographs", "models": [{"id": each} for each in "abc"]}
    neuron = {"model": "c", "layer": "l", "index": 3, "range": None}
    link = js(
        "state/neighbours-links.js",
        """const selection = {neuron: args.neuron};
        return module.compareLink(args.recording, {model: "c", layer: "l", selection});""",
        recording=recording,
        neuron=neuron,
    )
    path, _, query = link.partition("?")
    fields = {name: value for name, (value,) in parse_qs(query).items()}
    assert (path, fields["bundle"], fields["layers"]) == ("#compare", "photographs", "c:l")
    assert json.loads(fields["select"]) == {"models": ["c", "a", "b"], "neuron": neuron}
    plain = js("state/neighbours-links.js", "return module.compareLink(args.recording)", recording=recording)
    assert plain == "#compare?bundle=photographs"
