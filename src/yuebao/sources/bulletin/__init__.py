"""The tables of the bulletins: from heads and rows to facts."""
