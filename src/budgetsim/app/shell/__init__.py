"""The page around the lab's areas, as browsers load it: the framework's, in the reader's language and for fingers.

The framework's page forbids to zoom with two fingers and speaks English, whatever language the lab speaks. Its
template is rendered as it comes and then changed in the places named in ``changes``.
"""
