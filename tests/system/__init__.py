"""The parts that make a clone run: servers, mail catcher, supervisor, locks."""
