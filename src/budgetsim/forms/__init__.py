"""Forms of practice: objectives of a project, self-evaluations of projects and of departments, as workbooks.

``form`` says what each form asks for and what a filled one holds; ``words`` are its labels; ``write`` makes the
workbook, ``read`` finds everything again by its label, in either language; ``checks`` are the rules that a form must
keep, told by cell; ``panel`` makes a panel of a folder of them; ``example`` has departments of the model fill them.
"""
