"""Benchmarks: always beside the bare limits of the same machine in the same run."""
