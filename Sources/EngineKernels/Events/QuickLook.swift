/// Tells at a glance that a look would find nothing new.
///
/// Most conditions compare one number of the group with a constant, and most looks find what the last
/// one found. Where that holds for all conditions of a watcher, nothing else needs to be done: no
/// values are collected and no formula is evaluated.
struct QuickLook {
  private let count: Int
  private let sources: UnsafeMutablePointer<UnsafePointer<Double>>
  private let formulas: UnsafeMutablePointer<Formula>
  private let courses: UnsafeMutablePointer<Course>
  private let owner: Owner

  /// The margin of a condition: ± (value × scale + offset − constant), rounded as formulas are.
  private struct Formula {
    var scale, offset, constant: Double
    var isUpward: Bool
    var isStrict: Bool
  }

  /// How a condition stands.
  private struct Course {
    var isTrue: Bool
    /// Until when nothing can happen while it stays true, in ms; infinite where nothing can at all.
    var deadline: Double
    var isOver: Bool
  }

  /// Frees what the pointers hold.
  private final class Owner {
    let free: () -> Void
    init(_ free: @escaping () -> Void) { self.free = free }
    deinit { free() }
  }

  /// nil where some condition is of another kind.
  init?(_ plans: [EventPlan], _ group: GroupRuntime) {
    var found: [(source: UnsafePointer<Double>, formula: Formula)] = []
    for plan in plans {
      guard plan.comparisons.count == 1, plan.values.count == 1, plan.values[0].count == 1,
        let source = group.address(of: plan.values[0][0]),
        let formula = Self.formula(plan.comparisons[0])
      else { return nil }
      found.append((source, formula))
    }
    count = found.count
    let (sources, formulas, courses) = (
      UnsafeMutablePointer<UnsafePointer<Double>>.allocate(capacity: max(count, 1)),
      UnsafeMutablePointer<Formula>.allocate(capacity: max(count, 1)),
      UnsafeMutablePointer<Course>.allocate(capacity: max(count, 1))
    )
    for (i, entry) in found.enumerated() {
      (sources + i).initialize(to: entry.source)
      (formulas + i).initialize(to: entry.formula)
      (courses + i).initialize(to: Course(isTrue: true, deadline: 0, isOver: false))
    }
    (self.sources, self.formulas, self.courses) = (sources, formulas, courses)
    owner = Owner {
      sources.deallocate()
      formulas.deallocate()
      courses.deallocate()
    }
  }

  private static func formula(_ comparison: EventPlan.Comparison) -> Formula? {
    guard comparison.margin.count == 3, comparison.margin[2] == .subtract else { return nil }
    switch (comparison.margin[0], comparison.margin[1]) {
    case (.value(_, let scale, let offset), .constant(let constant)):
      return Formula(
        scale: scale, offset: offset, constant: constant, isUpward: true,
        isStrict: comparison.isStrict)
    case (.constant(let constant), .value(_, let scale, let offset)):
      return Formula(
        scale: scale, offset: offset, constant: constant, isUpward: false,
        isStrict: comparison.isStrict)
    default: return nil
    }
  }

  /// Takes note of how a condition stands after a look.
  func set(_ i: Int, isTrue: Bool, deadline: Double, isOver: Bool) {
    courses[i] = Course(isTrue: isTrue, deadline: deadline, isOver: isOver)
  }

  /// Evaluates all margins; whether at a time nothing differs from the last look.
  @inline(__always)
  func findsNothing(_ time: Double, margins: UnsafeMutablePointer<Double>) -> Bool {
    var isQuiet = true
    for i in 0..<count {
      let formula = formulas[i]
      let value = sources[i].pointee * formula.scale + formula.offset
      let margin = formula.isUpward ? value - formula.constant : formula.constant - value
      margins[i] = margin
      let holds = formula.isStrict ? margin > 0 : margin >= 0
      let course = courses[i]
      let isSame = holds == course.isTrue && (!holds || time < course.deadline)
      isQuiet = isQuiet && (isSame || course.isOver)
    }
    return isQuiet
  }
}

extension GroupRuntime {
  /// Where a term stands in the group's arrays; nil where it has to be computed.
  fileprivate func address(of term: SamplerPlan.Term) -> UnsafePointer<Double>? {
    switch term {
    case .voltage(let slot): return UnsafePointer(nodes.voltage + slot)
    case .species(let index, let slot, let quantity):
      guard let pool = solutions?.pools[index] else { return nil }
      switch quantity {
      case .inside: return UnsafePointer(pool.inside.now + slot)
      case .outside: return UnsafePointer(pool.outside.now + slot)
      case .insideAmount: return UnsafePointer(pool.inside.amount.value + slot)
      case .outsideAmount: return UnsafePointer(pool.outside.amount.value + slot)
      case .reversal: return nil
      }
    case .volume(let slot, let isInside):
      guard let solutions else { return nil }
      let volume = isInside ? solutions.insideVolume : solutions.outsideVolume
      return UnsafePointer(volume.value + slot)
    case .constant, .mechanism, .point, .clampCurrent: return nil
    }
  }
}
