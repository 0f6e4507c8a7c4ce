: calcium pump of the plasma membrane (Courtemanche, Ramirez & Nattel 1998)
NEURON {
  SUFFIX pmca
  USEION ca READ cai WRITE ica
  RANGE imax
  THREADSAFE
}
UNITS { (mA) = (milliamp) (mM) = (milli/liter) }
PARAMETER { imax = 2.75e-4 (mA/cm2) km = 5e-4 (mM) }
ASSIGNED { cai (mM) ica (mA/cm2) }
BREAKPOINT {
  ica = imax*cai/(cai + km)
}
