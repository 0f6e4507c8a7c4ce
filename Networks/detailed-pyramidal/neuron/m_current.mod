: Slow, non-inactivating potassium current of Yamada et al. 1989, as in Pospischil et al. 2008.
NEURON {
  SUFFIX m_current
  USEION k READ ek WRITE ik
  RANGE gbar, tau_max
  THREADSAFE
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER { gbar = 7.5e-5 (S/cm2) tau_max = 608 (ms) }
ASSIGNED { v (mV) ek (mV) ik (mA/cm2) pinf ptau (ms) }
STATE { p }
BREAKPOINT {
  SOLVE kinetics METHOD cnexp
  ik = gbar*p*(v - ek)
}
INITIAL {
  rates(v)
  p = pinf
}
DERIVATIVE kinetics {
  rates(v)
  p' = (pinf - p)/ptau
}
PROCEDURE rates(u (mV)) {
  UNITSOFF
  pinf = 1/(1 + exp(-(u + 35)/10))
  ptau = tau_max/(3.3*exp((u + 35)/20) + exp(-(u + 35)/20))
  UNITSON
}
