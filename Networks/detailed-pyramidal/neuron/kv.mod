: Delayed-rectifier potassium current of Traub and Miles 1991, as in Pospischil et al. 2008.
NEURON {
  SUFFIX kv
  USEION k READ ek WRITE ik
  RANGE gbar, v_t
  THREADSAFE
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER { gbar = 0.005 (S/cm2) v_t = -56.2 (mV) }
ASSIGNED { v (mV) ek (mV) ik (mA/cm2) an (/ms) bn (/ms) }
STATE { n }
BREAKPOINT {
  SOLVE kinetics METHOD cnexp
  ik = gbar*n*n*n*n*(v - ek)
}
INITIAL {
  rates(v)
  n = an/(an + bn)
}
DERIVATIVE kinetics {
  rates(v)
  n' = an*(1 - n) - bn*n
}
FUNCTION exprelr(x) {
  if (fabs(x) < 1e-6) { exprelr = 1 - x/2 } else { exprelr = x/(exp(x) - 1) }
}
PROCEDURE rates(u (mV)) { LOCAL w
  UNITSOFF
  w = u - v_t
  an = 0.16*exprelr((15 - w)/5)
  bn = 0.5*exp((10 - w)/40)
  UNITSON
}
