# Rooms: a class that plays together, led from one desk.

room-title = The lecturer’s room
room-named = Room { $name }
room-enter = Enter a room
room-code = Code of the room
room-go = Go on
room-none = There is no room { $code } here. The code stands on the projector.
room-to-entrance = Enter the code of a room
room-stop = This cannot be shown
room-stranger = You are not in this room any more, or never were. Enter it anew.
room-not-lecturer = This is the lecturer’s page. It opens with the address that the terminal printed when the lab was started.
room-join = Take office
room-join-lead = Ten years, one district, sixty departments that know more than you do. Everybody in this room gets the same district and the same luck.
room-name = Name or number
    .about = Choose it yourself. Nothing else is asked or kept: the name and your decisions lie on the lecturer’s machine until the room is deleted.
room-kept = Your decisions are kept on the lecturer’s machine. Reload the page, lock the phone, lose the network: you go on where you were, in this browser.
room-gone = No connection. Nothing is lost; the page goes on by itself when the network is back.
room-sending = Closing …
room-lecturer = From the lecturer:
room-paused = The class pauses.
room-paused-wait = The class pauses. Look at your files; levers can be moved, and the year closed later.
room-wait = Wait for the class: year { $year } has not been opened yet.
room-time-left = Time left:
room-over = All { $years } years are closed. The truth is shown when the lecturer opens it.
room-truth = What your ten years were worth
    .about = Your district gained { $own } of its budgets a year over the status quo; the simple rule gained { $rule }. The simple rule hires what the budget allows and announces only what can be done.
room-truth-show = Show the truth to who has finished
room-truth-hide = Hide the truth again
room-gain = gain over the status quo, % of budgets
    .about = Net social value above that of the same district in which nothing is changed, mean over the closed years, in per cent of all budgets.
room-gain-short = Gain
room-answer = Your answer, 0 to 100
room-answer-send = Send
room-answer-kept = Sent: { $value }. You may change it while the question is open.
room-spread-lowest = lowest
room-spread-middle = middle
room-spread-highest = highest

# The lecturer's desk
room-desk = Lecturer’s desk
room-join-at = Join at
room-count =
    { $count ->
        [one] { $count } student
       *[other] { $count } students
    }
room-projector = Open the projector page
room-pace = Pace
room-pace-open = All years open
    .about = Everybody closes years at their own pace.
room-pace-step = In lock-step
room-pause = Pause
room-resume = Go on
room-ready = { $ready } of { $count } are ready
room-ready-one = ready
room-next = Open year { $year }
room-close-all = Close year { $year } for all
room-done = { $done } of { $count } have closed all { $years } years.
room-stage = On the projector
room-stage-join = How to join
room-stage-question = The question
room-stage-scores = Gains of the class
room-stage-paths = Three ways
room-answers = { $answers } of { $count } have answered
room-question-close = Take no more answers
room-students = Students
room-closed = Years closed
room-here = connected:
room-away = not connected:
room-remove = Remove
room-remove-one = Remove { $name }
room-remove-ask = Remove { $name } and all of their work from this room? This cannot be taken back.
room-nobody = Nobody is here yet.
room-nothing-yet = Nothing to show yet.
room-ask = Ask the class
    .about = Answers are numbers from 0 to 100. The projector shows them as they come, without names.
room-ask-text = Question
room-ask-send = Ask
room-ask-1 = What share of all budgets is being diverted, in per cent?
room-ask-2 = How many points do self-evaluations lie above the truth?
room-ask-3 = How much of the announced work will be done this year, in per cent?
room-write = Message to all
    .about = It stands at the top of every page until another one is sent; an empty one takes it away.
room-write-text = Message
room-write-send = Show
room-timer = Timer
    .about = In lock-step: when the time is up, the year is closed for all, with the levers as they lie on the desks. 0 stops it.
room-timer-minutes = Minutes
room-timer-start = Start

# What cannot be done
room-fault-name = Write a name or a number of at most { $longest } letters.
room-fault-taken = { $name } is here already. Choose another name, or go on in the browser in which you joined.
room-fault-full = The room is full: it holds { $most } students.
room-fault-wait = The class is not there yet, or pauses.
room-fault-question = The question is closed.
room-fault-answer = Give a number from 0 to 100.
room-fault-text = Write at least one letter and at most { $longest }.
room-fault-form = The page sent something that a room does not know. Load it again.
room-fault-busy = Too many requests from this address. Wait a few seconds.
room-fault-code = --room { $code }: a class code has 1 to { $longest } letters that can be printed
room-store-fault = rooms cannot be kept in { $path }: { $reason }; --room-store names another folder
room-store-edition = { $path } was written by another version of budgetsim; --room-store names another folder
room-opened = Room { $name }: students join at { $address } or with the code { $slug }
room-desk-at = The lecturer’s desk, for you alone: { $address }
