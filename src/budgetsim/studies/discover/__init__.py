"""Scenario discovery: the conditions under which a policy fails (Bryant & Lempert 2010).

``condition`` says what failing is, ``request`` and ``ask`` what is asked, ``states`` which states of the world the
policy and its base meet, ``cases`` what happened in each, ``boxes`` what a box of states is, ``tree`` finds boxes on
one half of the states, ``judge`` counts on the other half what they are worth, ``find`` is the way from cases to
findings, ``write`` writes them down.
"""
