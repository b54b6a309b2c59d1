"""Studies: many runs planned, spread over workers, stored as they finish, resumed after a kill, and summarised.

``study`` says what is asked for, ``plan`` cuts it into parts, ``worker`` turns one part into bytes, ``executors``
says where parts run, ``runner`` drives them, ``directory`` and ``store`` keep and load them, ``summary`` condenses.
"""
