"""Take a picture of a page: tools/look.py URL OUT.png [--width 320] [--dark] [--cookie N=V]."""

import argparse
import os
import shutil

from playwright.sync_api import sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """The browser that CHROMIUM names, or the first one on the path."""
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return named or next(filter(None, found), None)


def arguments() -> argparse.Namespace:
    """What the command line may ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("out")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument(
        "--height", type=int, default=0, help="cut the picture; 0 is the whole page"
    )
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--print", dest="paper", action="store_true", help="as it is printed")
    parser.add_argument("--cookie", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--tab", type=int, default=0, help="press Tab this often first")
    parser.add_argument("--open", action="store_true", help="open every closed part first")
    return parser.parse_args()


def main() -> None:
    """Open the page without scripts, as many readers do, and save what they see."""
    asked = arguments()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = browser.new_context(
            viewport={"width": asked.width, "height": asked.height or 800},
            color_scheme="dark" if asked.dark else "light",
        )
        pairs = [cookie.partition("=") for cookie in asked.cookie]
        context.add_cookies([{"name": n, "value": v, "url": asked.url} for n, _, v in pairs])
        page = context.new_page()
        if asked.paper:
            page.emulate_media(media="print")
        answer = page.goto(asked.url, wait_until="load")
        for _ in range(asked.tab):
            page.keyboard.press("Tab")
        if asked.open:
            page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
        page.screenshot(path=asked.out, full_page=not asked.height)
        aside = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        print(
            f"{answer.status if answer else '-'} {page.title()!r}, {aside} px too wide, {asked.out}"
        )
        browser.close()


if __name__ == "__main__":
    main()
