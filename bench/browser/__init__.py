"""The browser's half of ``make bench``: a slowed-down Chromium with a year of reviews, on sites of two sizes."""
