"""The steps of the smoke script, grouped by who takes them."""
