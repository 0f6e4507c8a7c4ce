import EngineKernels
import ModelDescription
import Quantities

extension NetworkLowering {
  /// When the sources spike that are no cells: all of the model's, on every rank.
  func sourcePlans() throws(LoweringError) -> [SpikeSourcePlan] {
    var plans: [SpikeSourcePlan] = []
    for (identifier, emission) in emissions.all.enumerated() where emission.compartment == nil {
      let block = wiring.numbering.blocks.first { $0.numbers.contains(emission.number) }
      guard let block, let source = model.sources.first(where: { $0.name == block.name }) else {
        continue
      }
      let number = emission.number - block.numbers.lowerBound
      plans.append(
        SpikeSourcePlan(identifier: identifier, pattern: try source.pattern(ofSource: number)))
    }
    return plans
  }
}

extension SpikeSourceDescription {
  /// When one of the sources spikes, in ms.
  fileprivate func pattern(ofSource number: Int) throws(LoweringError) -> SpikeSourcePlan.Pattern {
    func milliseconds(_ quantity: Quantity) throws(LoweringError) -> Double {
      try value(quantity, .millisecond, source)
    }
    switch pattern {
    case .regular(let start, let interval, let count):
      let step = try interval.map { (q) throws(LoweringError) in try milliseconds(q) }
      return .regular(
        start: try milliseconds(start), interval: step ?? 1,
        count: step == nil ? 1 : count ?? .max)
    case .poisson(let rate, let window):
      return .poisson(
        rate: try value(rate, .perMillisecond, source), start: try milliseconds(window.start),
        stop: try window.stop.map { (q) throws(LoweringError) in try milliseconds(q) } ?? .infinity,
        seed: UInt64(
          RandomKey(seed: seed, purpose: "sources").child(RandomKey.hash(name)).below(.max, at: 0)),
        stream: UInt64(number))
    case .times(let times): return .times(times.indices.contains(number) ? times[number] : [])
    }
  }
}
