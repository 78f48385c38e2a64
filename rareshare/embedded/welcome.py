"""What a person reads when everything runs."""

from __future__ import annotations

from rareshare.embedded.environment import STATE, Doors, shown


def welcome(doors: Doors, seconds: float) -> None:
    """Where to go, what to try, how to stop."""
    accounts = STATE / "accounts.txt"
    print(f"\nRareShare is running (ready after {seconds:.1f} s).\n")
    print(f"  Open       {doors.url}/")
    print(f"  Letters    {doors.mail_url}/   every letter it sends ends there")
    print(f"  API        {doors.url}/api/docs/")
    print(f"  Logs       {shown(STATE / 'log')}/\n")
    if accounts.exists():
        print(accounts.read_text().rstrip())
        print(f"  Second-factor codes of the moment: {doors.url}/demo/\n")
    print("Try: search for “calcific urem”, sign in as Chidi and join, enroll, write as Gita.")
    print("Ctrl-C stops everything and keeps your data. `make reset` starts over.", flush=True)
