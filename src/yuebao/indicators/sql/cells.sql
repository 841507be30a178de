-- What is stated of each commodity in each period, by grain and unit: what suspicions rest on.
--   {facts}  the facts valid at the view's moment
--   {where}  the commodities and months looked at
SELECT
    flow, grain, scope, currency, commodity, first_month, last_month, unit, unit2,
    sum(value) AS value,
    sum(quantity) AS quantity,
    -- how far a sum of rounded facts may be from the truth: half a unit each, nothing for exact ones
    sum(CASE WHEN "precision" > 1 THEN "precision" ELSE 0 END) AS twice_rounding,
    list(DISTINCT source) AS sources,
    sum(CASE WHEN value < 0 OR quantity < 0 OR quantity2 < 0 THEN 1 ELSE 0 END) AS negative
FROM {facts} AS f
WHERE {where}
GROUP BY ALL
