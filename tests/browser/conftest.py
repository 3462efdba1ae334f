"""The built site in a real browser, served from this machine."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from conftest import run_sphinx
from module.conftest import DOCS

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


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
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site_files))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium."""
    path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if path is None:
        assert not os.environ.get("CI"), "CI must have Chromium"
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page that fails the test on any error of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on(
        "console", lambda message: errors.append(message.text) if _is_of_the_page(message) else None
    )
    yield tab
    context.close()
    assert errors == []


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
