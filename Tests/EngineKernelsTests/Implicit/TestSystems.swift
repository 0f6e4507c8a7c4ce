#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import EngineKernels

typealias Input = UnsafePointer<Double>
typealias Output = UnsafeMutablePointer<Double>

/// Slots that know nothing of each other.
struct LocalSystem: ImplicitSystem {
  let layout: ImplicitLayout
  var unknowns: [ImplicitUnknown]
  var conservationRows: [ConservationRow] = []
  /// time, state, rates, distance between unknowns; for the slot at the pointers.
  let slotRates: (Double, Input, Output, Int) -> Void

  init(
    slotCount: Int = 1, unknowns: [ImplicitUnknown],
    rates: @escaping (Double, Input, Output, Int) -> Void
  ) {
    layout = ImplicitLayout(
      slotCount: slotCount, nodeCount: slotCount, unknownCount: unknowns.count, coupledCount: 1)
    self.unknowns = unknowns
    slotRates = rates
  }

  var parents: [Int32] { Array(repeating: -1, count: layout.nodeCount) }

  func rates(_ time: Double, _ state: Input, _ rates: Output) {
    localRates(time, state, rates)
  }

  func localRates(_ time: Double, _ state: Input, _ rates: Output) {
    for slot in 0..<layout.slotCount {
      slotRates(time, state + slot, rates + slot, layout.stride)
    }
  }

  func coupling(_ time: Double, _ state: Input, _ coupling: TreeCoupling) {}
}

/// Membranes of conductance 1/τ on a tree with ohmic edges, and perhaps more unknowns each.
struct CableSystem: ImplicitSystem {
  let layout: ImplicitLayout
  let parents: [Int32]
  /// Of the edge to the parent, in µS.
  let conductance: [Double]
  /// Of each slot, in nF.
  let capacitance: [Double]
  var unknowns: [ImplicitUnknown]
  var slotRates: (Double, Input, Output, Int) -> Void

  func rates(_ time: Double, _ state: Input, _ rates: Output) {
    localRates(time, state, rates)
    for node in layout.slotCount..<layout.nodeCount { rates[node] = 0 }
    for (node, parent) in parents.enumerated() where parent >= 0 {
      let parent = Int(parent)
      let current = conductance[node] * (state[parent] - state[node])
      rates[node] += current / storage(node)
      rates[parent] -= current / storage(parent)
    }
  }

  func localRates(_ time: Double, _ state: Input, _ rates: Output) {
    for slot in 0..<layout.slotCount {
      slotRates(time, state + slot, rates + slot, layout.stride)
    }
  }

  func coupling(_ time: Double, _ state: Input, _ coupling: TreeCoupling) {
    for (node, parent) in parents.enumerated() where parent >= 0 {
      coupling.addEdge(
        node: node, parent: Int(parent), childRate: conductance[node] / storage(node),
        parentRate: conductance[node] / storage(Int(parent)))
    }
  }

  private func storage(_ node: Int) -> Double {
    node < layout.slotCount ? capacitance[node] : 1
  }
}

/// Van der Pol's oscillator, y'' = µ (1 − y²) y' − y.
func vanDerPol(stiffness: Double) -> LocalSystem {
  LocalSystem(unknowns: [unknown("y", 1), unknown("v", 1)]) { _, y, f, stride in
    f[0] = y[stride]
    f[stride] = stiffness * (1 - y[0] * y[0]) * y[stride] - y[0]
  }
}

/// Robertson's chemical kinetics (1966), stiff over eleven orders of magnitude.
func robertson() -> LocalSystem {
  var system = LocalSystem(unknowns: [unknown("a", 1), unknown("b", 1e-4), unknown("c", 1)]) {
    _, y, f, stride in
    let slow = 0.04 * y[0]
    let back = 1e4 * y[stride] * y[2 * stride]
    let fast = 3e7 * y[stride] * y[stride]
    f[0] = back - slow
    f[stride] = slow - back - fast
    f[2 * stride] = fast
  }
  for index in system.unknowns.indices {
    system.unknowns[index].absoluteTolerance = 1e-6 * system.unknowns[index].typicalMagnitude
  }
  return system
}

func unknown(_ name: String, _ typical: Double, isPositive: Bool = false) -> ImplicitUnknown {
  ImplicitUnknown(
    name: name, absoluteTolerance: 1e-9 * typical, typicalMagnitude: typical,
    isPositive: isPositive)
}

/// The squid patch of Hodgkin & Huxley (1952) at 6.3 °C with 10 µA/cm², in mV and ms.
func squidPatch() -> LocalSystem {
  let unknowns = [unknown("V", 10), unknown("m", 0.1), unknown("h", 0.1), unknown("n", 0.1)]
  return LocalSystem(unknowns: unknowns) { _, y, f, stride in
    squidRates(y, f, stride, stimulus: 10)
  }
}

func squidRates(_ y: Input, _ f: Output, _ stride: Int, stimulus: Double) {
  let v = y[0]
  let m = y[stride]
  let h = y[2 * stride]
  let n = y[3 * stride]
  let sodium = 120 * m * m * m * h * (v - 50)
  let potassium = 36 * n * n * n * n * (v + 77)
  f[0] = stimulus - sodium - potassium - 0.3 * (v + 54.3)
  f[stride] = 0.1 * ratio(v + 40) * (1 - m) - 4 * exp(-(v + 65) / 18) * m
  f[2 * stride] = 0.07 * exp(-(v + 65) / 20) * (1 - h) - h / (1 + exp(-(v + 35) / 10))
  f[3 * stride] = 0.01 * ratio(v + 55) * (1 - n) - 0.125 * exp(-(v + 65) / 80) * n
}

/// x/(1 − exp(−x/10)).
private func ratio(_ x: Double) -> Double {
  abs(x) < 1e-6 ? 10 + x / 2 : x / (1 - exp(-x / 10))
}
