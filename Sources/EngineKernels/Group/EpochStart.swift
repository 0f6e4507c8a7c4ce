/// What a group must remember to start an epoch again, or a round of it; in memory that is kept from one
/// to the next.
struct EpochStart {
  /// Whether anything has been noted.
  private(set) var isNoted = false
  private(set) var stepCount = 0
  private(set) var cursors: [WaveformCursor] = []
  private(set) var detectors: [Detector] = []
  private(set) var positions: [SamplerPosition] = []
  private(set) var emitters: [Detector] = []
  private(set) var marks = EventQueue.Marks(applied: 0, averaged: 0)
  private(set) var spikeCount = 0
  private(set) var emittedCount = 0
  private(set) var eventCount = 0
  private(set) var dampedUntil = 0

  /// Takes over what a group has now.
  mutating func note(_ group: GroupRuntime) {
    isNoted = true
    stepCount = group.stepCount
    cursors.copy(group.cursors)
    detectors.copy(group.detectors)
    emitters.copy(group.emitters)
    notePositions(group.samplers)
    marks = group.queue.marks
    spikeCount = group.spikes.spikes.count
    emittedCount = group.emitted.spikes.count
    eventCount = group.events.occurrences.count
    dampedUntil = group.dampedUntil
  }

  private mutating func notePositions(_ samplers: [Sampler]) {
    while positions.count < samplers.count { positions.append(SamplerPosition()) }
    for i in samplers.indices { positions[i].copy(samplers[i].position) }
  }
}

extension SamplerPosition {
  fileprivate mutating func copy(_ other: SamplerPosition) {
    (next, valueCount, hasLeft) = (other.next, other.valueCount, other.hasLeft)
    left.copy(other.left)
  }
}

extension Array {
  /// Takes over the other's elements, not its memory: neither has to move when it is changed.
  fileprivate mutating func copy(_ other: [Element]) {
    removeAll(keepingCapacity: true)
    append(contentsOf: other)
  }
}
