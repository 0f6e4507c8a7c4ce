"""A pump is blocked: 5 mV at once, the rest over hours, and back after ten minutes."""
from .results import BLACK, BLUE, GREY, HOUR, MINUTE, RED, SECOND, SKY, label

MODELS = ["model.yaml", "fixed-volume.yaml", "dose.yaml"]
HEIGHT = 5.6
LEFT = ["left_100", "left_70", "left_50", "left_35", "left_25", "left_20", "left_15", "left_10",
        "left_05", "left_02"]


def draw(figure, run, fixed, dose):
    (step, washout), (down, doses) = figure.subplots(2, 2)
    times, v = run.trace("step", unit=SECOND)
    step.plot((times - 60) * 1000, v, color=BLACK)
    step.plot([0, 20], [-75.5, -70.5], color=GREY, lw=0.8, ls="--")
    step.set(xlim=(-5, 150), ylim=(-75.8, -70.2))
    label(step, "the pump's current is gone: +5 mV, τ = 20 ms",
          "time after ouabain (ms)", "V (mV)")
    times, v = run.trace("v", "washed", unit=MINUTE)
    washout.plot(times, v, color=BLACK)
    washout.axvspan(1, 11, color=SKY, alpha=0.25, lw=0)
    times, sodium = run.trace("sodium", "washed", unit=MINUTE)
    twin = washout.twinx()
    twin.plot(times, sodium, color=RED)
    twin.set_ylabel("[Na]$_i$ (mM)", color=RED)
    twin.spines["right"].set_visible(True)
    washout.set(xlim=(0, 60))
    label(washout, "ten minutes of ouabain, then washout", "time (min)", "V (mV)")
    names = (("e_na", RED, "E$_{Na}$"), ("e_k", BLUE, "E$_K$"), ("e_cl", "#009E73", "E$_{Cl}$"),
             ("v", BLACK, "V"))
    for name, color, text in names:
        down.plot(*fixed.trace(name, unit=HOUR), color=color, label=text)
    down.axhline(-10.096, color=GREY, lw=0.8, ls=":")
    down.set(xlim=(0, 30))
    label(down, "for good, at fixed volume: to the Donnan potential", "time (h)", "mV")
    down.legend()
    percent = [float(name.split("_")[1]) for name in LEFT]
    doses.semilogx(percent, [dose.trace("v", name)[1][-1] for name in LEFT], "o-", color=BLACK)
    doses.set_xticks([2, 5, 10, 20, 50, 100], ["2", "5", "10", "20", "50", "100"])
    label(doses, "steady states: three quarters of the pumps are a reserve",
          "pumps that are left (%)", "V (mV)")
