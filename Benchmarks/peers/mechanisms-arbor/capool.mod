: intracellular calcium pool (well mixed), sv = membrane area / cytosol volume (1/cm)
NEURON {
  SUFFIX capool
  USEION ca READ ica WRITE cai
  RANGE sv, start
}
UNITS { (mA) = (milliamp) (mM) = (milli/liter) }
PARAMETER { sv = 5e3 (/cm) start = 1e-4 (mM) FC = 96485.33212 }
STATE { cai (mM) }
INITIAL { cai = start }
BREAKPOINT {
  SOLVE pooldyn METHOD cnexp
}
DERIVATIVE pooldyn {
  cai' = -ica*sv/(2*FC)
}
