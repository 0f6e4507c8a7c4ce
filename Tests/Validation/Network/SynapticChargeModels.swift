import Foundation

/// Spheres without any leak, each with its own source and synapses at its soma.
///
/// V then knows all charge: with one reversal potential of 0 mV, C dV/dt = −g V, so that
/// V = V(0) exp(−∫ g dt / C), however g went.
struct SynapticSpheres {
  /// What stands under `synapses:`, one a line.
  var synapses = ["{use: exp_syn, name: input, at: soma, tau: 2 ms, reversal: 0 mV}"]
  /// For each cell the times of its source's spikes, in ms.
  var times: [[Double]]
  /// Other sources in place of these times, such as `poisson: {rate: 5 Hz}`, as many as spheres.
  var pattern: String?
  /// What each source is connected to.
  var connections = [Connection(weight: 0.001)]
  /// In ms.
  var duration = 8.0

  /// From each source to a place of a synapse of its sphere.
  struct Connection {
    var synapse = "input"
    var site = 0
    /// In µS.
    let weight: Double
    /// In ms.
    var delay = 0.0
  }

  /// What else stands under `connections:` and `record:`, one a line.
  var wires: [String] = []
  var recordings: [String] = []

  /// π 20² µm² at 1 µF/cm², in nF.
  static let capacitance = Double.pi * 400 * 1e-5

  /// The model, at a time step in ms.
  func text(step: Double, method: String = "second_order") -> String {
    let lists = times.map { "[\($0.map { "\($0) ms" }.joined(separator: ", "))]" }
    let ends = connections.map {
      """
        - from: kicks
          to: spheres
          rule: one_to_one
          synapse: \($0.synapse)
          site: \($0.site)
          weight: \($0.weight) uS
          delay: \($0.delay) ms
      """
    }
    return """
      skou: 1
      simulation:
        {duration: \(duration) ms, dt: \(step) ms, temperature: 37 degC, method: \(method)}
      cells:
        sphere:
          morphology: {sphere: {diameter: 20 um}}
          cable: {capacitance: 1 uF/cm2, voltage: -65 mV}
          synapses:
      \(synapses.map { "      - \($0)" }.joined(separator: "\n"))
      populations: {spheres: {cell: sphere, count: \(times.count)}}
      sources: {kicks: {\(pattern ?? "times: [\(lists.joined(separator: ", "))]"), count: \(times.count)}}
      connections:
      \(ends.joined(separator: "\n"))
      \(wires.map { "  - \($0)" }.joined(separator: "\n"))
      record:
        v: {variable: v, cells: spheres, at: soma, every: \(duration / 10) ms}
      \(recordings.map { "  \($0)" }.joined(separator: "\n"))
      """
  }

  /// ∫ g dt of each cell up to the end, in µS ms, from its V.
  func integrals(step: Double, method: String = "second_order") throws -> [Double] {
    let run = try ModelRun(text(step: step, method: method))
    return (run.traces["v"] ?? []).map { trace in
      -Self.capacitance * log((trace.last ?? .nan) / -65)
    }
  }
}

/// The root of the mean of squares.
func rootMeanSquare(_ values: [Double]) -> Double {
  (values.reduce(0) { $0 + $1 * $1 } / Double(max(values.count, 1))).squareRoot()
}
