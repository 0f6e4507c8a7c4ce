: fast sodium channel of mammalian neurons (Traub & Miles 1991), at 36 degC
NEURON {
  SUFFIX nav
  USEION na READ ena WRITE ina
  RANGE gbar
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER {
  gbar = 0.056 (S/cm2)
  vt = -56.2 (mV)
}
STATE { m h }
BREAKPOINT {
  SOLVE kin METHOD cnexp
  ina = gbar*m*m*m*h*(v - ena)
}
INITIAL { LOCAL a, b
  a = 1.28*exprelr((13 - (v - vt))*0.25)
  b = 1.4*exprelr(((v - vt) - 40)*0.2)
  m = a/(a + b)
  a = 0.128*exp((17 - (v - vt))/18)
  b = 4/(1 + exp((40 - (v - vt))*0.2))
  h = a/(a + b)
}
DERIVATIVE kin { LOCAL a, b
  a = 1.28*exprelr((13 - (v - vt))*0.25)
  b = 1.4*exprelr(((v - vt) - 40)*0.2)
  m' = a - m*(a + b)
  a = 0.128*exp((17 - (v - vt))/18)
  b = 4/(1 + exp((40 - (v - vt))*0.2))
  h' = a - h*(a + b)
}
