-- What is stated of each province in each period, by grain: all goods, and the sum of those given
-- by code.
--   {facts}  the facts valid at the view's moment
--   {where}  the commodities and months looked at, and the grains that tell provinces apart
SELECT
    flow, scope, currency, first_month, last_month, province, grain,
    sum(value) AS value,
    sum(CASE WHEN "precision" > 1 THEN "precision" ELSE 0 END) AS twice_rounding,
    list(DISTINCT source) AS sources
FROM {facts} AS f
WHERE {where}
GROUP BY ALL
ORDER BY ALL
