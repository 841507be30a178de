"""Reading bytes: one module a format, each from a file to blocks of text and grids of cells."""
