: calcium that permeates in a constant field (Goldman 1943)
NEURON {
  SUFFIX ghkca
  USEION ca READ cai, cao WRITE ica
  RANGE p
  THREADSAFE
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (mM) = (milli/liter) }
PARAMETER {
  p = 1e-7 (cm/s)
  vt = 26.6404857808357 (mV)   : RT/F at 36 degC
  perm = 192.97066424   : 2 F / 1000, C/mol
}
ASSIGNED { v (mV) cai (mM) cao (mM) ica (mA/cm2) }
BREAKPOINT { LOCAL x
  UNITSOFF
  x = 2*v/vt
  ica = p*perm*(cai*linoid(-x) - cao*linoid(x))
  UNITSON
}
FUNCTION linoid(x) {   : x/(exp(x)-1), regular at 0
  if (fabs(x) < 1e-6) { linoid = 1 - 0.5*x } else { linoid = x/(exp(x) - 1) }
}
