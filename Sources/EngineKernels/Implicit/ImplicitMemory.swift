/// The arrays of an integrator, each laid out as a state.
final class ImplicitMemory {
  typealias Vector = UnsafeMutablePointer<Double>
  /// y.
  let state: Vector
  /// What the sums that make up y have lost so far (Kahan).
  let compensation: Vector
  /// y at the start of the last step.
  let start: Vector
  /// h f of each stage for slots, increments for junctions: `slopes + stage * stateCount`.
  let slopes: Vector
  /// What stages before add to a stage's increment.
  let known: Vector
  /// A stage's increment.
  let increment: Vector
  /// y plus an increment.
  let trial: Vector
  /// f of `trial`.
  let rates: Vector
  /// Residual of a stage, then its correction; error of a step.
  let correction: Vector
  /// 1/(tolerance) of each unknown.
  let weights: Vector
  /// Room for one number for each node.
  let sums: Vector
  let arena: DoubleArena

  init(_ layout: ImplicitLayout) {
    let count = layout.stateCount
    var cutter = ArenaCutter()
    let places = (0..<9).map { _ in cutter.reserve(count) }
    let stages = cutter.reserve(count * ImplicitTableau.stageCount)
    let nodes = cutter.reserve(layout.stride)
    arena = DoubleArena(count: cutter.used)
    let base = arena.base
    state = base + places[0]
    compensation = base + places[1]
    start = base + places[2]
    known = base + places[3]
    increment = base + places[4]
    trial = base + places[5]
    rates = base + places[6]
    correction = base + places[7]
    weights = base + places[8]
    slopes = base + stages
    sums = base + nodes
  }
}
