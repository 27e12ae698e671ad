-- What the bank's tables say of clients. A standing fact is dated like the client, what has a date of its own is dated
-- by it, figures of a year by its end, and the terms of a loan by the day before it was granted.
WITH client AS (
  SELECT
    'berka-client-' || client.client_id AS id,
    disp.account_id,
    disp.type = 'OWNER' AS is_owner,
    client.district_id,
    account.district_id AS branch_district_id,
    account.frequency,
    try_strptime('19' || account.date, '%Y%m%d') AS registered_at,
    TRY_CAST(client.birth_number[3:4] AS INTEGER) > 50 AS is_woman,
    TRY(make_date(
      1900 + TRY_CAST(client.birth_number[1:2] AS INTEGER),
      TRY_CAST(client.birth_number[3:4] AS INTEGER) % 50,
      TRY_CAST(client.birth_number[5:6] AS INTEGER))) AS born_on,
    disp.disp_id
  FROM read_csv($from || '/client.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS client
  LEFT JOIN read_csv($from || '/disp.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS disp USING (client_id)
  LEFT JOIN read_csv($from || '/account.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS account USING (account_id)
),
owner AS (SELECT * FROM client WHERE is_owner),
district AS (
  SELECT * FROM read_csv($from || '/district.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
),
-- The day before: an application comes before its loan, the files do not say how long.
application AS (
  SELECT owner.id, owner.born_on, loan.*, try_strptime('19' || loan.date, '%Y%m%d') - INTERVAL 1 DAY AS applied_at
  FROM (
    SELECT account_id, date, amount, duration, payments
    FROM read_csv($from || '/loan_train_328.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
    UNION ALL
    SELECT account_id, date, amount, duration, payments
    FROM read_csv($from || '/loan_test_354.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false)
  ) AS loan
  LEFT JOIN owner USING (account_id)
),
standing_order AS (
  SELECT
    owner.id,
    CASE trim("order".k_symbol)
      WHEN 'SIPO' THEN 'household'
      WHEN 'POJISTNE' THEN 'insurance'
      WHEN 'UVER' THEN 'loan'
      WHEN 'LEASING' THEN 'leasing'
      WHEN '' THEN 'other'
    END AS purpose,
    count(*) AS orders,
    sum(TRY_CAST("order".amount AS DECIMAL(18, 2))) AS amount
  FROM read_csv($from || '/order.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS "order"
  LEFT JOIN owner USING (account_id)
  GROUP BY owner.id, purpose
),
movement AS (
  SELECT
    owner.id,
    try_strptime('19' || date, '%Y%m%d') AS occurred_at,
    TRY_CAST(movement.balance AS DECIMAL(18, 2)) AS balance,
    sum(CASE movement.type WHEN 'credit' THEN 1 ELSE -1 END * TRY_CAST(movement.amount AS DECIMAL(18, 2)))
      OVER (PARTITION BY movement.account_id ORDER BY movement.date) AS sum_so_far
  FROM read_csv($from || '/trans_preloan_354.csv', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS movement
  LEFT JOIN owner USING (account_id)
),
-- Movements of one day stand in no order; the day's last balance is the one that all movements so far add up to. The
-- file's balances are off by up to a few crowns, because it rounds interest.
balance AS (
  SELECT id, occurred_at, arg_min(balance, (abs(balance - sum_so_far), balance)) AS balance
  FROM movement
  GROUP BY id, occurred_at
),
attribute AS (
  SELECT id, registered_at AS occurred_at, true AS protected, unnest([
    {'name': 'sex', 'value': CASE is_woman WHEN true THEN 'female' WHEN false THEN 'male' END},
    {'name': 'birth_date', 'value': born_on::VARCHAR},
    {'name': 'age', 'value': date_sub('year', born_on, registered_at::DATE)::VARCHAR}
  ]) AS entry
  FROM client
  UNION ALL
  SELECT id, applied_at, true, {'name': 'age', 'value': date_sub('year', born_on, applied_at::DATE)::VARCHAR}
  FROM application
  UNION ALL
  SELECT id, applied_at, false, unnest([
    {'name': 'loan_amount_czk', 'value': amount},
    {'name': 'loan_duration_months', 'value': duration},
    {'name': 'loan_payment_czk', 'value': payments}
  ])
  FROM application
  UNION ALL
  SELECT id, registered_at, false, unnest([
    {'name': 'district', 'value': A2},
    {'name': 'region', 'value': A3},
    {'name': 'district_inhabitants', 'value': A4},
    {'name': 'district_municipalities_below_500', 'value': A5},
    {'name': 'district_municipalities_below_2000', 'value': A6},
    {'name': 'district_municipalities_below_10000', 'value': A7},
    {'name': 'district_municipalities_from_10000', 'value': A8},
    {'name': 'district_cities', 'value': A9},
    {'name': 'district_urban_percent', 'value': A10},
    {'name': 'district_average_salary_czk', 'value': A11},
    {'name': 'district_entrepreneurs_per_1000', 'value': A14}
  ])
  FROM client
  LEFT JOIN district ON A1 = district_id
  UNION ALL
  SELECT id, TIMESTAMP '1996-01-01', false, unnest([
    {'name': 'district_unemployment_percent', 'value': A12},
    {'name': 'district_crimes', 'value': A15}
  ])
  FROM client
  LEFT JOIN district ON A1 = district_id
  UNION ALL
  SELECT id, TIMESTAMP '1997-01-01', false, unnest([
    {'name': 'district_unemployment_percent', 'value': A13},
    {'name': 'district_crimes', 'value': A16}
  ])
  FROM client
  LEFT JOIN district ON A1 = district_id
  UNION ALL
  SELECT id, registered_at, false, unnest([
    {'name': 'branch_district', 'value': A2},
    {'name': 'statement_frequency', 'value': CASE frequency
      WHEN 'POPLATEK MESICNE' THEN 'monthly'
      WHEN 'POPLATEK TYDNE' THEN 'weekly'
      WHEN 'POPLATEK PO OBRATU' THEN 'after each transaction' END}
  ])
  FROM owner
  LEFT JOIN district ON A1 = branch_district_id
  UNION ALL
  SELECT client.id, try_strptime('19' || card.issued, '%Y%m%d %H:%M:%S'), false, {'name': 'card', 'value': card.type}
  FROM read_csv($from || '/card.asc', delim = ';', header = true, all_varchar = true, null_padding = true, strict_mode = false) AS card
  LEFT JOIN client USING (disp_id)
  UNION ALL
  SELECT id, TIMESTAMP '1998-12-31', false, unnest([
    {'name': 'standing_orders_' || purpose, 'value': orders::VARCHAR},
    {'name': 'standing_orders_' || purpose || '_czk', 'value': amount::VARCHAR}
  ])
  FROM standing_order
  UNION ALL
  SELECT id, occurred_at, false, {'name': 'account_balance_czk', 'value': balance::VARCHAR}
  FROM balance
)
SELECT id AS subject_id, 'berka' AS source, entry.name AS name, occurred_at, entry.value AS value, protected
FROM attribute
WHERE entry.value IS DISTINCT FROM '?'
ORDER BY subject_id, name, occurred_at
