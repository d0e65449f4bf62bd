"""An archive over time: the arguments that recur in dated texts, and what became of each over the years.

Every text is compared with every other (`halves`), the links are joined into arguments (`joining`), and each argument
is followed through periods of time (`periods`, `arguments`). These modules take values and return values.
"""
