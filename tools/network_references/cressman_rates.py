"""The rates of the Cressman family, in 1/ms."""
import math


def ratio(x):
    """x / (1 − e^(−x/10)), 10 at 0."""
    return 10 + x / 2 if abs(x) < 1e-5 else x / (1 - math.exp(-x / 10))


def sodium(v):
    """The steady state of activation."""
    alpha, beta = 0.1 * ratio(v + 30), 4 * math.exp(-(v + 55) / 18)
    return alpha / (alpha + beta)


def inactivation(v):
    return 0.07 * math.exp(-(v + 44) / 20), 1 / (1 + math.exp(-0.1 * (v + 14)))


def potassium(v):
    return 0.01 * ratio(v + 34), 0.125 * math.exp(-(v + 44) / 80)
