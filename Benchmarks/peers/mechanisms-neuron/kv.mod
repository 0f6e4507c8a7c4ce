: delayed rectifier of mammalian neurons (Traub & Miles 1991), at 36 degC
NEURON {
  SUFFIX kv
  USEION k READ ek WRITE ik
  RANGE gbar
  THREADSAFE
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER {
  gbar = 0.006 (S/cm2)
  vt = -56.2 (mV)
}
ASSIGNED {
  v (mV) ek (mV) ik (mA/cm2)
  ninf ntau (ms)
}
STATE { n }
BREAKPOINT {
  SOLVE kin METHOD cnexp
  ik = gbar*n*n*n*n*(v - ek)
}
INITIAL { setrates(v) n = ninf }
DERIVATIVE kin {
  setrates(v)
  n' = (ninf - n)/ntau
}
PROCEDURE setrates(u (mV)) { LOCAL a, b
  UNITSOFF
  a = 0.16*linoid((15 - (u - vt))*0.2)
  b = 0.5*exp((10 - (u - vt))*0.025)
  ntau = 1/(a + b)
  ninf = a/(a + b)
  UNITSON
}
FUNCTION linoid(x) {   : x/(exp(x)-1), regular at 0
  if (fabs(x) < 1e-6) { linoid = 1 - 0.5*x } else { linoid = x/(exp(x) - 1) }
}
