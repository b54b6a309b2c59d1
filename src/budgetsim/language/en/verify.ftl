### What is said about verification: findings of field experiments, and words of figures.

## Closed forms and simulation

verify-along-T1 = variance of the score σ²
verify-along-T2 = cross term of the cost of effort K₁₂
verify-along-T3 = variance of the key score σ₂²
verify-along-T4 = sanction F
verify-along-T5 = speed of the ratchet λ
verify-along-T6 = part of own cost in the price s
verify-along-T7 = departments that share the shock N
verify-along-T8 = rivals n
verify-along-T9 = taste for output against slack γ
verify-along-T10 = chance of the efficient type ν
verify-along-T11 = bonus per unit of the report β
verify-along-T12 = memory of the principal (periods)
verify-memory-all = all
verify-spread = σ = { $spread }%
verify-value = Value
verify-curves-caption = Closed forms of the theory (lines) and what simulation finds (points), { $one ->
    [one] { $limits } limit
   *[many] { $limits } limits, each
} along one parameter, the others as in the first worked case, { $points } points in all{ $furthest }{ $others }.
verify-curves-furthest = ; the furthest from its closed form is { $quantity } of { $limit }, by { $share } of what it spans
verify-curves-others = ; the lines of T12 are an implementation by others, 20,000 runs

## What field experiments found, as their files say it

verify-finding-bandiera_2009-passive_part_of_waste-level = 83 % of estimated waste is passive
verify-finding-banerjee_2020-expenditure = expenditure 24 % lower without loss of employment or wages
verify-finding-china_2013-december_share-level = 17.9 % of the year's spending in December (even: 8.3 %)
verify-finding-duflo_hanna_ryan_2012-active_waste-relative = absence 21 instead of 42 %, 21 percentage points or half
verify-finding-gerrish_2016-performance-relative = a small positive effect on average
verify-finding-gerrish_2016-performance-interaction = a much larger effect with good practice
verify-finding-liang_2023-december_spending-relative = spending of the last month doubled
verify-finding-liang_2023-number-of-contracts-in-the-last-month = 25.8 % more contracts, more often of low quality
verify-finding-liebman_mahoney_2017-december_share-difference = only a small spike at the end of the year, or none, where money may be kept
verify-finding-liebman_mahoney_2017-december_share-level = 16.5 % of the year's spending in its last month
verify-finding-liebman_mahoney_2017-spending-of-the-last-week = 4.9 times an average week
verify-finding-mexico_2013_2016-self_external_correlation-moment = self-scores say almost nothing about external evaluations of the same programme and year
verify-finding-mexico_2013_2016-external_year_correlation-moment = external scores last from one year to the next
verify-finding-mexico_2013_2016-self_year_correlation-moment = self-scores hardly last from one year to the next
verify-finding-mexico_2013_2016-result_elasticity-level = scores move almost no money: change of log budget per point (of five) of the overall score
verify-finding-mexico_2013_2016-self_two_year_correlation-moment = nothing is left of a self-score after two years
verify-finding-mexico_2013_2016-external_two_year_correlation-moment = external scores last for two years in part
verify-finding-mexico_2013_2016-self_drift-moment = self-scores rise from year to year
verify-finding-mexico_2013_2016-external_drift-moment = external scores fall from year to year
verify-finding-mexico_2013_2016-budget_change_sd-moment = approved budgets change by a quarter from year to year
verify-finding-mexico_2013_2016-small_change_share-moment = yet 44 % of them stay within 5 %
verify-finding-mexico_2013_2016-budget_change_persistence-moment = budgets swing back a little in the following year
verify-finding-mexico_2013_2016-full_execution_share-moment = 99 % of programmes execute the adjusted budget
verify-finding-mexico_2013_2016-self_three_year_correlation-moment = self-scores three years apart agree a little
verify-finding-mexico_2013_2016-external_three_year_correlation-moment = external scores last for three years in part
verify-finding-mexico_ministries_2013_2016-budget_change_sd-moment = budgets of ministries change by a seventh from year to year
verify-finding-mexico_ministries_2013_2016-budget_change_iqr-moment = half of them change by much less
verify-finding-mexico_ministries_2013_2016-small_change_share-moment = 49 % stay within 5 %
verify-finding-mexico_ministries_2013_2016-budget_change_persistence-moment = budgets of ministries swing back in the following year
verify-finding-moynihan_lavertu_2012-use-of-performance-information = involvement in routines has little direct effect; leadership and learning routines matter
verify-finding-muralidharan_2021-active_waste-relative = 7.8 % fewer farmers without their money
verify-finding-olken_2007-active_waste-difference = missing expenditure 8 percentage points lower
verify-finding-part_2006_2012-result_elasticity-level = positive, small to insignificant
verify-finding-rasul_rogger_2018-performance-relative = completion 14 % lower with one standard deviation more of incentives and monitoring
verify-finding-rasul_rogger_2018-performance-under-autonomy = completion 18 % higher with one standard deviation more of autonomy

