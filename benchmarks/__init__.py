"""One script for each figure: `python -m benchmarks.throughput --documents 400`."""
