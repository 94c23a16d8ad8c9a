"""Charts run in a page of the built site, where D3 lies beside them."""

import pytest


@pytest.fixture
def chart(page, dist_url, run_module):
    """`chart("treemap", "return module.treemapCells(args.tree, args)", …)` → what the body returns."""
    page.goto(dist_url + "blank.html")

    def run(name, body, **args):
        return run_module(page, f"{dist_url}charts/{name}.js", body, **args)

    return run
