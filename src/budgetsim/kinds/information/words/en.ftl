### What it is worth to know more before choosing.

## What is found

information-choice = On what is known now, { $best } is the best choice: its expected { $outcome } is { $ahead } better than that of { $rival }, the next (95% interval { $low } to { $high }). It is the best of all in { $share } of { $draws } draws of what nobody knows.
information-perfect = Knowing everything that is not known would change the choice in { $share } of draws and would be worth { $worth } in { $unit } (95% interval { $low } to { $high }): no study of any kind is worth more to this decision.
information-perfect-nothing = In no draw would knowing more change the choice: for this decision it is worth nothing.
information-perfect-unclear = Nothing that could be known is clearly worth anything to this decision: even knowing everything would be worth { $worth } (95% interval { $low } to { $high }). That in { $share } of draws another choice looks better may be luck.
information-none-clear = Of { $parameters } parameters none alone is clearly worth anything: what matters here is several at once, or too little to be found with so many draws.
information-parameter-clear = Knowing { $parameter } would change the choice in { $share } of draws and is worth { $worth } (95% interval { $low } to { $high }), { $part } of what everything is worth.
information-parameter-likely = Most likely worth knowing is { $parameter }: more than chance gives the best of so many, though so few draws do not tell how much. It would change the choice in { $share } of draws and would be worth { $worth } (95% interval { $low } to { $high }), { $part } of what everything is worth.
information-measure = Measure it before deciding: { $how }.
information-now-measured = Its value today is measured.
information-now-cited = Its value today is taken from literature.
information-now-assumed = Its value today is an assumption.
information-left = Evidence so far has left { $left } of the spread that it had before.
information-not-narrowed = Evidence so far has not narrowed it.
information-findings = Registered findings that speak of { $of ->
    [parameter] it
   *[mechanism] its mechanism
}: { $findings }.
information-no-findings = No registered finding speaks of it or of its mechanism.
information-others = Also worth knowing: { $parameters }.
information-together = Taken together, what belongs to one mechanism is worth most for { $mechanism }: { $worth } (95% interval { $low } to { $high }); it would change the choice in { $share } of draws.

information-structures-same = Under every other structure of the model that was tried, { $best } is the best choice now too.
information-structures-other = Under other structures of the model another choice is best now, and { $best } would cost the difference: { $worlds }.
information-structures-world = if { $structure }, { $other } ({ $cost }, 95% interval { $low } to { $high })
information-structures-worth = Knowing everything would be worth from { $least } (if { $lowest }) to { $most } (if { $highest }) there.
information-structures-measure = Clearly worth measuring first there: { $firsts }.
information-structures-first = { $parameter } if { $structures }
information-structures-unclear = No single parameter is clearly worth anything if: { $structures }.
information-structures-no-first = In none of them is a single parameter clearly worth anything.

## How it could be measured

