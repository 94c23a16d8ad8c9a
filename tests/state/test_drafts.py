"""Drafts in the browser's database: what is written is read, and what dead tabs left goes after a day."""

import pytest

HOUR = 3_600_000


@pytest.fixture
def drafts(run_module, context, page, dist_url):
    page.goto(dist_url + "blank.html")
    return lambda body, **args: run_module(page, dist_url + "state/drafts.js", body, **args)


WRITE = """
const picture = (title) => ({bytes: new Uint8Array([1, 2, 3]).buffer, type: "image/png", title});
const title = async (tab) => (await module.readDraft(tab))?.picture.title ?? "";
const titles = () => Promise.all(["a", "b", "c"].map(title));
for (const tab of ["a", "b"]) await module.writeDraft(tab, {cursor: 1}, picture(tab));
"""


def test_a_draft_is_read_as_it_was_written_and_new_edits_leave_the_picture(drafts):
    body = (
        WRITE
        + """
    await module.writeDraft("a", {cursor: 2}, null);
    const {edits, picture: {bytes, type}} = await module.readDraft("a");
    const found = [edits.cursor, [...new Uint8Array(bytes)], type, await titles()];
    await module.deleteDraft("a");
    return [...found, await titles()];"""
    )
    assert drafts(body) == [2, [1, 2, 3], "image/png", ["a", "b", ""], ["", "b", ""]]


@pytest.mark.parametrize(("hours", "left"), [(23, ["a", "b", ""]), (25, ["", "b", ""]), (-25, ["", "b", ""])])
def test_what_a_tab_that_is_not_open_left_is_deleted_after_a_day(drafts, hours, left):
    body = WRITE + "await module.deleteStale((tab) => tab === 'b', Date.now() + args.wait); return titles();"
    assert drafts(body, wait=hours * HOUR) == left
