"""What a question is made of, for whoever writes one."""

PARAMETERS: dict[str, str] = {
    "codes": "HS codes, parted by commas, each with all below it; or `all`. Must be given.",
    "months": "The months asked about, as `YYYY-MM`, each a column; by default the latest.",
    "flow": "`export`, `import` or `total`.",
    "by": "What is broken down by: `nothing`, `commodity`, `partner`, `group`, `province`, `mode`.",
    "window": "Which months up to each: `month`, `ytd`, `rolling12`, `quarter`, `half`, `jan-feb`.",
    "currency": "The currency, by its letters; by default the first there is.",
    "partners": "Only trade with these partners, by customs code, or groups, by name.",
    "provinces": "Only trade of these provinces, by customs code.",
    "modes": "Only trade in these modes, by customs code.",
    "first": "How many rows; what is left stands together.",
    "history": "How many months up to the first are told one by one.",
    "price": "`yes` for price, mix and quantity of the whole.",
    "partial": "`yes` where what is loaded of a heading may stand for it.",
}
"""What a question is made of, by name, and what each means."""
