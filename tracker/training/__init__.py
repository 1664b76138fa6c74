"""The training corpus, written by us, and the scripts that train the shipped components. Not part of the wheel."""
