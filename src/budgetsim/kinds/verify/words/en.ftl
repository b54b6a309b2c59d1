### What is said about verification: findings of field experiments, and words of figures.

## Closed forms and simulation

verify-along-T1 = variance of the score σ²
verify-along-T2 = cross term of the cost of effort K₁₂
verify-along-T3 = variance of the external score σ₂²
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

verify-finding-bandiera_2009 = 83 % of estimated waste is passive
verify-finding-bandiera_2021_delay = the effect is stronger where the monitor tends to delay approvals until the end of the fiscal year: prices fall more
verify-finding-bandiera_2021_pay = the effect of performance pay is muted, except where the monitor does not delay
verify-finding-bandiera_2021_prices = autonomy alone lowers prices by 9 %
verify-finding-bandiera_2021_quality = quality is not lower
verify-finding-banerjee_2008_early = absence about 40 instead of 70 % in the first months
verify-finding-banerjee_2008_late = after eighteen months the programme is completely ineffective: the local administration let nurses claim an increasing number of exempt days
verify-finding-banerjee_2020_employment = no loss of employment or wages
verify-finding-banerjee_2020_expenditure = expenditure 24 % lower
verify-finding-china_2013_december = 17.9 % of the year's spending in December, where an even month has 8.3 %
verify-finding-china_reform_efficiency = efficiency rises
verify-finding-china_reform_gradual = effects come gradually: larger in later years
verify-finding-china_reform_spending = expenditure falls
verify-finding-china_reform_transparency = transparency helps
verify-finding-dal_bo_2021 = farmers 6 % likelier to be visited
verify-finding-dhaliwal_hanna_2017 = attendance of medical staff 15 % higher; penalties for absence were hardly enforced
verify-finding-duflo_2013_pollution = treated plants reduced their emissions
verify-finding-duflo_2013_reports = auditors about 80 % less likely to report falsely that a plant complies
verify-finding-duflo_2018_citations = plants twice as likely to be inspected and to be cited
verify-finding-duflo_2018_emissions = mean emissions not significantly lower
verify-finding-duflo_2018_penalties = plants no more likely to be penalised
verify-finding-duflo_hanna_ryan_2012 = absence of 21 instead of 42 %
verify-finding-eichenauer_2020_quality = the effect is smaller where administrative quality is high
verify-finding-eichenauer_2020_rush = the end of the fiscal year causes a spike of spending
verify-finding-gerrish_2016_average = a small positive effect on average
verify-finding-gerrish_2016_practice = a much larger effect with good practice
verify-finding-greenstone_2022_lasting = the increase lasts
verify-finding-greenstone_2022_level = reported pollution 35 % higher at once
verify-finding-liang_2023_contracts = 25.8 % more contracts
verify-finding-liang_2023_quality = year-end contracts are more often of low quality
verify-finding-liang_2023_spending = spending of the last month doubled
verify-finding-liebman_mahoney_2017_month = 16.5 % of the year's spending in its last month
verify-finding-liebman_mahoney_2017_rollover = only a small spike at the end of the year, or none
verify-finding-liebman_mahoney_2017_week = 4.9 times an average week
verify-finding-mexico_budget_median = budgets grow by 3 % a year
verify-finding-mexico_budget_sd = approved budgets change by a quarter from year to year
verify-finding-mexico_budget_small = 44 % of budgets stay within 5 %
verify-finding-mexico_budget_swing = budgets swing back a little in the following year
verify-finding-mexico_coverage_2013 = 28 % of programmes have an external score
verify-finding-mexico_coverage_2014 = 24 % of programmes have an external score
verify-finding-mexico_coverage_2015 = 30 % of programmes have an external score
verify-finding-mexico_coverage_2016 = 35 % of programmes have an external score
verify-finding-mexico_executed_10 = 10 % of programmes execute 0.54 of the approved budget or less
verify-finding-mexico_executed_25 = 25 % of programmes execute 0.8 of the approved budget or less
verify-finding-mexico_executed_50 = 50 % of programmes execute 0.98 of the approved budget or less
verify-finding-mexico_executed_75 = 75 % of programmes execute 1.09 of the approved budget or less
verify-finding-mexico_executed_90 = 90 % of programmes execute 1.61 of the approved budget or less
verify-finding-mexico_external_2013 = mean external score 3.61
verify-finding-mexico_external_2014 = mean external score 3.59
verify-finding-mexico_external_2015 = mean external score 3.41
verify-finding-mexico_external_2016 = mean external score 3.08
verify-finding-mexico_external_drift = external scores fall from year to year
verify-finding-mexico_external_one_year = external scores last from one year to the next
verify-finding-mexico_external_three_years = external scores last for three years in part
verify-finding-mexico_external_two_years = external scores last for two years in part
verify-finding-mexico_full_execution = 99 % of programmes execute the adjusted budget
verify-finding-mexico_ministries_iqr = half of them change by much less
verify-finding-mexico_ministries_sd = budgets of ministries change by a seventh from year to year
verify-finding-mexico_ministries_small = 49 % stay within 5 %
verify-finding-mexico_ministries_swing = budgets of ministries swing back in the following year
verify-finding-mexico_overall_one_year = overall scores last in part
verify-finding-mexico_score_slope = scores move almost no money
verify-finding-mexico_self_2013 = mean self-score 3.23
verify-finding-mexico_self_2014 = mean self-score 2.95
verify-finding-mexico_self_2015 = mean self-score 3.46
verify-finding-mexico_self_2016 = mean self-score 3.61
verify-finding-mexico_self_drift = self-scores rise from year to year
verify-finding-mexico_self_external = self-scores say almost nothing about external evaluations of the same programme and year (894 pairs)
verify-finding-mexico_self_one_year = self-scores hardly last from one year to the next
verify-finding-mexico_self_three_years = self-scores three years apart agree a little
verify-finding-mexico_self_two_years = nothing is left of a self-score after two years
verify-finding-mexico_size_sd = one standard deviation of size is a factor of eight
verify-finding-mexico_top_2013 = 15 % of self-scores are 4.5 or more
verify-finding-mexico_top_2014 = 18 % of self-scores are 4.5 or more
verify-finding-mexico_top_2015 = 35 % of self-scores are 4.5 or more
verify-finding-mexico_top_2016 = 31 % of self-scores are 4.5 or more
verify-finding-michigan_budget_sd = spending of districts changes by 6 % from year to year
verify-finding-michigan_score_one_year = net of year effects, pass rates 1 year apart correlate by 0.63
verify-finding-michigan_score_slope = pass rates do not move next year's spending: -.008 % per 10 points of the pass rate
verify-finding-michigan_score_three_years = net of year effects, pass rates 3 years apart correlate by 0.55
verify-finding-michigan_score_two_years = net of year effects, pass rates 2 years apart correlate by 0.6
verify-finding-moynihan_lavertu_2012_learning = leadership and learning routines matter
verify-finding-moynihan_lavertu_2012_routines = involvement in routines has little direct effect
verify-finding-muralidharan_2016_access = no adverse effect on access
verify-finding-muralidharan_2016_leakage = leakage of the employment programme about 41 % lower
verify-finding-muralidharan_2021 = 7.8 % fewer farmers without their transfer
verify-finding-olken_2007 = missing expenditure 8 percentage points lower where an audit is certain
verify-finding-part_2006_2012 = positive, small to insignificant; neither abstract gives a size
verify-finding-rasul_rogger_2018_autonomy = completion 18 % higher with one standard deviation more of autonomy
verify-finding-rasul_rogger_2018_incentives = completion 14 % lower with one standard deviation more of incentives and monitoring
verify-finding-rasul_rogger_williams_2021_autonomy = completion goes with autonomy and discretion (partial correlation)
verify-finding-rasul_rogger_williams_2021_clarity = the association is less negative where tasks are clearer beforehand
verify-finding-rasul_rogger_williams_2021_incentives = completion goes against incentives and monitoring (partial correlation)
verify-finding-sweden_budget_sd = spending of municipalities changes by 6.5 % from year to year
verify-finding-zamboni_litschig_2018 = share of audited resources involved in corruption about 10 percentage points lower
verify-finding-zamboni_litschig_2018_services = no evidence that higher audit risk affected the quality of health care

