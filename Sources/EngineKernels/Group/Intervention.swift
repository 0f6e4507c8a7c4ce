#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif
import CMechanismABI

/// An intervention in motion: the numbers that it changes, and until when they are right.
struct Intervention {
  /// What else has to follow the numbers.
  enum Follower {
    /// Nothing.
    case none
    /// The concentrations outside of a species, by its number.
    case bath(Int)
    /// All potentials that depend on the temperature.
    case temperature
  }

  let schedule: ChangeSchedule
  let places: [ChangingNumber]
  private let follower: Follower
  var settledUntil = -Double.infinity

  init(_ schedule: ChangeSchedule, _ places: [ChangingNumber], follower: Follower = .none) {
    self.schedule = schedule
    self.places = places
    self.follower = follower
  }

  /// Forgets what is settled: the next step sets everything anew.
  mutating func rewind() { settledUntil = -.infinity }

  /// Whether the numbers have still to be set for a step that ends at a time.
  @inline(__always)
  func isDue(_ end: Double) -> Bool { end > settledUntil }

  /// Sets the numbers to their means over a step, and what follows them.
  @inline(__always)
  mutating func apply(from begin: Double, to end: Double, _ solutions: Solutions?) {
    guard isDue(end) else { return }
    setMeans(from: begin, to: end, solutions)
    let constant = schedule.constantUntil(begin)
    settledUntil = constant > end ? constant : -.infinity
  }

  /// Sets the numbers to their means between two times, and what follows them.
  func setMeans(from begin: Double, to end: Double, _ solutions: Solutions?) {
    for number in places { number.place.pointee = 0 }
    schedule.forEachPiece(from: begin, to: end) { share, first, last in
      for number in places { number.place.pointee += share * number.mean(first, last) }
    }
    follow(solutions)
  }

  /// Sets the numbers to their values at a time, and what follows them.
  func set(at time: Double, _ solutions: Solutions?) {
    let value = schedule.value(at: time)
    for number in places { number.place.pointee = number.value(value) }
    follow(solutions)
  }

  private func follow(_ solutions: Solutions?) {
    switch follower {
    case .none: break
    case .bath(let species): solutions?.followBath(species)
    case .temperature: solutions?.followTemperature()
    }
  }

  func nextJump(at time: Double) -> Double { schedule.nextJump(at: time) }
}

/// A number that an intervention changes, and how it depends on what the schedule says.
struct ChangingNumber {
  /// How a number depends on what is set.
  enum Dependence {
    /// It is what is set.
    case same
    /// It grows with the absolute temperature; that at the start in °C.
    case absoluteTemperature(celsius: Double)
    /// It grows by the factor `q10` for each 10 K; the temperature at the start in °C.
    case q10(Double, celsius: Double)
  }

  let place: UnsafeMutablePointer<Double>
  private let original: Double
  private let dependence: Dependence

  init(_ place: UnsafeMutablePointer<Double>, _ dependence: Dependence = .same) {
    self.place = place
    original = place.pointee
    self.dependence = dependence
  }

  /// The number at a value of the schedule.
  func value(_ value: ChangeSchedule.Value) -> Double {
    switch dependence {
    case .same: return value.offset + value.share * original
    case .absoluteTemperature(let celsius):
      let now = value.offset + value.share * celsius
      return now == celsius ? original : original * (now + 273.15) / (celsius + 273.15)
    case .q10(let factor, let celsius):
      let now = value.offset + value.share * celsius
      return now == celsius ? original : original * pow(factor, (now - celsius) / 10)
    }
  }

  /// The mean while the schedule goes in a straight line from one value to another.
  ///
  /// By Simpson's rule, whose error is of fourth order in the length of the line.
  func mean(_ first: ChangeSchedule.Value, _ last: ChangeSchedule.Value) -> Double {
    guard first != last else { return value(first) }
    return (value(first) + 4 * value(first.mixed(last, 0.5)) + value(last)) / 6
  }
}

extension GroupRuntime {
  /// Sets what interventions change to its mean over the step.
  @inline(__always)
  func intervene(_ begin: Double, _ end: Double) {
    for i in interventions.indices { interventions[i].apply(from: begin, to: end, solutions) }
  }

  /// Whether some intervention changes something in a step that ends at a time, or did shortly
  /// before.
  @inline(__always)
  func isIntervened(_ end: Double) -> Bool {
    for i in interventions.indices where interventions[i].isDue(end) { return true }
    return false
  }

