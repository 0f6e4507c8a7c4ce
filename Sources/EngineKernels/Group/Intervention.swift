/// An intervention in motion: the numbers that it changes, and until when they are right.
struct Intervention {
  private let schedule: ChangeSchedule
  private let places: [UnsafeMutablePointer<Double>]
  private let originals: [Double]
  private let species: Int?
  private var settledUntil = -Double.infinity

  init(
    _ schedule: ChangeSchedule, species: Int? = nil, _ places: [UnsafeMutablePointer<Double>]
  ) {
    self.schedule = schedule
    self.places = places
    self.species = species
    originals = places.map(\.pointee)
  }

  /// Forgets what is settled: the next step sets everything anew.
  mutating func rewind() { settledUntil = -.infinity }

  /// Sets the numbers to their means over a step; whether anything was set.
  @inline(__always)
  mutating func apply(from begin: Double, to end: Double) -> Bool {
    guard end > settledUntil else { return false }
    set(schedule.mean(from: begin, to: end))
    let constant = schedule.constantUntil(begin)
    settledUntil = constant > end ? constant : -.infinity
    return true
  }

  private func set(_ value: ChangeSchedule.Value) {
    for (place, original) in zip(places, originals) {
      place.pointee = value.offset + value.share * original
    }
  }

  /// The species of the bath that is changed.
  var bathSpecies: Int? { species }
  func nextJump(at time: Double) -> Double { schedule.nextJump(at: time) }
}

extension GroupRuntime {
  /// Sets what interventions change to its mean over the step.
  @inline(__always)
  func intervene(_ begin: Double, _ end: Double) {
    for i in interventions.indices where interventions[i].apply(from: begin, to: end) {
      if let species = interventions[i].bathSpecies { solutions?.followBath(species) }
    }
  }

  /// Finds the numbers that plans change.
  static func interventions(
    _ plans: [InterventionPlan], _ mechanisms: [MechanismRuntime], _ solutions: Solutions?
  ) -> [Intervention] {
    plans.map { plan in
      switch plan.target {
      case .parameter(let mechanism, let parameter):
        let runtime = mechanisms[mechanism]
        let base = UnsafeMutablePointer(mutating: runtime.parameters[parameter].values)
        let places = plan.slots.compactMap { slot in
          runtime.ownIndex(ofSlot: slot).flatMap { index in base.map { $0 + index } }
        }
        return Intervention(plan.schedule, places)
      case .bath(let species):
        let base = solutions?.pools[species].bathConcentration
        return Intervention(
          plan.schedule, species: species, plan.slots.compactMap { slot in base.map { $0 + slot } })
      }
    }
  }
}

extension Solutions {
  /// Without a shell the outside is the bath itself.
  func followBath(_ species: Int) {
    let pool = pools[species]
    guard !hasShell else { return }
    pool.outside.now.update(from: pool.bathConcentration, count: slotCount)
    pool.outside.midpoint.update(from: pool.bathConcentration, count: slotCount)
    if pool.hasReversal { setReversal(pool, Double.self) }
  }
}
