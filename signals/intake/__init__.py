"""What comes in from outside: files are read, judged row by row and become signals."""
