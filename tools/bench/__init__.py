"""Benchmarks: this tool and others on one machine in one run → docs/benchmarks.md."""
