"""The report of one check run: everything it found on one page, and the same as a paper."""
