"""Policy periods and acts, the trial clock, who could gain or lose at either end."""
