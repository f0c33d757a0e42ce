"""The file that the ministry returns: who of the people sent to it was proven to have offended again. R42, R44"""
