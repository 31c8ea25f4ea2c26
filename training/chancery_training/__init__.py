"""Trains and exports the English language model of Chancery. Nothing of it is needed to use Chancery."""
