"""Servers that make a clone runnable without any installation. Never used in production."""
