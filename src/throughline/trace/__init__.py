"""Where did this pound go, where did this outcome come from?"""
