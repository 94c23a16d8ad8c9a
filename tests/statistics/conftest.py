"""A page in which the site's own sources run, as they are."""

import pytest


@pytest.fixture
def js(run_module, page, site_url):
    """`js(file, body, **args)` runs JavaScript against a module of the site's sources."""
    page.goto(site_url + "blank.html")
    return lambda file, body, **args: run_module(page, site_url + file, body, **args)
