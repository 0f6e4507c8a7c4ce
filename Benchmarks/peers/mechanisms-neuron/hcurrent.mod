: hyperpolarisation-activated current (Kole 2006)
NEURON {
  SUFFIX hcurrent
  NONSPECIFIC_CURRENT i
  RANGE gbar
  THREADSAFE
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER {
  gbar = 2e-5 (S/cm2)
  e = -45 (mV)
}
ASSIGNED {
  v (mV) i (mA/cm2)
  minf mtau (ms)
}
STATE { m }
BREAKPOINT {
  SOLVE kin METHOD cnexp
  i = gbar*m*(v - e)
}
INITIAL { setrates(v) m = minf }
DERIVATIVE kin {
  setrates(v)
  m' = (minf - m)/mtau
}
PROCEDURE setrates(u (mV)) { LOCAL a, b
  UNITSOFF
  a = 0.076517*linoid((u + 154.9)/11.9)
  b = 0.193*exp(u/33.1)
  mtau = 1/(a + b)
  minf = a/(a + b)
  UNITSON
}
FUNCTION linoid(x) {   : x/(exp(x)-1), regular at 0
  if (fabs(x) < 1e-6) { linoid = 1 - 0.5*x } else { linoid = x/(exp(x) - 1) }
}