## Why the model misses a finding, or cannot express it

verify-lacking-payment = money of the model is spent by departments; no mechanism pays it past them to those whom it is meant for
verify-lacking-delay = monitors do not differ in how long they take; approvals cost what they cost
verify-lacking-quality = what is bought has no quality beside its price
verify-lacking-years = later years against the first would be a difference of two effects; a reading shows the fourth
verify-lacking-week = the smallest step of the model is a month
verify-lacking-penalties = what a finding leads to is a lever of the model, and no event that could be counted
verify-lacking-contracts = the model has money and no contracts
verify-lacking-leadership = no manager of the model decides whether to read a score: how strongly results are used is a lever, and leadership is not represented
verify-lacking-overall = the model has a score that is used and no overall score
verify-lacking-envelope = how much an envelope grows is given from outside
verify-lacking-size = how unequal departments are is a setting of the district
verify-lacking-coverage = how many programmes are evaluated is a lever of the model
verify-lacking-scales = scales of scores differ from place to place, so levels are not compared
verify-lacking-advance = budgets of the model are paid out in advance by instalments; no mechanism releases money against proven expenditure, so spending cannot fall while results stay
verify-lacking-spending = how much money a district has is given from outside, and nearly all of it is spent
verify-lacking-time = an effect is compared with itself at another time, which no comparison of the scorecard does
verify-lacking-drift = standards of the district do not move by default: how they moved in Mexico is Mexico's own
verify-lacking-adjust = budgets of the district are not adjusted within the year by default: how much they are in Mexico is Mexico's own
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
verify-field-unused = ; { $number } more { $one ->
    [one] was
   *[many] were
} registered to set parameters and set none of this version
verify-field-lacking = ; { $number } published { $one ->
    [one] finding
   *[many] findings
} cannot be expressed in the model
verify-field-agrees = { $parts } agree with what was published{ $lacking }.
verify-field-nothing = Nothing could be compared{ $lacking }.
verify-why-bandiera_2009 = the status quo of a Chinese district, to which nothing about Italy is matched, has nearly as much active as passive waste
verify-why-china_reform_transparency = published scores add to what hangs on a score and to gaming alike; where few are evaluated they add nothing to what the reform gains
verify-why-greenstone_2022_level = claims do not get cheaper with the years of an indicator by default
verify-why-liebman_mahoney_2017_month = the model's year-end was set by China's; federal contracts of the United States are spread more evenly
verify-why-mexico_budget_sd = departments are larger than programmes, and nothing in the model merges, splits or closes them
verify-why-mexico_ministries_swing = changes of budgets last by default, and inertia undoes them slowly; a ministry's large project comes and goes within two years
verify-why-michigan_score_slope = scores move a little money in the district of the model; what Michigan's schools may spend follows formulas that no score enters
verify-why-zamboni_litschig_2018 = a fifth more risk lowered corruption by two fifths, on a base that was assumed; deterrence in proportion to risk, which certain audits elsewhere agree with, cannot show both
verify-why-mexico_budget_small = how unevenly budgets change was set by ministries, of which more stay within 5 %
verify-why-mexico_self_one_year = most self-scores stand near full marks, as in China, and departments that were lucky claim less the next year; both hide what lasts
verify-why-rasul_rogger_williams_2021_autonomy = needing approval costs nothing as long as discretion is 0; with the value that fits Punjab completion rises with autonomy
verify-why-rasul_rogger_williams_2021_incentives = the study is a cross-section; compared as it compares, with the most tempted monitored, completion is lower where there is more monitoring
verify-why-unexplained = not explained yet
verify-title-bandiera_2009 = Kinds of waste in Italian procurement
verify-title-bandiera_2021 = Autonomy and pay of procurement officers, Pakistan
verify-title-banerjee_2008_early = Nurses monitored, first months
verify-title-banerjee_2008_late = Nurses monitored, after eighteen months of exemptions
verify-title-banerjee_2020 = Electronic flow of funds for a workfare programme, Bihar
verify-title-china_2013 = December in China, 2013
verify-title-china_reform = Budget performance management introduced, counties and provinces of China
verify-title-dal_bo_2021 = Telephones that tell where an agent is, Paraguay
verify-title-dhaliwal_hanna_2017 = Fingerprints without enforcement, health centres in India
verify-title-duflo_2013 = Auditors paid independently, industrial plants in India
verify-title-duflo_2018 = Inspections doubled, industrial plants in India
verify-title-duflo_hanna_ryan_2012 = Cameras and pay by attendance, schools in India
verify-title-eichenauer_2020 = Year-end of donors
verify-title-gerrish_2016 = Performance management on average, 49 studies
verify-title-greenstone_2022 = Automated monitors of air, China
verify-title-liang_2023 = Limits on keeping unspent money, China
verify-title-liebman_mahoney_2017 = Year-end of the United States federal government
verify-title-mexico_2013_2016 = Federal programmes of Mexico, 2013 to 2016
verify-title-mexico_ministries_2013_2016 = Ministries of Mexico, 2013 to 2016
verify-title-michigan_1992_1998 = School districts of Michigan, 1992 to 1998
verify-title-moynihan_lavertu_2012 = Routines and the use of performance information, United States
verify-title-muralidharan_2016 = Payment cards, Andhra Pradesh
verify-title-muralidharan_2021 = Telephone calls to beneficiaries, Telangana
verify-title-olken_2007 = Audits of village roads, Indonesia
verify-title-part_2006_2012 = Ratings and budgets of federal programmes, United States
verify-title-rasul_rogger_2018 = Management of bureaucrats, Nigeria
verify-title-rasul_rogger_williams_2021 = Management of bureaucrats, Ghana
verify-title-sweden_1979_1987 = Municipalities of Sweden, 1979 to 1987
verify-title-zamboni_litschig_2018 = Risk of audits, municipalities of Brazil
verify-reading-no-discretion = without discretion: what giving up the checks costs
verify-reading-first-year = first year only
verify-reading-hidden = what is hidden from checks instead, as a share of the budget
verify-reading-performance = true performance (test scores rose by 0.17 standard deviations)
verify-reading-thorough-usual = thorough instead of usual intensities, usual practice
verify-reading-thorough-good = thorough instead of usual intensities: gain by good practice
verify-reading-fourth-year = in the fourth year
verify-reading-claims = with claims that get cheaper with the years of an indicator (gaming_learning 0.5)
verify-reading-level = level of the agency that may keep its money (an even month is 0.083)
verify-reading-half-calls = calls worth half a check
verify-reading-third-year = in the third year of calls
verify-reading-points = in percentage points (published: 8)
verify-reading-passive = passive waste counted as missing too
verify-reading-tenth-year = in the tenth year of certain audits
verify-reading-incentives-cross = incentives and monitoring, as the cross-section that it is: the most tempted are monitored
verify-reading-incentives-discretion = incentives and monitoring, with discretion as estimated in Punjab
verify-reading-incentives-both = incentives and monitoring, with discretion, as a cross-section
verify-reading-autonomy = autonomy, with discretion as estimated in Punjab
verify-reading-more-monitoring = more monitoring alone
verify-reading-clear-tasks = clear tasks, with discretion as estimated in Punjab
verify-loo = Without their own study, { $findings } effects of checks, audits and consequences are missed by { $mae } on average (mean of the other studies { $mae_naive }, "nothing changes" { $mae_nothing }); the score of the predictive distributions is { $crps } ({ $crps_naive } and { $crps_nothing }; smaller is better), { $coverage } of the 90% intervals hold what was published, and a new place has a discrepancy of { $sigma }.
verify-stale = The fits without each study were made when something was different: { $changed }. Renew them: python scripts/leave_one_out.py
verify-stale-findings = the findings
verify-stale-contexts = the contexts
verify-stale-the-model = the model
verify-stale-no-fits = there are none

