"""How is a split planned before it is decided: indicators, limits, ranges, working text, spreadsheets?"""
