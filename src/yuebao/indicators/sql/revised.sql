-- Amounts by stored period, with the releases between which they were valid: what a total was at
-- any of them adds up from these, superseded facts among them.
--   {facts}     facts as they are stored that were known at the view's moment or before
--   {periods}   the stored periods, as texts of first and last month
--   {months}    their last months, as a list, so that other partitions are not opened
--   {commodity} the commodities asked for, as ranges of codes
SELECT
    f.first_month,
    f.last_month,
    f.released,
    f.superseded,
    f.source,
    sum(f.value) AS amount,
    count(*) AS facts,
    max(f."precision") AS "precision"
FROM {facts} AS f
WHERE f.last_month IN ({months})
  AND f.first_month || f.last_month IN ({periods})
  AND f.flow = $flow
  AND f.grain = $grain
  AND f.scope = $scope
  AND f.currency = $currency
  AND {commodity}
GROUP BY f.first_month, f.last_month, f.released, f.superseded, f.source
ORDER BY f.first_month, f.last_month, f.released, f.superseded, f.source