## Quantities of findings

verify-quantity-passive-part-of-waste = passive part of waste
verify-quantity-effect-of-autonomy-on-prices = effect of autonomy on prices
verify-quantity-prices-paid = prices paid
verify-quantity-quality-of-purchases = quality of purchases
verify-quantity-absence = absence
verify-quantity-employment-and-wages = employment and wages
verify-quantity-expenditure = expenditure
verify-quantity-December-s-share-of-spending = December's share of spending
verify-quantity-efficiency-of-expenditure = efficiency of expenditure
verify-quantity-effect-on-efficiency = effect on efficiency
verify-quantity-public-expenditure = public expenditure
verify-quantity-visits-to-farmers = visits to farmers
verify-quantity-emissions = emissions
verify-quantity-false-reports-of-compliance = false reports of compliance
verify-quantity-citations = citations
verify-quantity-penalties = penalties
verify-quantity-year-end-effect = year-end effect
verify-quantity-disbursements = disbursements
verify-quantity-performance = performance
verify-quantity-effect-of-performance-management = effect of performance management
verify-quantity-reported-pollution-later-against-just-after-automation = reported pollution, later against just after automation
verify-quantity-reported-pollution = reported pollution
verify-quantity-number-of-contracts-in-the-last-month = number of contracts in the last month
verify-quantity-quality-of-contracts = quality of contracts
verify-quantity-spending-of-the-last-month = spending of the last month
verify-quantity-last-month-s-share-of-spending = last month's share of spending
verify-quantity-year-end-spending = year-end spending
verify-quantity-spending-of-the-last-week = spending of the last week
verify-quantity-median-change-of-budgets = median change of budgets
verify-quantity-standard-deviation-of-changes-of-budgets = standard deviation of changes of budgets
verify-quantity-share-of-changes-within-5 = share of changes within 5 %
verify-quantity-correlation-of-successive-changes-of-budgets = correlation of successive changes of budgets
verify-quantity-coverage-of-external-evaluation = coverage of external evaluation
verify-quantity-executed-over-approved-budget-quantile = executed over approved budget, quantile
verify-quantity-mean-external-score = mean external score
verify-quantity-drift-of-external-scores = drift of external scores
verify-quantity-correlation-of-external-scores-at-1-year = correlation of external scores at 1 year
verify-quantity-correlation-of-external-scores-at-3-years = correlation of external scores at 3 years
verify-quantity-correlation-of-external-scores-at-2-years = correlation of external scores at 2 years
verify-quantity-share-of-programmes-with-full-execution = share of programmes with full execution
verify-quantity-interquartile-range-of-changes-of-budgets = interquartile range of changes of budgets
verify-quantity-correlation-of-overall-scores-at-1-year = correlation of overall scores at 1 year
verify-quantity-change-of-the-log-budget-per-point-of-the-overall-score = change of the log budget per point of the overall score
verify-quantity-mean-self-score = mean self-score
verify-quantity-drift-of-self-scores = drift of self-scores
verify-quantity-correlation-of-self-score-and-external-score = correlation of self-score and external score
verify-quantity-correlation-of-self-scores-at-1-year = correlation of self-scores at 1 year
verify-quantity-correlation-of-self-scores-at-3-years = correlation of self-scores at 3 years
verify-quantity-correlation-of-self-scores-at-2-years = correlation of self-scores at 2 years
verify-quantity-standard-deviation-of-log-size = standard deviation of log size
verify-quantity-share-of-self-scores-of-4-5-or-more = share of self-scores of 4.5 or more
verify-quantity-standard-deviation-of-changes-of-spending = standard deviation of changes of spending
verify-quantity-correlation-of-pass-rates-at-1-year = correlation of pass rates at 1 year
verify-quantity-change-of-log-spending-per-point-of-the-pass-rate = change of log spending per point of the pass rate
verify-quantity-correlation-of-pass-rates-at-3-years = correlation of pass rates at 3 years
verify-quantity-correlation-of-pass-rates-at-2-years = correlation of pass rates at 2 years
verify-quantity-use-of-performance-information = use of performance information
verify-quantity-access = access
verify-quantity-leakage = leakage
verify-quantity-non-delivery = non-delivery
verify-quantity-missing-expenditure = missing expenditure
verify-quantity-change-of-the-budget-with-the-rating = change of the budget with the rating
verify-quantity-completion-of-projects = completion of projects
verify-quantity-completion-of-tasks = completion of tasks
verify-quantity-association-of-incentives-and-monitoring-with-completion = association of incentives and monitoring with completion
verify-quantity-resources-involved-in-corruption = resources involved in corruption
verify-quantity-quality-of-health-care = quality of health care

