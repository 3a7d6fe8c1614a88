"""Rules on colour and ink, and the plates that ink is measured from."""
