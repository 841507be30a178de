"""The reports, their numbers and the facts behind them as JSON, for programs.

records     what is answered, as types
schema      those types as JSON Schema
routes      every address, what may be asked there and what is answered: one table
openapi     that table as OpenAPI
answers     what answers at each address
paging      pages that stay the same while others load
"""