## What is asked

verify-help = Verify the model: limits of the theory found again by simulation, published field experiments run inside it. Exit code 1 if a limit does not hold, or an effect that the model was calibrated to is missed.
verify-ask-names = What to verify, such as T1 T3 or T1,olken_2007; default: everything.
verify-ask-theory = Closed-form limits of the theory, T1 to T12.
verify-ask-evidence = Published field experiments.
verify-ask-settings = Give a parameter of the limits another value; repeatable. docs/theory.md lists them.
verify-ask-replications = Seeds of the field experiments; default: each design’s own, which panels never go below.
verify-fault-settings = gives parameters to limits of the theory; none is verified here
verify-fault-empty = { $file } is empty; verify again with --out { $directory }
verify-fault-earlier = { $file } was written by an earlier version, with field experiments alone; verify again with --out { $directory }
verify-missed-targets = { $targets } { $one ->
    [one] is missed, which a parameter
   *[many] are missed, which parameters
} of the model { $one ->
    [one] was
   *[many] were
} set by.
verify-title = Verification: { $name }
verify-lead = { $kind ->
    [theory] { $limits } closed-form limits of the theory, found again by simulation.
    [field] { $lines } results of published field experiments, repeated inside the model.
   *[both] { $limits } closed-form limits of the theory, found again by simulation, and { $lines } results of published field experiments, repeated inside the model.
}
verify-field-missed = Missed: { $lines }.
verify-field-at-the-line = As far apart as the rule just allows, so that other seeds could turn the verdict: { $lines }.
verify-role-calibration = calibration
verify-role-prediction = prediction
verify-role-unused = unused
verify-direction-up = higher
verify-direction-down = lower
verify-direction-none = no change
verify-earlier = Field experiments of this scorecard were written by an earlier version and are not told; verify again to have them.
verify-table-theory = Limits of the theory
verify-table-further = Further checks of the limits
verify-table-evidence = Published field experiments
verify-table-missed = Where the two do not agree, and why
verify-table-sources = Sources
verify-method-theory = Mechanisms are switched off one by one until a closed form is known; what is simulated is compared with it.
verify-method-field = Every experiment is repeated inside the model, in an environment of its own that is matched to the control arm: the treatment is given to as many units, and the same contrast is estimated in paired worlds. Common parameters are estimated without the study that is predicted; how much places differ beyond that is part of every interval.

