: hyperpolarisation-activated current (Kole 2006)
NEURON {
  SUFFIX hcurrent
  NONSPECIFIC_CURRENT i
  RANGE gbar
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER {
  gbar = 2e-5 (S/cm2)
  e = -45 (mV)
}
STATE { m }
BREAKPOINT {
  SOLVE kin METHOD cnexp
  i = gbar*m*(v - e)
}
INITIAL { LOCAL a, b
  a = 0.076517*exprelr((v + 154.9)/11.9)
  b = 0.193*exp(v/33.1)
  m = a/(a + b)
}
DERIVATIVE kin { LOCAL a, b
  a = 0.076517*exprelr((v + 154.9)/11.9)
  b = 0.193*exp(v/33.1)
  m' = a - m*(a + b)
}
