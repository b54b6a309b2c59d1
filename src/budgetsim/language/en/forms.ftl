### Forms of practice: their labels, and the rules that they must keep.

## Titles and labels

form-title-objectives = Objectives of a project
form-title-project = Self-evaluation of a project
form-title-department = Self-evaluation of a department as a whole
form-sheet-objectives = Objectives
form-sheet-project = Self-evaluation
form-sheet-department = Department as a whole
form-money-unit = Amounts in { $unit }
form-project = Project
form-department = { $form ->
    [department] Department
   *[other] Department in charge
}
form-agency = Unit in charge of the work
form-year = Year
form-money = { $form ->
    [department] Budget of the department
   *[other] Money for the project
}
form-requested = Requested
form-approved = Approved budget
form-adjusted = Adjusted budget
form-executed = Executed
form-weight = Weight
form-rate = Rate of execution
form-score = Score
form-execution = Budget execution
form-total = { $form ->
    [department] Budget of the year
   *[other] Money of the year
}
form-appropriation = of which: appropriation of the year
form-carried = carried over from last year
form-other = other money
form-basic = Basic expenditure
form-projects = Project expenditure
form-aims = Objective of the year
form-aim = Expected
form-outcome = Reached
form-group = First level
form-kind = Second level
form-indicator = Indicator
form-target = Target of the year
form-actual = Value reached
form-reason = Reasons of deviations, and what will be done
form-sum = Sum
form-outputs = Outputs
form-benefits = Benefits
form-satisfaction = Satisfaction
form-group-points = { $group } ({ $points } points)
form-quantity = Quantity
form-quality = Quality
form-timeliness = Timeliness
form-cost = Cost
form-economic = Economic
form-social = Social
form-ecological = Ecological
form-lasting = Lasting effects
form-served = People served
form-allowed = A number from { $low } to { $high }
form-allowed-score = A number from 0 to the weight beside it

## What cannot be read

form-place = { $sheet }!{ $cell } ({ $heading })
form-fault-no-workbook = no workbook in this folder ({ $endings })
form-fault-heading = the form has no such heading
    .remedy = write it as in the template (budgetsim forms write)
form-fault-group = no group of indicators
    .remedy = groups: { $groups }
form-remedy-number = type the number alone, such as 1234.5
form-fault-none = no filled form
    .remedy = forms are known by their titles: { $titles }

## Rules

form-broken-empty = nothing stands here
form-broken-unreached = a score of { $score } for an indicator of which nothing is said to be reached
    .remedy = write what was reached, or score it 0
form-broken-weights = the weights of { $group } add up to { $sum }, not { $points }
    .remedy = change the weights of this group
form-broken-group-missing = no indicator of { $group }
    .remedy = it has { $points } points
form-broken-execution-weight = budget execution has { $points } points
form-broken-score = the score must lie between 0 and its weight of { $weight }
form-broken-executed = more was executed than the budget of { $budget }, and no adjustment is shown
    .remedy = write the adjusted budget, or correct what was executed
form-broken-executed-adjusted = more was executed than the adjusted budget of { $budget }
form-broken-execution-score = { $rate } % of the budget was executed, which gives { $most } points at most
form-broken-parts = the rows below add up to { $sum }
form-broken-sum = the cells add up to { $sum }
form-broken-dropped = this indicator was promised in { $file } and is not evaluated
form-broken-target-changed = the target was { $before } in { $file }
    .remedy = evaluate against the target that was set
form-broken-weight-changed = the weight was { $before } in { $file }
form-broken-twice = the same department and project in the same year stand in { $file } too
    .remedy = keep one of the two

## Forms that a district of the model fills

form-example-department = Department { $number }
form-example-aim = The work programme of the year is carried out.
form-example-outcome = { $share } of it was, by the department’s own account.
form-example-outputs = Tasks of the work programme done
form-example-benefits = Aims of the work programme reached
form-example-satisfaction = People content with the service
form-example-target = All
form-example-reason = as the department reports it
