"""Take the pictures of docs/web.md: the sample feed, served, in headless Chromium.

Run with ``python docs/screenshots.py``; it needs the extra ``web``, playwright and chromium.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).resolve().parent
KG = [sys.executable, "-c", "from kg.cli import main; main()"]
PICTURES = {
    "topic": ("/topic/q-bio.NC", "light"),
    "paper": ("/paper/arxiv:9901.90001", "light"),
    "concept": ("/concept/neurokg:v4", "dark"),
    "explorer": ("/explore?start=neurokg:v4", "light"),
}


def main() -> None:
    """Build, serve, look."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "KG_STORE": folder}
        for command in (["build", str(DOCS.parent / "examples" / "sample.atom.xml")],
                        ["identity", "resolve"], ["communities"]):  # fmt: skip
            subprocess.run([*KG, *command], check=True, env=env, stdout=subprocess.DEVNULL)
        server = subprocess.Popen(
            [*KG, "serve", "--port", "0"], stderr=subprocess.PIPE, text=True, env=env
        )
        try:
            take(re.search(r"http://\S+:\d+", server.stderr.readline())[0])
        finally:
            server.terminate()
            server.wait()
            subprocess.run([*KG, "store", "stop"], check=False, env=env)


def take(address: str) -> None:
    """One picture of the first view of each page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, (path, scheme) in PICTURES.items():
            page = browser.new_page(
                viewport={"width": 1280, "height": 860},
                color_scheme=scheme,  # type: ignore[arg-type]
            )
            page.goto(address + path, wait_until="networkidle")
            page.screenshot(path=DOCS / "images" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
