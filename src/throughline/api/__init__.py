"""What may the machines of probation and of providers ask, and how? docs/api.md"""
