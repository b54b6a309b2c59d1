# The teaching lab: shell, Explore and Play.

lab-explore = Explore
lab-play = Play
lab-lessons = Lessons
lab-inspect = Inspect
lab-skip = Skip to the content
lab-areas = Areas of the lab
lab-language = Language
lab-light = Switch to light colours
lab-dark = Switch to dark colours
lab-number-fault = Allowed: { $lower } to { $upper }
