"""The built site in a real browser, served from this machine."""

from __future__ import annotations

import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from browser.families import Family, environment_of, installed
from browser.paper import LINE, Measured, Printed, measure, print_letters
from conftest import run_sphinx
from module.conftest import DOCS

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

in_each_family = pytest.mark.parametrize("family", list(Family), indirect=True, scope="session")
"""For tests whose outcome depends on letters."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so upstream
        """Say nothing."""


@pytest.fixture(scope="session")
def site_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site and return its directory."""
    out = tmp_path_factory.mktemp("site") / "html"
    run_sphinx(DOCS, out, "html")
    return out


@pytest.fixture(scope="session")
def site(site_files: Path) -> Iterator[str]:
    """Serve the site and return its address."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Quiet, directory=str(site_files))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Callable[[Mapping[str, str]], Browser]]:
    """Return a function that starts a headless Chromium in an environment."""
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if path is None:
        assert not os.environ.get("CI"), "CI must have Chromium"
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        yield lambda environment: playwright.chromium.launch(
            executable_path=path, args=FLAGS, env=dict(environment)
        )


@pytest.fixture(scope="session", params=[Family.DEJAVU])
def family(request: pytest.FixtureRequest) -> Family:
    """Return the family of fonts that the browser has.

    The first one alone, but in tests that are marked :data:`in_each_family`.
    """
    wanted = Family(request.param)
    if not installed(wanted):
        assert not os.environ.get("CI"), f"CI must have the fonts {wanted}"
        pytest.skip(f"no fonts {wanted}")
    return wanted


@pytest.fixture(scope="session")
def browser(
    chromium: Callable[[Mapping[str, str]], Browser],
    family: Family,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Browser]:
    """Return a headless Chromium that sees the fonts of one family alone."""
    started = chromium(environment_of(family, tmp_path_factory.mktemp(family)))
    yield started
    started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that fails the test on any error of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    errors = errors_of(tab)
    yield tab
    context.close()
    assert errors == []


@pytest.fixture(scope="session")
def printed(browser: Browser, site: str) -> Iterator[Callable[[str], Printed]]:
    """Return a function that prints a page, once for all tests that only read it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})

    @cache
    def print_once(name: str) -> Printed:
        tab = context.new_page()
        errors = errors_of(tab)
        tab.goto(f"{site}/{name}.html")
        found = Printed(page=tab, paper=print_letters(tab))
        assert errors == []
        return found

    yield print_once
    context.close()


@pytest.fixture(scope="session")
def measured(browser: Browser, site: str) -> Iterator[Callable[[str], Measured]]:
    """Return a function that lays out a page for paper, once for all tests that only read it."""
    context = browser.new_context(viewport={"width": LINE, "height": 1000})
    tab = context.new_page()
    tab.emulate_media(media="print")
    errors = errors_of(tab)

    @cache
    def measure_once(name: str) -> Measured:
        tab.goto(f"{site}/{name}.html")
        found = measure(tab)
        assert errors == []
        return found

    yield measure_once
    context.close()


def errors_of(tab: Page) -> list[str]:
    """Return a list to which the errors of a page are added as they happen."""
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on(
        "console", lambda message: errors.append(message.text) if _is_of_the_page(message) else None
    )
    return errors


def _is_of_the_page(message: ConsoleMessage) -> bool:
    """Tell errors of the page from the browser's own request for an icon."""
    return message.type == "error" and not message.location["url"].endswith("/favicon.ico")


def pages_of(root: Path) -> list[str]:
    """Return the addresses of all pages below a source directory, without their ending."""
    return sorted(
        path.relative_to(root).with_suffix("").as_posix()
        for path in root.rglob("*.md")
        if "_build" not in path.parts
    )
