: delayed rectifier of mammalian neurons (Traub & Miles 1991), at 36 degC
NEURON {
  SUFFIX kv
  USEION k READ ek WRITE ik
  RANGE gbar
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER {
  gbar = 0.006 (S/cm2)
  vt = -56.2 (mV)
}
STATE { n }
BREAKPOINT {
  SOLVE kin METHOD cnexp
  ik = gbar*n*n*n*n*(v - ek)
}
INITIAL { LOCAL a, b
  a = 0.16*exprelr((15 - (v - vt))*0.2)
  b = 0.5*exp((10 - (v - vt))*0.025)
  n = a/(a + b)
}
DERIVATIVE kin { LOCAL a, b
  a = 0.16*exprelr((15 - (v - vt))*0.2)
  b = 0.5*exp((10 - (v - vt))*0.025)
  n' = a - n*(a + b)
}
