: persistent sodium current (Somjen, Kager & Wadman 2008)
NEURON {
  SUFFIX napersistent
  USEION na READ ena WRITE ina
  RANGE gbar
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER {
  gbar = 2e-5 (S/cm2)
  taum = 6 (ms)
  slowing = 25000
}
STATE { m h }
BREAKPOINT {
  SOLVE kin METHOD cnexp
  ina = gbar*m*m*h*(v - ena)
}
INITIAL { LOCAL a, b
  m = 1/(1 + exp((v + 39.7)/(-7)))
  a = 0.128*exp((v + 63)/(-18))/slowing
  b = 4/(1 + exp((v + 40)*(-0.2)))/slowing
  h = a/(a + b)
}
DERIVATIVE kin { LOCAL a, b
  m' = (1/(1 + exp((v + 39.7)/(-7))) - m)*(1/taum)
  a = 0.128*exp((v + 63)/(-18))/slowing
  b = 4/(1 + exp((v + 40)*(-0.2)))/slowing
  h' = a - h*(a + b)
}
