"""What stands between the network and the lab's framework: it says what may pass, and passes on nothing else.

``gate.Gate`` is the ASGI application that the server runs; ``rules.Rules`` is what was decided at launch. Of the
framework's many routes a browser needs five: pages, existing files, the socket of its own session, a farewell, and a
pulse. Whatever else is asked, by whichever name, header or method, is answered here.
"""
