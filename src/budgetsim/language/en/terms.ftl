# Words of the domain that are no parameters and no outcomes; those are declared in English where they are used.

## The four links (section 1 of the model)

link-objectives = objective management
link-monitoring = dynamic monitoring
link-evaluation = performance evaluation
link-results = use of results

## Causes

cause-concept = weak performance concept
cause-guarantee = rules without consequence
cause-staff = too few professionals
cause-information = little information technology
cause-superior = constraints of the superior fiscal system

## Who acts

actor-bureau = the finance bureau
actor-department = department
actor-departments = departments
actor-audit = the audit office
actor-third-party = third party
actor-superior = superior government
actor-researcher = the researcher

## Theories

theory-principal-agent = principal–agent theory
theory-new-public-management = new public management
theory-public-goods = public goods
theory-hidden-action = hidden action (moral hazard)
theory-adverse-selection = adverse selection
theory-multitasking = multitasking and gaming
theory-ratchet = ratchet effect
theory-red-tape = red tape
theory-year-end-rush = year-end rush
theory-soft-result-use = soft use of results
theory-yardstick = yardstick competition
theory-information-rent = information rent
theory-information-asymmetry = asymmetric information

## Documents and doings

word-budget-performance = budget performance management
word-objective = performance objective
word-self-evaluation = self-evaluation
word-key-evaluation = key evaluation
word-self-score = self-score
word-key-score = key score
word-used-score = used score
word-fiscal-year = fiscal year
word-year = year { $year }
word-seed = seed
word-scenario = scenario
word-lever = lever
word-outcome = outcome
word-status-quo = status quo
word-reform = reform
word-check = check
word-finding = finding

## Archetypes of departments (Wilson 1989)

archetype-production = production
    .meaning = outputs and outcomes visible, such as building roads
archetype-procedural = procedural
    .meaning = outputs visible, outcomes not, such as inspection
archetype-craft = craft
    .meaning = outcomes visible, outputs not, such as enforcement
archetype-coping = coping
    .meaning = neither visible, such as culture or police

## Grades

grade-excellent = excellent
grade-good = good
grade-fair = fair
grade-poor = poor

## Groups of parameters

group-policy = levers of policy
group-department = behaviour of departments
group-bureau = the finance bureau
group-district = the district
group-protocol = how a run is made

## Where a value comes from

basis-measured = measured
basis-cited = cited
basis-assumed = assumed

## Directions

direction-up = higher is better
direction-down = lower is better
direction-neither = neither is better

## Choices

choice-1 = next year (preliminary scores)
choice-2 = the year after next (final scores)
choice-incremental = last year's base
    .meaning = last year's budget goes on; scores move nothing
choice-linear = linear
    .meaning = as budget rule: discretionary money rises in proportion to the score; as score form: no caps, as in theory
choice-grades = by grade
    .meaning = excellent and good keep their money, fair is cut, poor is cancelled; what is freed goes to the best
choice-tournament = tournament
    .meaning = departments contest one pool of money and praise
choice-posterior = by believed ability
    .meaning = money goes where the bureau, from all signals, believes that it yields most
choice-top_down = set by the bureau
    .meaning = the bureau sets objectives alone
choice-self_reported = as reported
    .meaning = what a department proposes is its objective
choice-negotiated = negotiated
    .meaning = departments propose, the bureau reviews and raises
choice-truth_inducing = rewarding truth
    .meaning = a bonus rises with the reported objective, pays less for excess and takes more for a shortfall
choice-points = points
    .meaning = the 100 points of practice, with their caps
