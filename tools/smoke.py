"""The main job of RareShare once through HTTP: `smoke.py BASE_URL MAIL_URL`. Needs only Python."""

import sys

from smoke_steps import base, found


def main() -> None:
    """Every step prints one line; the first that fails ends the run."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    site = base.Site(sys.argv[1], mail_url=sys.argv[2])
    for step in (*found.STEPS,):
        step(site)
        print(f"  {(step.__doc__ or step.__name__).splitlines()[0]}")
    print("The main job passes.")


if __name__ == "__main__":
    main()
