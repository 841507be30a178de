-- Amounts of trade by entity and period, from the facts of one grain.
--   {key}       the entity: a column of the fact table, or the commodity asked for
--   {facts}     the facts valid at the view's moment
--   {terms}     (wanted_first, wanted_last, first_month, last_month, sign): the stored periods that
--               make up each period wanted
--   {months}    the last months among them, as a list, so that other partitions are not opened
--   {commodity} the commodities asked for, as ranges of codes
SELECT
    {key} AS entity,
    t.wanted_first,
    t.wanted_last,
    sum(t.sign * f.value) AS amount,
    count(*) AS facts,
    list(DISTINCT f.released::VARCHAR || ' ' || f.source) AS origins,
    CASE WHEN count(*) = 1 THEN max(f.growth) END AS growth,  -- of a sum nothing was printed
    max(f."precision") AS "precision"
FROM {facts} AS f
JOIN (VALUES {terms}) AS t(wanted_first, wanted_last, first_month, last_month, sign)
  ON f.first_month = t.first_month AND f.last_month = t.last_month
WHERE f.last_month IN ({months})
  AND f.flow = $flow
  AND f.grain = $grain
  AND f.scope = $scope
  AND f.currency = $currency
  AND ({commodity})
GROUP BY entity, t.wanted_first, t.wanted_last
ORDER BY entity, t.wanted_first, t.wanted_last
