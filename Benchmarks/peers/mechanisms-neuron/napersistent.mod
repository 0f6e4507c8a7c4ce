: persistent sodium current (Somjen, Kager & Wadman 2008)
NEURON {
  SUFFIX napersistent
  USEION na READ ena WRITE ina
  RANGE gbar
  THREADSAFE
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER {
  gbar = 2e-5 (S/cm2)
  taum = 6 (ms)
  slowing = 25000
}
ASSIGNED {
  v (mV) ena (mV) ina (mA/cm2)
  minf mtau (ms) hinf htau (ms)
}
STATE { m h }
BREAKPOINT {
  SOLVE kin METHOD cnexp
  ina = gbar*m*m*h*(v - ena)
}
INITIAL { setrates(v) m = minf h = hinf }
DERIVATIVE kin {
  setrates(v)
  m' = (minf - m)/mtau
  h' = (hinf - h)/htau
}
PROCEDURE setrates(u (mV)) { LOCAL a, b
  UNITSOFF
  minf = 1/(1 + exp((u + 39.7)/(-7)))
  mtau = taum
  a = 0.128*exp((u + 63)/(-18))/slowing
  b = 4/(1 + exp((u + 40)*(-0.2)))/slowing
  htau = 1/(a + b)
  hinf = a/(a + b)
  UNITSON
}
