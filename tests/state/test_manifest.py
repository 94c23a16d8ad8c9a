"""What the page refuses in a bundle.json, in the words that CPython finds for the same file."""

import json

import diptych
import pytest

from tests.diptych.generate import make_bundle
from tests.diptych.test_bundle import WRONG, change

CHECK = """
try {
  module.checkManifest(args.manifest);
} catch ({message}) {
  return message;
}
return null;"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("manifest") / "bundle"
    make_bundle(folder, instances=20, neurons=4)
    return folder


@pytest.fixture
def check(run_module, page, site_url):
    page.goto(site_url + "blank.html")
    return lambda manifest: run_module(page, site_url + "state/manifest.js", CHECK, manifest=manifest)


def test_a_good_bundle_is_not_refused(check, folder):
    assert check(json.loads((folder / "bundle.json").read_text())) is None


@pytest.mark.parametrize(("edit", "reason"), WRONG)
def test_a_wrong_field_is_refused_as_python_refuses_it(check, folder, edit, reason):
    good = (folder / "bundle.json").read_text()
    change(folder, edit)
    with pytest.raises(diptych.BundleError) as refused:
        diptych.open(folder)
    wrong = json.loads((folder / "bundle.json").read_text())
    (folder / "bundle.json").write_text(good)
    assert f"bundle.json: {check(wrong)}" == str(refused.value)
