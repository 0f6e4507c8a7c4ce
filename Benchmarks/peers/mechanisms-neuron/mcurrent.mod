: slow potassium current (Yamada, Koch & Adams 1989), at 36 degC
NEURON {
  SUFFIX mcurrent
  USEION k READ ek WRITE ik
  RANGE gbar
  THREADSAFE
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER {
  gbar = 7.5e-5 (S/cm2)
  taumax = 608 (ms)
}
ASSIGNED {
  v (mV) ek (mV) ik (mA/cm2)
  pinf ptau (ms)
}
STATE { p }
BREAKPOINT {
  SOLVE kin METHOD cnexp
  ik = gbar*p*(v - ek)
}
INITIAL { setrates(v) p = pinf }
DERIVATIVE kin {
  setrates(v)
  p' = (pinf - p)/ptau
}
PROCEDURE setrates(u (mV)) {
  UNITSOFF
  pinf = 1/(1 + exp((u + 35)*(-0.1)))
  ptau = taumax/(3.3*exp((u + 35)*0.05) + exp((u + 35)*(-0.05)))
  UNITSON
}
