-- Quantities by period, in one unit, from the facts of one grain; first and second quantity alike.
-- Facts that have no quantity in the unit are counted apart: they are left out, never converted.
--   {facts}     the facts valid at the view's moment
--   {terms}     (wanted_first, wanted_last, first_month, last_month, sign): the stored periods that
--               make up each period wanted
--   {months}    the last months among them, as a list, so that other partitions are not opened
--   {commodity} the commodities asked for, as ranges of codes
SELECT
    NULL AS entity,
    t.wanted_first,
    t.wanted_last,
    sum(t.sign * CASE
        WHEN f.unit = $unit THEN f.quantity
        WHEN f.unit2 = $unit THEN f.quantity2
    END) AS amount,
    count(*) FILTER (WHERE f.unit = $unit OR f.unit2 = $unit) AS facts,
    list(DISTINCT f.released::VARCHAR || ' ' || f.source)
        FILTER (WHERE f.unit = $unit OR f.unit2 = $unit) AS origins,
    count(*) FILTER (WHERE NOT coalesce(f.unit = $unit OR f.unit2 = $unit, false)) AS left_out
FROM {facts} AS f
JOIN (VALUES {terms}) AS t(wanted_first, wanted_last, first_month, last_month, sign)
  ON f.first_month = t.first_month AND f.last_month = t.last_month
WHERE f.last_month IN ({months})
  AND f.flow = $flow
  AND f.grain = $grain
  AND f.scope = $scope
  AND f.currency = $currency
  AND ({commodity})
GROUP BY t.wanted_first, t.wanted_last
ORDER BY t.wanted_first, t.wanted_last
