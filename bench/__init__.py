"""Benchmarks: programs that print tables with the machine and the date; they test nothing.

`python -m bench` runs them all at a small size, `python -m bench report --rows 100m` one of them at
another. What is compared is measured in one run on one machine, so that ratios can be trusted even
where seconds cannot.
"""
