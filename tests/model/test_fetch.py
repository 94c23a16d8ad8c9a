"""Downloads: progress over all files, and one sentence for each way in which they fail."""

import pytest

DOWNLOAD = """
const seen = [];
const files = args.files.map(({name, bytes}) => (
  {url: new URL(name, location.href), bytes: bytes ?? undefined}
));
const controller = new AbortController();
try {
  const buffers = await module.download(files, {
    signal: controller.signal,
    onProgress: (progress) => {
      seen.push(progress);
      if (args.abort) controller.abort();
    },
  });
  return {texts: buffers.map((buffer) => new TextDecoder().decode(buffer)), seen};
} catch (error) {
  return {name: error.name, message: error.message, seen};
}
"""


@pytest.fixture
def download(js, page):
    """Download made-up files: name → body, or an HTTP status, or None for no network."""

    def run(given, expected_bytes=None, **args):
        def answer(route):
            body = given[route.request.url.rsplit("/", 1)[1]]
            if body is None:
                route.abort("connectionfailed")
            elif isinstance(body, int):
                route.fulfill(status=body, body="")
            else:
                route.fulfill(body=body)

        page.route("**/made-up/*", answer)
        page.expected_errors.append("Failed to load resource")
        sizes = expected_bytes or {}
        files = [{"name": f"made-up/{name}", "bytes": sizes.get(name)} for name in given]
        return js("model/fetch.js", DOWNLOAD, files=files, **args)

    return run


def test_files_arrive_in_order_and_progress_ends_at_the_total(download):
    bodies = {"a.bin": "first", "b.bin": "the second one", "empty.bin": ""}
    found = download(bodies, {name: len(body) for name, body in bodies.items()})
    assert found["texts"] == list(bodies.values())
    assert found["seen"][-1] == {"loaded": 19, "total": 19}
    loaded = [progress["loaded"] for progress in found["seen"]]
    assert loaded == sorted(loaded)


def test_a_missing_file_is_named_with_the_status(download):
    found = download({"a.bin": "first", "b.bin": 404})
    assert found["name"] == "DownloadError"
    assert found["message"] == "made-up/b.bin is missing on the server (HTTP 404)."


def test_a_server_s_refusal_is_named_with_the_status(download):
    assert "made-up/a.bin" in (message := download({"a.bin": 503})["message"])
    assert "503" in message


def test_a_file_that_is_cut_short_says_how_much_arrived(download):
    found = download({"a.bin": "only this"}, {"a.bin": 4000})
    assert found["name"] == "DownloadError"
    assert found["message"].startswith("made-up/a.bin was cut short: 9 of 4000 bytes arrived.")


def test_a_file_that_is_too_long_is_refused(download):
    assert "has 9 bytes where 5 were expected" in download({"a.bin": "only this"}, {"a.bin": 5})["message"]


def test_without_a_network_the_sentence_names_the_network(download):
    assert "the network or the server is gone" in download({"a.bin": None})["message"]


def test_an_aborted_download_is_an_abort_error(download):
    assert download({"a.bin": "first", "b.bin": "second"}, abort=True)["name"] == "AbortError"


def test_json_that_is_no_json_is_named(js, page):
    page.route("**/made-up/*", lambda route: route.fulfill(body="<html>"))
    body = """
    try { await module.downloadJson(new URL("made-up/card.json", location.href)); }
    catch (error) { return error.message; }
    """
    assert js("model/fetch.js", body).startswith("made-up/card.json is not valid JSON (6 bytes)")
