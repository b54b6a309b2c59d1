# What the lab's server says itself.

gate-nothing-there = There is no such page
    .about = The address is not one of the lab's. It may have been typed or cut off wrongly.
gate-full = The lab is full
    .about = Every place in this lab is taken. Close pages of it that you no longer need, or try again in half a minute.
