# A room with two sides: students as departments, under a bureau that somebody plays.

sides-bureau = Finance bureau
sides-department = Department { $number }
sides-departments = Departments
sides-join = A district with two sides
    .about = Everybody shares one district. You get one of its departments, and somebody plays the finance bureau above you. Everybody sees only what their side would.
sides-you-are = You are { $name } of the district, a { $kind } department.
sides-you-are-bureau = You are the finance bureau of { $departments } departments.
sides-goal-department = Goal: as much pay-off as possible for your own department over ten years.
sides-goal-bureau = Goal: as much public value as possible over ten years, within the administrative budget.
sides-kind = Your kind, { $kind }: { $about }.
sides-wait-bureau = Wait for the bureau: it has not announced this year yet. Below is what you know of last year.
sides-your-turn = The bureau has announced the year. Decide, and send.
sides-sent = Sent. You may change it until the year is closed.
sides-send = Send decision
    .about = The year is closed when everybody has sent, the lecturer closes it, or the time is up. Then what lies on your sliders counts; they begin where they stood last year.
sides-wish = I would like to be the bureau
sides-wish-back = I would rather stay a department
sides-announce-now = Announce year { $year }: every department sees it before it decides.
sides-wait-departments = Year { $year } is announced. The departments are deciding.
sides-announce = Announce year { $year }
    .about = What is announced cannot be changed. The other levers of the game stay as you found them.
sides-points = { $points } points
    .about = Points of pay-off: a hundred times what a year was worth to the department for its size, in the model’s own unit of value.
sides-money = { $money } million yuan
sides-two = { $output } / { $benefit }
sides-not-evaluated = not evaluated
sides-not-bureau = Somebody else is the bureau of this room. Who it is, is chosen on the lecturer’s desk.

## What a department decides

sides-action-effort_output = Effort on outputs
    .about = Work on what your plan can count: roads, permits, inspections. Tiring, the more so the more of it.
sides-action-effort_benefit = Effort on benefits
    .about = Work on what outputs are for: safe streets, content citizens. Some kinds of departments can hardly measure it.
sides-action-sandbagging = Understatement of the target
    .about = By how much the target that you propose lies below what you expect of yourself; below 0 you promise more. A low target is met easily, and a review may see through it.
sides-action-manipulation = Claims beyond the truth
    .about = By how much your self-evaluation claims more than was attained, in shares of the target. An external evaluation or an audit may find it.
sides-action-diversion = Diverted openly
    .about = Share of the budget used for your own ends. A check or an audit may find it; then money is given back and sanctions follow as far as the bureau follows up.
sides-action-concealment = Diverted and hidden
    .about = A further share that no check finds. Hiding takes trouble, and conscience counts too.
sides-target-output = Target of outputs that follows
sides-target-benefit = Target of benefits that follows
sides-target = You expect { $expected } of yourself.

## What a department knows

sides-know = What you know in January of year { $year }
sides-announced = The bureau has announced
sides-believe = You know and believe
sides-know-budget = Your budget
sides-know-expected = Results you expect of yourself (outputs / benefits)
sides-know-normal = What the bureau holds to be normal for you
sides-know-misuse = Chance that open diversion is found in a year
sides-know-claim = Chance that a false claim is found
sides-know-consequence = How much follows from a finding
sides-know-worth = Ten points of score are worth to you
sides-last = Your year { $year }
sides-last-before = Your department the year before
sides-payoff = Pay-off of the year: { $payoff } points.
sides-payoff-mean = Mean so far: { $mean }.
sides-payoff-points = Pay-off, points
sides-parts = Where the pay-off came from
sides-part-score = What your score was worth
sides-part-kept = Money for your own ends
sides-part-care = Caring for results
sides-part-effort = Effort
sides-part-sanctions = Sanctions
sides-part-conscience = Conscience, and the trouble of misuse and claims
sides-part-rest = Risk, own time, year-end
sides-own = What happened
sides-year-self = Your self-evaluation score
sides-year-external = Your external-evaluation score
sides-year-checks = Checks that came to you
sides-year-findings = Findings on you
sides-year-performance = Your true results
sides-year-spent = Budget spent
sides-year-next = Your budget next year

## What the bureau knows

sides-by-department = Your files by department
sides-seat = Seat
sides-column-self = Self score
sides-column-external = External score
sides-column-checks = Checks
sides-column-findings = Findings
sides-column-target = Target, outputs
sides-column-budget = Budget, million yuan
sides-column-next = Next year
sides-column-claimed = Self score
sides-column-honest = Honest score
sides-column-misuse = Really misused
sides-column-payoff = Pay-off, points

## The truth

sides-truth-seat = Your ten years beside the model’s
    .about = Your pay-off was { $own } points a year. Had the model played your seat, with everybody else doing the same and with the same luck, it would have been { $model }.
sides-truth-bureau = Under this bureau the ten years with these players gained { $gain } a year over the district in which nothing is changed and the model plays every department. With the same levers and the model in every seat it would have been { $nobody }.
sides-model = The model’s
sides-difference = Above the model
sides-seen = What the bureau saw, and what was true
    .about = Scores are means over the years, findings their number, misuse the share of all budgets that was diverted, openly or hidden, and not given back. The honest score is the self-evaluation without claims beyond the truth.
sides-seen-by = The bureau saw
sides-true = True
sides-seen-score = Self-evaluation score, mean
sides-seen-misuse = Misuse
sides-found =
    { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    }