## Tables

verify-table-lacking = What cannot be expressed, and why
verify-table-readings = The same experiments read in other ways (shown, not judged; ± over seeds)
verify-note-theory = Deterministic optima may lie a millionth of their scale from the closed form, simulated means three Monte-Carlo errors. Further checks: the score varies over simulated seeds as the closed form says, and no simulated pay-off gains by another effort.
verify-note-evidence = Brackets: 90% intervals in which another study of the same place would find its number. Each prediction is made without its study: parameters of the place are matched to its control arm alone, those that are common to all places come from the other studies. Two numbers agree within 1.96 errors (of the field, of chance, and of a new place), a sign if it is the likelier one; ± of what is published is its standard error. Findings were registered before anything was run. Role calibration: parameters were set by it (unused: registered for that, and none is set in this version). A prediction that misses is a result; a calibration target that misses ends with exit code 1.
verify-head-limit = limit
verify-head-at = at
verify-head-quantity = quantity
verify-head-expected = expected
verify-head-simulated = simulated
verify-head-tolerance = tolerance
verify-head-holds = holds
verify-head-finding = finding
verify-head-compared = what is compared
verify-head-published = published
verify-head-predicted = predicted
verify-head-role = role
verify-head-agree = agree
verify-head-why = why
verify-head-findings = findings
verify-head-context = context
verify-head-reading = read in another way
verify-head-measured = measured
verify-head-found = what was found
verify-head-source = source
verify-yes = yes
verify-no = NO
verify-points = { " points" }
verify-one-draw = { $number } (one draw)
verify-compared-difference = { $quantity }, effect
verify-compared-relative = { $quantity }, relative effect
verify-compared-cross-section = { $quantity }, relative to others
verify-compared-interaction = { $quantity }, gain of the effect
verify-as-difference = difference
verify-as-relative = relative
verify-as-interaction = interaction
verify-as-cross-section = cross section
verify-as-level = level
verify-as-treated-level = treated level
verify-as-moment = moment

