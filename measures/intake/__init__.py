"""An old register of measures comes in: its rows are read, judged one by one, and become measures."""
