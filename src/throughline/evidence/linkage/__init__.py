"""Who on probation is also in treatment? Two files without a common number, compared pair by pair. R41"""
