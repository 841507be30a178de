-- Value and quantities by period and cell, a cell being a commodity as files hold it, traded with a
-- partner: what price indices are made of. Units stay apart; which is taken is decided above.
--   {facts}     the facts valid at the view's moment
--   {partner}   the partner's column, or null where facts tell none apart
--   {terms}     (wanted_first, wanted_last, first_month, last_month, sign): the stored periods that
--               make up each period wanted
--   {months}    the last months among them, as a list, so that other partitions are not opened
--   {commodity} the commodities asked for, as ranges of codes
SELECT
    t.wanted_first,
    t.wanted_last,
    f.commodity,
    {partner} AS partner,
    f.unit,
    f.unit2,
    sum(t.sign * f.value) AS value,
    sum(t.sign * f.quantity) AS quantity,
    sum(t.sign * f.quantity2) AS quantity2,
    count(*) AS facts,
    count(*) FILTER (WHERE f.quantity IS NULL) AS without,
    count(*) FILTER (WHERE f.quantity2 IS NULL) AS without2,
    list(DISTINCT f.released::VARCHAR || ' ' || f.source) AS origins
FROM {facts} AS f
JOIN (VALUES {terms}) AS t(wanted_first, wanted_last, first_month, last_month, sign)
  ON f.first_month = t.first_month AND f.last_month = t.last_month
WHERE f.last_month IN ({months})
  AND f.flow = $flow
  AND f.grain = $grain
  AND f.scope = $scope
  AND f.currency = $currency
  AND ({commodity})
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY 1, 2, 3, 4, 5, 6
