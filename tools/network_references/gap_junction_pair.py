"""Two cells with a gap junction: the solution of two linear equations."""
import math

F = 96485.33212
TAU = 10.0  # ms, of each cell alone: 1 uF/cm2 over 0.1 mS/cm2
JUNCTION, CURRENT = 1.0, 20.0  # nS, pA
START, STOP, REST = 10.0, 110.0, -65.0  # ms, ms, mV
CAPACITANCE = {"small": math.pi * 20**2 * 0.01, "large": math.pi * 30**2 * 0.01}  # pF


class Pair:
    """A cell with a current, and the cell to which it is coupled."""

    def __init__(self, driven, other):
        self.driven, self.other = CAPACITANCE[driven], CAPACITANCE[other]
        self.sum = self.driven + self.other
        self.rate = 1 / TAU + JUNCTION * (1 / self.driven + 1 / self.other)
        self.mean_end = CURRENT * TAU / self.sum  # mV
        self.difference_end = CURRENT / (self.driven * self.rate)  # mV

    def modes(self, time):
        """The mean of both cells, weighted by capacitance, and their difference, in mV."""
        on = min(max(time - START, 0), STOP - START)
        off = max(time - STOP, 0)
        mean = self.mean_end * (1 - math.exp(-on / TAU)) * math.exp(-off / TAU)
        difference = (self.difference_end * (1 - math.exp(-on * self.rate))
                      * math.exp(-off * self.rate))
        return mean, difference

    def potentials(self, time):
        """Of the driven cell and the other one, in mV."""
        mean, difference = self.modes(time)
        return (REST + mean + self.other / self.sum * difference,
                REST + mean - self.driven / self.sum * difference)

    def passed(self):
        """What the junction passes in all, in amol: its current's integral over F."""
        # Of a difference that rises and falls as one exponential: its end value times the pulse.
        return JUNCTION * self.difference_end * (STOP - START) / F * 1e3

    def coefficient(self):
        """The other cell's steady response over that of the driven one."""
        return JUNCTION / (JUNCTION + self.other / TAU)


def main():
    injected = CURRENT * (STOP - START) / F * 1e3
    for driven, other in (("small", "large"), ("large", "small")):
        pair = Pair(driven, other)
        print(f"current into the {driven} cell: coupling coefficient {pair.coefficient():.9f}, "
              f"difference decays in {1 / pair.rate:.6f} ms")
        for time in (15, 20, 110, 115, 130):
            print(f"  {time} ms: V", *(f"{v:.9f}" for v in pair.potentials(time)), "mV")
        print(f"  potassium: injected {injected:.6f}, passed {pair.passed():.6f} amol")