information-measure-effective-days = a diary of the bureau’s staff over some weeks of the year, with what keeps them from this work
information-measure-check-days = time sheets of some tens of checks, from calling for files to the report
information-measure-review-days = time sheets of the reviews of a year
information-measure-evaluation-days = time sheets, or invoices, of some evaluations of each kind
information-measure-training-days = attendance lists and preparation of a year’s courses
information-measure-compliance-time = a diary of some departments in months with and without checks
information-measure-slack-taste = audit a random sample of departments in full, and compare what is missing with what they were paid
information-measure-diversion-cost = announce full audits to departments drawn by lot, and compare what is missing with that of the others
information-measure-diversion-guilt = compare departments that were reminded of their duty with others, both drawn by lot
information-measure-diversion-sanction = vary what follows a finding by lot, and compare what is missing a year later
information-measure-concealment-cost = check again, independently and in full, a random sample of departments that were found clean
information-measure-passive-waste-initial = compare prices that departments pay for the same goods
information-measure-audit-detection = let two teams audit the same departments without knowing of each other, and count what both find (capture and recapture)
information-measure-skill-capacity-base = let staff without training and with it work on the same files
information-measure-skill-capacity-gain = let staff without training and with it work on the same files, and compare their time
information-measure-culture-base = survey departments before anything changes
information-measure-culture-training = survey departments before and after courses whose order is drawn by lot
information-measure-culture-overload = survey departments in years of little and of much work asked for
information-measure-intrinsic-motivation = compare effort in work that is scored with that in work that is not
information-measure-late-demand-value = ask, at closing, which projects were put off for want of money, and value a sample of them
information-measure-late-demand-spread = compare spending month by month with plans, over some years
information-measure-spillover = change one department by lot, and measure those that work with it
information-measure-output-value = ask the public, by choices between services and taxes, what the output is worth to them
information-measure-output-elasticity = compare output before and after budget changes that no one chose for performance
information-measure-effort-cost = vary the reward of a score by lot, and see by how much effort moves
information-measure-mechanism-production = compare results of like departments over some years, net of what their budgets explain
information-measure-mechanism-effort = vary by lot what a score brings, and see how much time goes to work that is scored and to work that is not
information-measure-mechanism-consequences = ask those who are scored, by choices between described posts, what the consequences of a score are worth to them
information-measure-mechanism-manipulation = check a random sample of reported results against independent sources
information-measure-mechanism-diversion = audit a random sample of departments in full, some of them announced by lot
information-measure-mechanism-passive-waste = compare prices that departments pay, and the time that they take, for the same goods and services
information-measure-mechanism-sandbagging = compare the targets that departments propose with their results, where it is drawn by lot whether targets are reviewed
information-measure-mechanism-spending = compare spending month by month with plans, and value a sample of the projects of December
information-measure-mechanism-culture = survey departments before and after changes whose order is drawn by lot
information-measure-mechanism-learning = ask departments each January how likely they hold checks, audits and consequences to be, and compare that with the year before
information-measure-mechanism-rules = put described situations to departments, and see whether they answer with the best, the usual, or the first that will do
information-measure-mechanism-capacity = time sheets of the bureau’s staff over some weeks, by kind of work
information-measure-mechanism-detection = let two teams check the same departments without knowing of each other, and count what both find
information-measure-mechanism-review = let two reviewers judge the same targets, and compare both with results
information-measure-mechanism-self-evaluation = let independent evaluators score a random sample of those that scored themselves
information-measure-mechanism-external-evaluation = let two teams evaluate the same departments in the same year
information-measure-mechanism-beliefs = ask the bureau what it expects of each department before scores arrive, and compare that with the scores
information-measure-mechanism-budgets = compare budgets with scores and with the budgets before, in the district’s own accounts of some years
information-measure-mechanism-contract = try the contract with departments drawn by lot, and compare reports with results
information-measure-mechanism-costs = accounts of pay, training and systems
information-measure-mechanism-district = a list of departments with their budgets and staff, and of who works with whom

## Mechanisms

information-everything = everything
information-mechanism-production = production
information-mechanism-effort = effort
information-mechanism-consequences = consequences of a score
information-mechanism-manipulation = manipulation of results
information-mechanism-diversion = diversion of money
information-mechanism-passive-waste = passive waste
information-mechanism-sandbagging = sandbagging
information-mechanism-spending = spending and the year-end
information-mechanism-culture = performance culture
information-mechanism-learning = learning of departments
information-mechanism-rules = decision rules
information-mechanism-capacity = capacity of the bureau
information-mechanism-detection = detection
information-mechanism-review = review
information-mechanism-self-evaluation = self-evaluation
information-mechanism-external-evaluation = external evaluation
information-mechanism-beliefs = beliefs of the bureau
information-mechanism-budgets = budgets
information-mechanism-contract = truth-inducing contracts
information-mechanism-costs = costs of administration
information-mechanism-district = the district
information-basis-measured = measured
information-basis-cited = cited
information-basis-assumed = assumed

## Tables and figure

