"""Measurements as ratios inside one run: against a peer, a limit or a smaller case. ``python -m benchmarks``."""
