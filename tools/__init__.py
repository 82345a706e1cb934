"""Tools that keep files of the repository current, and make the sample corpus."""