## What is wrong with blocks and keys

verify-remedy-text = write { $name } = "…"
verify-fault-empty-text = empty
verify-fault-missing-one-of = missing; must be one of { $options }
verify-fault-some-of = must be some of { $options }
verify-fault-missing-whole = missing; must be a whole number from { $lower } to { $upper }
verify-fault-not-date = { $kind }, not a date
verify-remedy-date = write { $name } = 2026-01-31, without quotation marks
verify-fault-interval-order = the lower end is above the upper one
verify-fault-no-interval = no interval
verify-remedy-interval = write { $name } = [low, high], or { $name } = "none" where none was published
verify-fault-measured = must be two years from 1 to { $years }, the first not after the last
verify-remedy-measured = write measured = [1, { $years }] for all years
verify-remedy-settings = write { $name } = { "{" } name = value { "}" }
verify-remedy-table = write [{ $name }] on a line of its own, and its keys below it
verify-remedy-list = write { $name } = ["{ $example }"]
verify-fault-not-blocks = { $kind }, not blocks
    .remedy = write [[{ $name }]] on a line of its own

## What is wrong with a published finding

verify-fault-id = the name of the file is no id
    .remedy = small letters, digits and underscores, beginning with a letter
verify-fault-neither = neither a published number nor its direction
    .remedy = write published = …, or direction = "up"
