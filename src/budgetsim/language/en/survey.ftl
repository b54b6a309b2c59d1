### A questionnaire on performance management.

survey-title = Questionnaire on performance management
survey-sheet = Questionnaire
survey-instruction = Please answer for your department, as things are today and not as they should be: { $answers }.
survey-department = Department
survey-head-code = No.
survey-head-statement = Statement
survey-head-answer = Answer (1–5)
survey-answer-1 = strongly disagree
survey-answer-2 = disagree
survey-answer-3 = neither
survey-answer-4 = agree
survey-answer-5 = strongly agree

## Scales

survey-scale-objectives = Objectives
survey-scale-monitoring = Monitoring
survey-scale-evaluation = Evaluation
survey-scale-use = Use of results
survey-scale-culture = Performance culture
survey-scale-rules = Rules that bind
survey-scale-professionals = Professionals
survey-scale-technology = Information technology
survey-scale-superior = Constraints from above

## Statements

survey-item-o1 = The finance bureau examines our objectives in substance before it approves them.
survey-item-o2 = Objectives that are vague or too easy are sent back to us.
survey-item-o3 = Our objectives pass review whatever we write in them.
survey-item-m1 = During the year our spending and progress are checked on the spot.
survey-item-m2 = Money that strays from its purpose is soon noticed by the finance bureau.
survey-item-m3 = Between January and December nobody looks at how our projects go.
survey-item-e1 = What we report in our self-evaluation is verified by somebody from outside.
survey-item-e2 = We must expect that one of our projects is evaluated externally.
survey-item-e3 = Our self-evaluation score stands, whatever it is.
survey-item-u1 = Our scores move the budget that we get in later years.
survey-item-u2 = A department with poor results loses money or posts.
survey-item-u3 = Once evaluation results are filed, nothing follows from them.
survey-item-c1 = In our department results for the public count for more than money spent.
survey-item-c2 = Colleagues care about performance even where nobody measures it.
survey-item-r1 = Rules say what follows when a check finds something, and they are applied.
survey-item-r2 = Who is responsible for poor performance is called to account.
survey-item-p1 = The people who run performance management know their trade.
survey-item-p2 = We get competent advice on indicators and evaluation when we need it.
survey-item-t1 = Objectives, payments and results can be followed in one information system.
survey-item-t2 = The data that evaluation needs are there without being collected anew.
survey-item-s1 = Higher levels press us to spend on schedule, whatever the state of the work.
survey-item-s2 = Deadlines for spending leave little room to spend well.

## What is wrong

survey-fault-none = no answer to any statement of the questionnaire
    .remedy = head columns by the codes of the statements (O1, O2, …) or by their words, as in budgetsim survey write
survey-fault-answer = no answer of the scale
    .remedy = answers: { $known }

## What was found

survey-table-scales = What departments answer, from 1 (strongly disagree) to 5 (strongly agree)
survey-table-reliability = How well the statements of a scale agree
survey-table-mapped = What the answers mean for a scenario
survey-mapped-description = { $base }, with what { $number } departments or respondents answered
survey-figure-axis = mean answer, 1 (strongly disagree) to 5 (strongly agree), with 95 % interval
survey-figure-surveyed = surveyed
survey-figure-simulated = departments of the model
survey-figure-caption = Mean answers of departments on { $scales } scales.
survey-figure-alt = Points with intervals, a row for each scale of the questionnaire
