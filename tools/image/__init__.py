"""The proof of the production image where there is no Docker engine: `make test-image`."""
