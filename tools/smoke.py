"""The main job of RareShare once through HTTP. Needs only Python, and no part of the project."""

import argparse
import shlex
import sys
import time

from smoke_steps import accounts, base, found, members, registry, research

STORY = (
    *found.STEPS,
    *accounts.STEPS,
    *members.STEPS,
    *registry.STEPS,
    *research.STEPS,
    *registry.LAST_STEPS,  # the clock goes a year on, so this comes last
)


def arguments() -> argparse.Namespace:
    """Where it runs, where its letters end, and how its clock is set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base_url", help="for example http://127.0.0.1:8000")
    parser.add_argument("mail_url", help="the mail catcher, for example http://127.0.0.1:8025")
    own = f"{shlex.quote(sys.executable)} -m rareshare.embedded.manage"
    parser.add_argument("--manage", default=own, help="a command that runs management commands")
    return parser.parse_args()


def main() -> None:
    """Every step prints one line; the first that fails ends the run."""
    asked = arguments()
    site = base.Site(asked.base_url, asked.mail_url, shlex.split(asked.manage))
    began = time.monotonic()
    for step in STORY:
        step(site)
        print(f"  {step.__doc__}", flush=True)
    print(f"The main job passes ({time.monotonic() - began:.1f} s).")


if __name__ == "__main__":
    main()
