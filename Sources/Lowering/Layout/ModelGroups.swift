import EngineKernels
import ModelDescription

/// The groups of a whole model, whoever builds them: their cells, their sizes and what they cost.
struct ModelGroups {
  /// By group: the global numbers of its cells, in the order of the layout.
  let members: [[Int]]
  /// By group.
  let slotCounts: [Int]
  /// By group: of a step, in ns.
  let costs: [Double]

  /// - Parameters:
  ///   - model: its populations and connections say what cells cost.
  ///   - lowered: its cells, painted and numbered.
  ///   - clusters: cells that have to share a group, by global number.
  init(_ model: ModelDescription, _ lowered: LoweredModel, clusters: [[Int]]) {
    let shapes = lowered.painted.map(\.shape)
    var distinct: [TreeShape: Int] = [:]
    for shape in shapes where distinct[shape] == nil { distinct[shape] = distinct.count }
    let shapeOfKind = shapes.map { distinct[$0] ?? 0 }
    let shapeOfCell = lowered.cells.map { shapeOfKind[$0.kind] }
    let ordered = distinct.sorted { $0.value < $1.value }.map(\.key)
    let members = Grouping.groups(
      ordered, shapeOfCell: shapeOfCell, kindOfCell: Self.kinds(model, lowered),
      clusters: clusters)
    let slotCounts = Self.slotCounts(
      members.map { $0.map { shapeOfCell[$0] } }, ordered, lowered.plan.settings.path)
    let cost = GroupCost(model, lowered.painted)
    self.members = members
    self.slotCounts = slotCounts
    costs = zip(members, slotCounts).map { members, slotCount in
      cost.step(members.map { lowered.cells[$0] }, slotCount: slotCount)
    }
  }

  /// Numbers for what cells of a group have in common: solutions, and how many they stand for.
  private static func kinds(_ model: ModelDescription, _ lowered: LoweredModel) -> [Int] {
    let solutions = lowered.painted.map { SolutionsKind($0) }
    let first = solutions.map { solutions.firstIndex(of: $0) ?? 0 }
    let represents = model.populations.map(\.represents)
    let likeness = represents.map { represents.firstIndex(of: $0) ?? 0 }
    return lowered.cells.map { first[$0.kind] * represents.count + likeness[$0.population] }
  }

  /// Groups of equal shapes have equal sizes: these are worked out once.
  private static func slotCounts(
    _ groups: [[Int]], _ shapes: [TreeShape], _ path: StepSettings.Path
  ) -> [Int] {
    var known: [[Int]: Int] = [:]
    return groups.map { numbers in
      if let count = known[numbers] { return count }
      let count = BranchSchedule.group(numbers.map { shapes[$0] }, for: path).slotCount
      known[numbers] = count
      return count
    }
  }
}