verify-fault-two-signs = the published number has a sign already
    .remedy = leave direction out
verify-fault-sign-unit = unit = "sign" and a direction belong together
verify-fault-raw = nothing follows from it
    .remedy = give the published number as well
verify-fault-se = a standard error must be above 0
    .remedy = leave it out where it is unknown
verify-fault-se-of-sign = a finding of sign alone has no standard error
    .remedy = leave it out
verify-fault-no-se = there is no standard error
    .remedy = leave it out, or write se = …
verify-fault-fact-twice = told twice
    .remedy = name it once, in [[control]] or as unknown
verify-fault-fact-unsaid = nothing is said of the control arm's { $fact }
    .remedy = give it in [[control]], or name it in unknown
verify-fact-waste = waste or absence
verify-fact-passive-part = part of waste that is incompetence
verify-fact-monitoring = checks during the year
verify-fact-audits = audits after the year
verify-fact-staff = staff for checks
verify-fact-consequence = consequence of a finding
verify-fault-value-or-words = a number or words, one of the two
    .remedy = write value = … or words = "…"
verify-fault-unregistered = this finding is not registered
    .remedy = register it before anything is run: python scripts/register.py
verify-fault-gone = the file of this finding, { $file }, is gone
    .remedy = what is registered stays
verify-fault-edited = this finding was edited after it was registered on { $day }
    .remedy = take the edit back; only { $free } may change, and a correction is a finding of its own
verify-fault-no-entry = no table
    .remedy = write [{ $name }] with registered = … and sha256 = "…"
verify-fault-no-digest = no SHA-256 digest
    .remedy = it has 64 digits from 0 to f
verify-fault-fits = these are no fits without one study each ({ $error })
    .remedy = renew them: python scripts/leave_one_out.py

