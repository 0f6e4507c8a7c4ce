: fast sodium channel of mammalian neurons (Traub & Miles 1991), at 36 degC
NEURON {
  SUFFIX nav
  USEION na READ ena WRITE ina
  RANGE gbar
  THREADSAFE
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER {
  gbar = 0.056 (S/cm2)
  vt = -56.2 (mV)
}
ASSIGNED {
  v (mV) ena (mV) ina (mA/cm2)
  minf mtau (ms) hinf htau (ms)
}
STATE { m h }
BREAKPOINT {
  SOLVE kin METHOD cnexp
  ina = gbar*m*m*m*h*(v - ena)
}
INITIAL { setrates(v) m = minf h = hinf }
DERIVATIVE kin {
  setrates(v)
  m' = (minf - m)/mtau
  h' = (hinf - h)/htau
}
PROCEDURE setrates(u (mV)) { LOCAL a, b
  UNITSOFF
  a = 1.28*linoid((13 - (u - vt))*0.25)
  b = 1.4*linoid(((u - vt) - 40)*0.2)
  mtau = 1/(a + b)
  minf = a/(a + b)
  a = 0.128*exp((17 - (u - vt))/18)
  b = 4/(1 + exp((40 - (u - vt))*0.2))
  htau = 1/(a + b)
  hinf = a/(a + b)
  UNITSON
}
FUNCTION linoid(x) {   : x/(exp(x)-1), regular at 0
  if (fabs(x) < 1e-6) { linoid = 1 - 0.5*x } else { linoid = x/(exp(x) - 1) }
}
