"""Room: what was seen; is it ondermijning?"""
