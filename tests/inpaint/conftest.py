"""Modules of the inpainting folder in a page, with the kernels that were built for them."""

import pytest


@pytest.fixture
def run(page, dist_url, run_module):
    """Run JavaScript against a module: `run(name, body, **args)`; `args.base` is the module's address."""
    page.goto(dist_url + "blank.html")

    def run(name, body, **args):
        url = f"{dist_url}inpaint/{name}.js"
        return run_module(page, url, body, base=url, **args)

    return run
