"""What does a return say, who may take it a step further, and how does it travel in a spreadsheet?"""