  /// Sets what interventions change to its mean between two times, whatever is settled: states lag
  /// behind V by half a step, and advance with means of their own.
  func setMeansOfInterventions(_ begin: Double, _ end: Double) {
    for i in interventions.indices { interventions[i].setMeans(from: begin, to: end, solutions) }
  }

  /// Finds the numbers that plans change.
  static func interventions(
    _ plans: [InterventionPlan], _ mechanisms: [MechanismRuntime], _ points: [PointRuntime],
    _ solutions: Solutions?
  ) -> [Intervention] {
    plans.map { plan in
      switch plan.target {
      case .parameter(let mechanism, let parameter):
        let runtime = mechanisms[mechanism]
        let places = plan.slots.compactMap { slot in
          runtime.place(in: runtime.parameters[parameter], ofSlot: slot)
        }
        return Intervention(plan.schedule, places.map { ChangingNumber($0) })
      case .bath(let species):
        let base = solutions?.pools[species].bathConcentration
        let places = plan.slots.compactMap { slot in base.map { ChangingNumber($0 + slot) } }
        return Intervention(plan.schedule, places, follower: .bath(species))
      case .temperature(let changesThermalVoltage):
        var places = zip(plan.slots, plan.celsius).flatMap { slot, celsius in
          numbers(slot, celsius, changesThermalVoltage, mechanisms, solutions)
        }
        for point in points { places += point.numbers(plan, changesThermalVoltage) }
        return Intervention(plan.schedule, places, follower: .temperature)
      }
    }
  }

  /// All numbers of a slot that depend on its temperature.
  private static func numbers(
    _ slot: Int, _ celsius: Double, _ changesThermalVoltage: Bool,
    _ mechanisms: [MechanismRuntime], _ solutions: Solutions?
  ) -> [ChangingNumber] {
    var numbers = mechanisms.flatMap {
      $0.numbers(slot, celsius, changesThermalVoltage: changesThermalVoltage)
    }
    if changesThermalVoltage, let solutions {
      let place = solutions.thermalVoltage + slot
      numbers.append(ChangingNumber(place, .absoluteTemperature(celsius: celsius)))
    }
    return numbers
  }
}

extension MechanismRuntime {
  /// Where a column of the mechanism holds the number of a slot; nil where it is not carried.
  fileprivate func place(
    in column: skou_column, ofSlot slot: Int
  ) -> UnsafeMutablePointer<Double>? {
    guard let index = ownIndex(ofSlot: slot),
      let base = UnsafeMutablePointer(mutating: column.values)
    else { return nil }
    return base + index
  }

  /// What changes with the temperature of a slot, which is `start` °C at the start.
  fileprivate func numbers(
    _ slot: Int, _ start: Double, changesThermalVoltage: Bool
  ) -> [ChangingNumber] {
    guard let index = ownIndex(ofSlot: slot) else { return [] }
    return numbers(lane: index, start, changesThermalVoltage: changesThermalVoltage)
  }

  /// The same for one of the mechanism's own lanes.
  fileprivate func numbers(
    lane index: Int, _ start: Double, changesThermalVoltage: Bool
  ) -> [ChangingNumber] {
    guard let temperature = changing.temperature, (weight?[index] ?? 0) > 0 else { return [] }
    func number(
      _ column: skou_column, _ dependence: ChangingNumber.Dependence
    ) -> [ChangingNumber] {
      UnsafeMutablePointer(mutating: column.values)
        .map { [ChangingNumber($0 + index, dependence)] } ?? []
    }
    let absolute = ChangingNumber.Dependence.absoluteTemperature(celsius: start)
    var numbers = number(celsius, .same)
    numbers += number(temperatureFactor, .q10(temperature.q10(index), celsius: start))
    guard changesThermalVoltage else { return numbers }
    numbers += number(thermalVoltage, absolute)
    for ion in ions.indices where temperature.isNernst(ion: ion, index) {
      numbers += number(ions[ion].reversal_mV, absolute)
    }
    return numbers
  }
}

extension PointRuntime {
  /// What changes with the temperature of the compartments in which point mechanisms sit.
  fileprivate func numbers(
    _ plan: InterventionPlan, _ changesThermalVoltage: Bool
  ) -> [ChangingNumber] {
    let start = Dictionary(zip(plan.slots, plan.celsius)) { first, _ in first }
    return slots.indices.flatMap { lane in
      start[Int(slots[lane])].map {
        mechanism.numbers(lane: lane, $0, changesThermalVoltage: changesThermalVoltage)
      } ?? []
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

  /// RT/F has changed somewhere.
  func followTemperature() {
    for pool in pools where pool.hasReversal { setReversal(pool, Double.self) }
  }
}
