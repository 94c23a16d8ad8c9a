"""After the first visit the page works without a network, and on several threads on any host."""

_KEPT = """async () => {
  const {probe} = await (await fetch("files.json")).json();
  const kept = await Promise.all(probe.map((file) => caches.match(file)));
  return kept.every(Boolean);
}"""


def test_the_second_visit_needs_no_network(browser, dist_url, probe):
    context = browser.new_context(service_workers="allow")
    visit = type(probe)(context.new_page(), dist_url).open()
    visit.settled()
    rows = visit.rows("mobilenet", "original")
    assert not visit.page.evaluate("crossOriginIsolated")
    for _ in range(120):
        if visit.page.evaluate(_KEPT):
            break
        visit.page.wait_for_timeout(500)
    context.set_offline(True)
    visit.page.reload()
    visit.ready()
    visit.settled()
    assert visit.page.evaluate("crossOriginIsolated")
    assert visit.rows("mobilenet", "original") == rows
    visit.paint((0.3, 0.4), (0.6, 0.4))
    visit.settled()
    assert visit.rows("squeezenet")
    context.close()
