"""How many people need help with drugs or alcohol, and how many of them get it? docs/hidden-need.md"""