information-table-policies = Choices: { $outcome }
information-note-policies = Means over draws with the middle 90% of them; how far each is behind the choice now, with its 95% interval; and the share of draws in which it is the best.
information-table-parameters = What it is worth to know a parameter
information-note-parameters = What knowing a parameter exactly would gain on average, with its 95% interval over draws, and the share of draws in which it would change the choice; p: how often the best of all parameters seems worth so much if draws are shuffled; left: the part of the spread before any evidence that is left.
information-table-mechanisms = What it is worth to know whole mechanisms ({ $unit })
information-note-mechanisms = Knowing all parameters of a mechanism at once. Parts do not add up: several may tell the same, or only something together.
information-table-structures = What it is worth to know more, structure by structure
information-note-structures = The first row holds { $draws } different draws, other structures of the model the first { $few } of them. Cost of the choice: by how much { $best } is behind the best there, with its 95% interval. They are rivals and never averaged.
information-head-best = best now
information-head-costs = cost of the choice
information-head-everything = worth of knowing everything
information-head-first = to measure first
information-table-measurements = How they could be measured, and what has been found
information-note-measurements = Findings registered before they were run, of the parameter or else of its mechanism.
information-head-measure = how it could be measured
information-head-level = level
information-head-behind = behind
information-head-share-best = best in
information-head-worth = worth
information-head-share = changes choice
information-head-p = p
information-head-mechanism = mechanism
information-head-basis = basis
information-head-left = left
information-head-findings = findings
information-figure-axis = worth of knowing the parameter
information-figure-clear = clearly worth something
information-figure-unclear = not clearly
information-figure-caption = What it is worth to know a parameter exactly before choosing (expected value of partial perfect information), with 95% intervals over draws.
information-figure-one = { $parameter } ({ $worth })
information-figure-most = Clearly worth something: { $those }.
information-figure-none = None is clearly worth anything.

## What was asked, and how the numbers were made

information-title = Worth of information: { $name }
information-lead = A choice between { $scenarios } by { $outcome }, and what it would be worth to know more first: { $draws } draws of what nobody knows, in { $seeds } worlds of each.
information-method-draws = Every choice met { $draws } draws ({ $distinct } different ones, weighted) of { $parameters } parameters (from { $source }), each in the same { $seeds } worlds of { $years } years; outcomes are means over the last { $last }.
information-method-perfect = Perfect information (Raiffa & Schlaifer 1961): the best choice of each draw, found by all seeds but one and judged by that one, less the choice that is best on average.
information-method-partial = A single parameter (after Strong, Oakley & Brennan 2014): choices are regressed on it (none, a line or a cubic spline, as left-out draws prefer), and the rule that follows is judged on draws that were left out, { $folds } parts, parted { $repeats } times; p comes from shuffling the draws { $shuffles } times and taking the best of all parameters. Mechanisms: sums of such curves, shrunk (ridge).
information-method-structure = All this holds within the model as declared. { $has ->
    [yes] Other structures of it met the first { $few } different draws and are told one by one: they are rivals, which no parameter decides, and never averaged.
   *[no] Another structure is asked apart, such as --set discretion=0.3.
}
information-method-stance = Net social value weighs transfers { $weight } and public funds at { $cost }.

## What is asked

information-help = Find out what knowing more would be worth to a choice between scenarios, and what to measure first.
information-ask-scenarios = Two or more to choose from, by name or path, or the path of a study file; the first is usually doing nothing.
information-ask-outcome = What the choice is made by.
information-ask-stance = Weight of transfers and cost of public funds in net social value, as WEIGHT:COST; own: as the scenarios say.
information-ask-parameters = posterior: the draws that come with the package; or a FILE of draws of your own (CSV or Parquet).
information-ask-draws = Draws of the parameters. Default: 512, or as many as there are.
information-ask-replications = Seeds of each scenario under every draw.
information-ask-keep = What is stored of every run, by comma; default: the mean of each outcome over the last years.

information-fault-point = leaves nothing unknown, so that nothing is worth knowing
    .remedy = write posterior, or name a file of draws
information-fault-no-way = is neither better nor worse for the public when it rises
    .remedy = choose an outcome that has a better way, see budgetsim outcomes
information-fault-stance = has no effect on this outcome: stances are about { $outcome }
    .remedy = leave it out

## In money

information-money = A year, for all departments together, that is { $worth }.
information-head-money = in { $unit } a year
information-fault-money = { $outcome } is no money: only net social value and what it is made of are
    .remedy = leave --money out
