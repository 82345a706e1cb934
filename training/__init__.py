"""Training of the embedded English model: from corpora to the files that `kg/language/` ships.

Run `python -m training --help`. The exported files are described in FORMAT.md.
"""
