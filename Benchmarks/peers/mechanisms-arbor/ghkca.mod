: calcium that permeates in a constant field (Goldman 1943)
NEURON {
  SUFFIX ghkca
  USEION ca READ cai, cao WRITE ica
  RANGE p
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (mM) = (milli/liter) }
PARAMETER {
  p = 1e-7 (cm/s)
  vt = 26.6404857808357 (mV)   : RT/F at 36 degC
  perm = 192.97066424   : 2 F / 1000, C/mol
}
BREAKPOINT { LOCAL x
  x = 2*v/vt
  ica = p*perm*(cai*exprelr(-x) - cao*exprelr(x))
}
INITIAL { }