## Why the model misses a finding, or cannot express it

verify-why-bandiera_2009-passive_part_of_waste-level = the defaults side with the audit experiment: with passive waste at a tenth of the money, a share of 83 % would leave 2 % for theft, of which audits could not take eight points
verify-why-banerjee_2020-expenditure = budgets of the model are paid out in advance by instalments; no mechanism releases money against proven expenditure, so spending cannot fall while results stay
verify-why-liebman_mahoney_2017-december_share-level = the model's year-end was tuned to China's; federal contracts of the United States are spread a little more evenly
verify-why-liebman_mahoney_2017-spending-of-the-last-week = the smallest step of the model is a month
verify-why-mexico_2013_2016-self_drift-moment = nothing makes self-scores rise under an unchanged policy: most departments are at the top from the start
verify-why-mexico_2013_2016-external_drift-moment = evaluators of the model have one standard for ever; in Mexico their strictness, or the choice of programmes, changed
verify-why-mexico_2013_2016-budget_change_sd-moment = departments are larger than programmes, and nothing in the model merges, splits or closes them
verify-why-mexico_2013_2016-full_execution_share-moment = what a department keeps or loses stays unspent in the model's adjusted budget; Mexico's is probably closed at what was executed
verify-why-mexico_2013_2016-self_three_year_correlation-moment = errors of the model fade by the same part every year, so nothing is left after three; in Mexico a little comes back, perhaps indicators that are replaced with each plan
verify-why-mexico_2013_2016-external_three_year_correlation-moment = true performance lasts for ever in the model, and key scores with it; in Mexico even that fades
verify-why-mexico_ministries_2013_2016-budget_change_persistence-moment = changes of the model are lasting shifts that inertia undoes slowly; a ministry's large project comes and goes within two years
verify-why-moynihan_lavertu_2012-use-of-performance-information = no manager of the model decides whether to read a score: how strongly results are used is a lever, and leadership is not represented
verify-why-muralidharan_2021-active_waste-relative = a call counts as a whole check with the bureau's power to find misuse, which is too much; at half a check the effect is just within twice the published one
verify-why-rasul_rogger_2018-performance-relative = what checks save and rewards add outweighs the red tape here; in the field the loss is put down to several tasks and badly aimed incentives, which cost little in the model at these strengths
verify-why-rasul_rogger_2018-performance-under-autonomy = no lever leaves a department more or less freedom in how it works
verify-checked = { $number } { $one ->
    [one] quantity
   *[many] quantities
}
verify-checked-further = { $checked } and { $number } further { $one ->
    [one] check
   *[many] checks
}
verify-theory-holds = { $one ->
    [one] The limit holds
   *[many] All { $number } limits hold
}: { $checked }.
verify-theory-fails = { $limits } { $one ->
    [one] does
   *[many] do
} not hold: { $wrong } of { $checked }.
verify-field-calibration = { $agreed } of { $number } calibration { $one ->
    [one] target
   *[many] targets
}
verify-field-prediction = { $agreed } of { $number } { $one ->
    [one] prediction
   *[many] predictions
}
verify-field-lacking = ; { $number } published { $one ->
    [one] finding
   *[many] findings
} cannot be expressed in the model
verify-field-agrees = { $parts } agree with what was published{ $lacking }.
verify-field-nothing = Nothing could be compared{ $lacking }.
verify-reason = { $line }: { $why }.
verify-why-unexplained = not explained yet

## Quantities that the model cannot express

verify-quantity-expenditure = expenditure
verify-quantity-number-of-contracts-in-the-last-month = number of contracts in the last month
verify-quantity-spending-of-the-last-week = spending of the last week
verify-quantity-use-of-performance-information = use of performance information
verify-quantity-performance-under-autonomy = performance under autonomy
