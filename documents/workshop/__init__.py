"""Where files from outside are opened: a process of its own, without keys, without a database, with bounds.

A parser that is misled by a hostile file can then read nothing and take no more than its share of time and
memory. :mod:`documents.bench` starts it; the modules here know no Django.
"""