## What is wrong with a context

verify-fault-no-context = no such context
verify-contexts-listed = experiments: { $names }; a file of your own is given as a path ending in .toml
verify-none-found = none found
verify-fault-no-finding = nothing is compared
    .remedy = write [[finding]] and what was published below it
verify-fault-one-scenario = one scenario is the base of a context
    .remedy = write scenario = "…"
verify-fault-no-registered = no registered finding
verify-remedy-register = experiments/findings holds them; leave id out to state one here
verify-fault-allowance = must be at least 0
    .remedy = say how far apart the values may be
verify-fault-unused = a prediction sets no parameter anyway
    .remedy = leave it out
verify-fault-given-up = no parameter is set by it anyway
    .remedy = leave it out
verify-fault-nothing-to-read = there is nothing to read in another way
    .remedy = express a finding first
verify-fault-many-matched = at most { $most } parameters are matched
    .remedy = leave one out
verify-fault-registered-value = the registered value is { $known }
    .remedy = { $finding } was registered with it; only a new finding can correct it
verify-fault-unsolvable = no parameter that has a value to solve for
verify-remedy-parameters = docs/parameters.md lists them
verify-fault-no-baseline = the control arm's { $what } is not given
    .remedy = write { $what } = … in [baseline]
verify-fault-share = must be above 0 and at most 1
verify-fault-no-treatment = needs a treatment
    .remedy = write [known.treated] and its levers below it
verify-fault-early = the treatment begins in year { $year }, after what is measured
    .remedy = measure from year { $year } on, or begin earlier
verify-fault-no-moderator = needs a moderator
    .remedy = write [known.moderator] and its settings below it
verify-fault-unmeasured = cannot be measured as { $kind }
verify-outcomes-listed = known: { $names }
verify-fault-unmatched = the control arm of { $context } cannot be matched: { $outcome } is { $published } as published; { $given }, { $miss } too { $way ->
    [much] much
   *[little] little
}
verify-matched-nearest = the nearest, { $values }, gives { $reached }
verify-matched-end = { $name } = { $end }, the nearer end of its range from { $low } to { $high }, gives { $reached }
verify-remedy-widen = widen a range
verify-remedy-outside = { $name } would have to be about { $needed }, outside its range
verify-remedy-no-value = no value of { $name } gives it; match another parameter as well, or look at the levers

## What is wrong with limits and their parameters

verify-fault-no-limit = no such limit
verify-see-theory = see docs/theory.md
verify-limits-listed = limits: { $names }
verify-fault-setting = must be key=value
    .remedy = write it without spaces, such as --set r=2
verify-fault-set-twice = set twice
    .remedy = set it once
verify-fault-no-parameter = { $limits } { $one ->
    [one] has
   *[many] have
} no such parameter
verify-belongs = it belongs to { $limits }
verify-parameters-of = parameters of { $limits }
verify-remedy-set-too = set { $name } too: { $remedy }
verify-fault-no-noise = must be at least { $least } together with sigma2_common
    .remedy = without noise every filter is as good as another
verify-fault-unit-cost = must be from a/2 = { $half } to below a = { $whole }
    .remedy = below a/2 demand ends before the budget does; from a on the sponsor wants nothing
verify-fault-no-difference = must be above theta_low = { $low }
    .remedy = without a difference there is nothing to screen
verify-fault-one-type = must be above theta_high + nu/(1 − nu) (theta_high − theta_low) = { $least }
    .remedy = at less, the inefficient type is asked for nothing
verify-fault-no-stake = gain and sanction are both 0
    .remedy = nothing is diverted at any chance of being found
verify-fault-nearly-equal = differs from { $other } = { $value } by less than { $least }
    .remedy = make them equal or set them further apart

## What it takes

verify-takes-theory = verify { $cases } { $one ->
    [one] case
   *[many] cases
} of the theory
verify-takes-field = verify field experiments
verify-takes-both = verify { $cases } { $one ->
    [one] case
   *[many] cases
} of the theory and field experiments
