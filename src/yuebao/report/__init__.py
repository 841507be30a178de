"""From a definition and a store to a finished document."""
