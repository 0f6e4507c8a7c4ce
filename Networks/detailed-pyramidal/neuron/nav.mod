: Sodium current of Traub and Miles 1991 with threshold shift v_t, as in Pospischil et al. 2008.
NEURON {
  SUFFIX nav
  USEION na READ ena WRITE ina
  RANGE gbar, v_t
  THREADSAFE
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) }
PARAMETER { gbar = 0.05 (S/cm2) v_t = -56.2 (mV) }
ASSIGNED { v (mV) ena (mV) ina (mA/cm2) am (/ms) bm (/ms) ah (/ms) bh (/ms) }
STATE { m h }
BREAKPOINT {
  SOLVE kinetics METHOD cnexp
  ina = gbar*m*m*m*h*(v - ena)
}
INITIAL {
  rates(v)
  m = am/(am + bm)
  h = ah/(ah + bh)
}
DERIVATIVE kinetics {
  rates(v)
  m' = am*(1 - m) - bm*m
  h' = ah*(1 - h) - bh*h
}
FUNCTION exprelr(x) {
  if (fabs(x) < 1e-6) { exprelr = 1 - x/2 } else { exprelr = x/(exp(x) - 1) }
}
PROCEDURE rates(u (mV)) { LOCAL w
  UNITSOFF
  w = u - v_t
  am = 1.28*exprelr((13 - w)/4)
  bm = 1.4*exprelr((w - 40)/5)
  ah = 0.128*exp((17 - w)/18)
  bh = 4/(1 + exp((40 - w)/5))
  UNITSON
}
