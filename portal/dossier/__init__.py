"""The building's file on paper 房屋安全档案: what is printed, and how.

``data.collect`` gathers plain data in the reader's language, ``paper`` makes HTML and PDF of it, ``reading`` records
who of the fire service has read it.
"""
