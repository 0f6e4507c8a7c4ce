: inward rectifier (Halnes et al. 2013), which grows with potassium outside
NEURON {
  SUFFIX kir
  USEION k READ ek, ko WRITE ik
  RANGE g
  THREADSAFE
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) (mM) = (milli/liter) }
PARAMETER {
  g = 5e-5 (S/cm2)
  koutrest = 3.082 (mM)
  atrest = 3.95661027623322   : (1 + exp(18.4/42.4))*(1 + exp(-(E + 118.6)/44.1)), E = RT/F log(3.082/99.959)
}
ASSIGNED { v (mV) ek (mV) ko (mM) ik (mA/cm2) }
BREAKPOINT { LOCAL scale, chord
  UNITSOFF
  scale = atrest*sqrt(ko/koutrest)
  chord = g*scale/((1 + exp((v - ek + 18.5)/42.5))*(1 + exp((v + 118.6)/(-44.1))))
  ik = chord*(v - ek)
  UNITSON
}
