"""How tables are kept in files: text, web pages and workbooks, each as records of text."""
