# The teaching lab: work that the reader's browser and the address keep, and what asks before work is lost.

kept-ask-restart = This gives up your game ({ $years ->
        [0] no year closed yet
        [one] one year closed
       *[other] { $years } years closed
    }). Start again?
kept-ask-again = This gives up the finished game; download its results first if you need them. Play again?
kept-closing = Closing the year …
kept-yes = Yes, do it
kept-no = No, go on
kept-undo = Undo

-kept-lasting = So that nothing is lost when the page is loaded again, the phone is locked or the server is restarted, your browser keeps

kept-note = What this device keeps
    .about-game = { -kept-lasting } the class code and the levers of your game; the model computes the rest anew, to the same numbers. Nobody else can see it, and no name is kept.
    .about-lessons = { -kept-lasting } your predictions, your answers and your policy B. Nobody else can see them, and your name is not kept.
    .about-explore = { -kept-lasting } which levers you moved and the settings of the experiment. Nobody else can see them.
    .link = Address that opens this work on another device
    .copy = Copy
    .copied = Copied.
    .unkept = This browser keeps nothing (a private window?). Keep the address below instead.
    .forget = Forget it
    .forget-ask = This gives up what you did here. Forget it?

kept-stored = What this device had kept could not be used: { $why }. It was removed, and you begin anew.
kept-linked = The address holds work that could not be used: { $why }. Ask for the address again, or go on without it.
kept-why-long = it is longer than anything the lab writes
kept-why-damaged = it is damaged or incomplete
kept-why-version = it comes from another version of the lab
kept-why-rules = it does not fit the rules of this lab
kept-understood = All right
kept-offer = The address holds other work ({ $other }) than this device ({ $own }). Going on with one gives up the other.
kept-own = Go on with mine
kept-other = Open that of the address
kept-game = district { $code }, { $years ->
        [0] no year closed
        [one] one year closed
       *[other] { $years } years closed
    }
kept-lessons = { $lessons ->
        [one] one lesson begun
       *[other] { $lessons } lessons begun
    }
kept-explore = { $levers ->
        [0] no lever moved
        [one] one lever moved
       *[other] { $levers } levers moved
    }

# The page around the areas
kept-page-loading = Opening the lab …
kept-page-cut = The connection is cut. Your work is kept; connecting again …
kept-page-restoring = Bringing back your work …
kept-page-lost = The connection could not be restored. Your work is kept: load the page again.
kept-page-again = Load again
kept-page-stay = Not now
