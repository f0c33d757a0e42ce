"""What is measured, each measure in a small file of its own? `catalogue.MEASURES` has them all. R42"""