sides-line-played = Played
sides-line-model = The model
sides-course = As it was played, and with the same levers and the model in every seat: net social value above the district in which nothing is changed and the model plays every department, in per cent of all budgets; the same luck in all.
sides-beside = The model’s: the same ten years, the same luck, everybody else as they played, and the model in this one seat.
sides-claimed = Claimed score
sides-honest = Honest score
sides-misuse = Share of budgets misused
sides-by-score = Departments of last year, by honest score
sides-stage-scores = Honest and claimed scores
sides-stage-paths = Scores by year
sides-gap = Self-evaluation scores as they were claimed, and as they would have been without claims beyond the truth.
sides-gap-hidden = Scores as departments claimed them. What is true is drawn once the truth is shown.

sides-unseen = What no bureau could see
    .about = Means over the years of what reaches no bureau: as it was played, with the same levers and the model in every seat, and with nothing changed and the model in every seat.
sides-contrasts = Pay-offs beside the model’s in the same seat, in points: those who did more of it than the middle of the class, less the others, with a 95% interval over departments (Welch). Nobody was told to do it, and all share one district, so that what one does moves others: a question to the class and not an answer. Only departments that somebody played in every year count.
sides-contrast-gain = Difference of pay-offs
sides-contrast-effort = made more effort
sides-contrast-understatement = understated targets more
sides-contrast-claims = claimed more beyond the truth
sides-contrast-misuse = diverted more, openly or hidden
sides-leaders = Only departments that asked to stand here do. What counts is the mean pay-off above the model’s in the same seat, in points, since departments differ in what they can gain.
sides-leaders-gain = Points above the model
sides-leaders-when = It is shown once the ten years are over and the truth is shown, so that nobody plays by it.
sides-listed = If the lecturer shows a leaderboard after the ten years, your name and your pay-off beside the model’s stand on it.
sides-unlisted = You stand on no leaderboard. If you want to, the lecturer may show your name and your pay-off beside the model’s to all after the ten years.

## The lecturer’s desk

sides-turns = Turns
    .about = The bureau announces, departments decide, and the year is closed once all of them have sent. Closing a turn takes what lies on the desks; departments without a player follow the model’s own rule.
sides-begin = Begin
sides-turn-bureau = the bureau’s turn
sides-turn-departments = the departments’ turn
sides-close-turn = Close year { $year } now
sides-announce-turn = Announce year { $year } as it lies on the desk
sides-truth-show = Show the truth at the end
sides-who = Who is the bureau
    .about = Or choose a student in the list; a star marks who would like to be it. What is announced for this year stays.
sides-who-rule = The simple rule
sides-who-status_quo = Nobody: levers stay
sides-who-lecturer = You
sides-bureau-page = Open the bureau’s page
sides-make = Make bureau
sides-make-one = Make { $name } the bureau
sides-wishes = would like to be it
sides-seats = Of { $departments } departments students play { $played }; the model plays the other { $model }, so no bots are needed.
sides-remove-ask = Remove { $name } from this room? The model plays the seat from this year on; what was decided in closed years stays, without the name.
sides-timer = For each turn: when the time is up, what lies on the bureau’s desk is announced, or the year is closed with what lies on the desks of the departments. It ends with the year; 0 stops it.
sides-export = The gradebook has a line for each student: seat, pay-off, the model’s in the same seat and the difference; for the bureau the gain of the district. The archive holds four tables: seats, departments by year, the bureau by year, and answers.
sides-open = Two sides
    .about = Students become departments of one district that all share; the bureau above them is a student, you, or a rule. The class goes year by year, and begins when you say so.
sides-open-size = Departments
sides-open-district = District
sides-district = District: { $title }
sides-district-own = Your own scenario.
sides-unbound = Nothing binds beyond the budget.
sides-open-own = The game’s own: Wangcheng
sides-open-do = Play with two sides
sides-open-ask = Let this room have two sides? It stays so, and bots leave.

# What cannot be done
sides-fault-missing = { $action } is missing
sides-fault-action = { $action } is no action of a department; there are { $actions }
sides-fault-range = { $action } = { $value } is not between { $lower } and { $upper }
sides-fault-full = All { $departments } departments of this district are taken.
sides-fault-fixed = With two sides a class shares one district: it goes year by year, for public value, once.
sides-fault-bots = With two sides there are no bots: the model plays every department that nobody has taken.
sides-fault-size = { $departments } departments: a district with two sides has { $least } to { $most }
sides-fault-other-size = This room has two sides already, in a district of { $departments } departments; another room may have another size.
sides-fault-begun = Years have been closed in this room with one side: open another room for a game with two.
sides-fault-few = { $count } students are here, more than { $departments } departments: choose a larger district.
sides-fault-no-room = --sides { $departments } without --room: give the room a code, such as --room 'MPA 2026'
sides-fault-roster = { $name } has { $own } departments of its own: ask for { $own } instead of { $departments }
sides-fault-levers = the bureau of { $name } does not begin within the game: { $why }
sides-fault-dear = the bureau of { $name } begins beyond the administrative budget of the game: choose a scenario with fewer posts or less work
sides-fault-same = { $name } begins as { $own } does: it differs in later changes alone, and those are the bureau’s to decide; leave it out, or choose another district
sides-fault-other-district = This room has two sides already, in another district; another room may have this one.
sides-fault-scenario = There is no district { $name } to play in; there are { $names }
