import Communication
import EngineKernels

/// What has been recorded in an epoch: by one rank, or by all.
struct Handover {
  var samples: [SampledColumns] = []
  var spikes: [Spike] = []
  var events: [EventOccurrence] = []

  /// What the groups of this rank, and its part of the shared space, have recorded.
  init(_ groups: [GroupRuntime], _ tissue: Tissue?, isOver: Bool = false) {
    samples =
      groups.flatMap { $0.currentSamplers.map(SampledColumns.init) }
      + (tissue?.samplers ?? []).filter { !$0.columns.isEmpty }.map(SampledColumns.init)
    // At the end of a run samples are all that is left.
    guard !isOver else { return }
    spikes = groups.flatMap { $0.spikes.spikes }
    events = groups.flatMap { $0.events.occurrences }
  }

  private init() {}

  /// What all ranks have recorded, on the first one; nothing on the others.
  func gathered(_ ranks: any Ranks) -> Handover {
    guard ranks.count > 1 else { return self }
    var all = Handover()
    for message in ranks.gatherAtFirst(message) { all.append(message) }
    return all
  }

  private var message: [Double] {
    var message = [Double(spikes.count), Double(events.count)]
    for spike in spikes { message += [spike.time, Double(spike.detector)] }
    for event in events { message += [event.time, event.since, Double(event.identifier)] }
    for part in samples { message += part.message }
    return message
  }

  private mutating func append(_ message: [Double]) {
    var reader = DoubleReader(message)
    let (spikeCount, eventCount) = (reader.integer(), reader.integer())
    for _ in 0..<spikeCount {
      spikes.append(Spike(time: reader.next(), detector: reader.integer()))
    }
    for _ in 0..<eventCount {
      events.append(
        EventOccurrence(
          time: reader.next(), since: reader.next(), identifier: reader.integer()))
    }
    while !reader.isAtEnd { samples.append(SampledColumns(&reader)) }
  }

  /// Forgets spikes and events after a time, and puts the others in the order of time.
  mutating func order(upTo end: Double?) {
    if let end {
      spikes.removeAll { $0.time > end }
      events.removeAll { $0.time > end }
    }
    spikes.sort { ($0.time, $0.detector) < ($1.time, $1.detector) }
    events.sort { $0.isBefore($1) }
  }
}
