"""Fitting the scorer of antecedents that `kg.resolve.ranking` runs.

Documents are read, parsed and resolved as in use; at each pronoun the resolver's candidates are
written down with what gold says of them, and a small network is fitted to that.
"""
