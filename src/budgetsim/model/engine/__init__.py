"""The compiled engine: the equations are traced once, compiled, and give the bits of NumPy several times faster.

=============  =====================================================================================
module         what it is about
=============  =====================================================================================
``graph``      arrays that remember how they were made
``trace``      a year of the model, written down by calling the physics with such arrays
``plan``       loops over departments between sums, and where numbers wait from loop to loop
``code``       LLVM text of a year, and of functions such as the exponential
``draws``      draws of version 2 as LLVM text
``kernel``     years of several forms as one program that lives whole runs
``compiler``   LLVM text to machine code, kept on disk
``chunks``     scenarios and seeds as tables that a program reads, and outcomes back from it
``choice``     which engine runs a job
``steps``      a year cut into steps, between which Python code may look or step in
``places``     where the arrays of runs stand between two steps
``records``    what stands between two steps as plain values, and as the records of the model again
``cuts``       compiled steps: from memory, from disk, or compiled
``memory``     runs in memory of their own, and the steps over it
``tables``     what steps read beside that memory
``single``     a run on compiled steps: the one of a Mesa model, or a batch
``coded``      batches with behaviours, policy rules or observers
=============  =====================================================================================
"""
