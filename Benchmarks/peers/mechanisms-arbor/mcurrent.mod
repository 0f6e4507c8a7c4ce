: slow potassium current (Yamada, Koch & Adams 1989), at 36 degC
NEURON {
  SUFFIX mcurrent
  USEION k READ ek WRITE ik
  RANGE gbar
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER {
  gbar = 7.5e-5 (S/cm2)
  taumax = 608 (ms)
}
STATE { p }
BREAKPOINT {
  SOLVE kin METHOD cnexp
  ik = gbar*p*(v - ek)
}
INITIAL {
  p = 1/(1 + exp((v + 35)*(-0.1)))
}
DERIVATIVE kin {
  p' = (1/(1 + exp((v + 35)*(-0.1))) - p)*((3.3*exp((v + 35)*0.05) + exp((v + 35)*(-0.05)))/taumax)
}
