"""One module a kind of section: each turns a context into parts of the document."""
