-- Amounts of trade by cell and entity: all that a report asks, in one pass. A cell is a period of a
-- tabulation.
--   {entity}  what a fact counts for in a tabulation, by its number: a column of the fact table, or
--             the commodity asked for; null where the tabulation is not about its commodity
--   {facts}   the facts valid at the view's moment
--   {terms}   the stored periods that make up each cell, as one text: they are hundreds, and as rows
--             of VALUES they take longer to parse than to join. Fields with | between them, ; between
--             terms
--   {fields}  the columns of terms: tabulation, cell, sign, and those of flow, grain, scope,
--             currency, first_month and last_month that are not the same in all terms
--   {join}    which facts are of a term
--   {where}   which facts are of any term: conditions that files and row groups are chosen by
SELECT
    cell,
    entity,
    sum(amount) AS amount,
    sum(facts) AS facts,
    list(released::VARCHAR || ' ' || source) AS origins,
    CASE WHEN sum(facts) = 1 THEN max(growth) END AS growth,  -- of a sum nothing was printed
    max("precision") AS "precision"
FROM (
    -- Facts of one file first: files are few, and need not be told apart fact by fact.
    SELECT
        t.cell,
        {entity} AS entity,
        f.released,
        f.source,
        sum(t.sign * f.value) AS amount,
        count(*) AS facts,
        max(f.growth) AS growth,
        max(f."precision") AS "precision"
    FROM {facts} AS f
    JOIN (
        SELECT {fields} FROM (SELECT unnest(string_split('{terms}', ';')) AS term) AS texts
    ) AS t ON {join}
    WHERE {where}
    GROUP BY 1, 2, 3, 4
) AS by_file
WHERE entity IS NOT NULL
GROUP BY cell, entity
ORDER BY cell, entity
