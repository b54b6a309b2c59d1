### Results in somebody’s own money.

money-none = no money
money-fault-unit = must be a unit of money: a short text without digits
    .remedy = such as { $examples }
money-fault-budgets = nobody says what all budgets of the first year add up to
    .remedy = write budgets = their sum, in the unit above, with a decimal point and no thousands separators
money-fault-scale = the file of departments has its budgets in { $unit }
    .remedy = write that unit, with the currency; results are then told in any other one with --money
money-fault-twice = the departments’ own budgets say it already
    .remedy = leave it out: the unit is that of these budgets
money-fault-none = there is no money to tell results in; none is declared by { $scenarios }
    .remedy = write a table [money] into the scenario (unit, and budgets unless the departments’ own say them), or leave --money out
money-fault-differ = the scenarios declare different money: { $scenarios }
    .remedy = let them extend one scenario with one table [money], or leave --money out
money-fault-currency = results are in { $own }, and this is another currency: no rate is known
    .remedy = a unit of the same currency, such as { $examples }, or “{ $model }” for the model’s own
money-note-differ = The scenarios do not declare the same money ({ $scenarios }), so results are told in mean budgets alone.

money-amount = { $value } { $unit }
money-estimate = { $value } { $unit } (95% interval { $low } to { $high })
money-estimate-drawn = { $value } { $unit } (90% of draws: { $low } to { $high })
money-difference = A year, for all departments together, that is { $change }.
money-table = All departments together, in { $unit } a year
money-note = A department’s value times their number, in the money of the scenario: budgets of the first year add up to { $budgets } { $unit }.
money-beside = { $amount } ({ $own })
money-axis = all departments, { $unit }
money-levers = For all departments together, a year, { $outcome } changes by: { $levers }.
money-lever = { $lever } { $change }
money-note-draws = Medians over draws of what nobody knows, with the middle 90% of them.
money-note-seeds = With 95% intervals over seeds.
money-note-account = Net social value is all the other rows, each as it counts there.

money-table-departments = Departments, in { $unit } a year
money-note-departments = Means over the last { $last } years, with 95% intervals over seeds (± is half of one). Lapsed: unspent money that went back to the treasury. Departments add up to the last row.
money-all-departments = all together
money-head-department = department
money-head-budget = budget
money-head-spent = spent
money-head-diverted = diverted
money-head-passive = lost to incompetence
money-head-rush-loss = lost in a hurry
money-head-lapsed = lapsed
