"""Code lists, HS names and dated country groups, packaged as data."""
