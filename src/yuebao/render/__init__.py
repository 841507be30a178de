"""One module a format; each draws a document and adds nothing to it."""
