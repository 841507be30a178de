"""Reading the files customs hands out, and refusing what cannot be understood."""
