import Engine
import EngineKernels
import Foundation
import ModelIO
import Testing

@testable import Lowering

/// Each rank builds its own groups, and all ranks agree on everything else.
@Suite("Plans of several ranks")
struct RankLoweringTests {
  @Test(
    "together they are the plan of one rank, each group once",
    arguments: RankModel.allCases, [StepSettings.Path.lanes, .scalar])
  func union(_ kind: RankModel, _ path: StepSettings.Path) throws {
    let model = try loaded(kind.text)
    let whole = try lowered(model, options(path))
    #expect(whole.plan.groups.count == kind.groupCount)
    #expect(whole.plan.dealing.slotCounts == whole.plan.groups.map(\.slotCount))
    let groups = whole.plan.groups.map(words)
    let others = rest(whole, whole)
    // More ranks than groups, too.
    for rankCount in [1, 2, 3, 7, 11] {
      var builders = groups.map { _ in [Int]() }
      for rank in 0..<rankCount {
        let part = try lowered(model, options(path, rank: rank, of: rankCount))
        #expect(part.plan.dealing.own.count == part.plan.groups.count)
        for (number, group) in zip(part.plan.dealing.own, part.plan.groups) {
          builders[number].append(rank)
          #expect((words(group) == groups[number]) as Bool, "group \(number) of \(rankCount) ranks")
        }
        #expect((rest(part, whole) == others) as Bool, "rank \(rank) of \(rankCount)")
        #expect(words(part.plan.schedule) == words(whole.plan.schedule))
      }
      #expect(builders.allSatisfy { $0.count == 1 })
    }
  }

  @Test("a rank tells which compartment a slot is, in any group")
  func elements() throws {
    let model = try loaded(RankModel.network.text)
    let whole = try lowered(model)
    let part = try lowered(model, options(rank: 2, of: 3))
    for (number, group) in whole.plan.groups.enumerated() {
      let elements = part.elements(ofGroup: number)
      #expect(elements.count == group.slotCount && elements == whole.elements(ofGroup: number))
      for sampler in group.samplers where sampler.report == 0 {
        for (column, terms) in zip(sampler.columns, sampler.elements) {
          guard case .voltage(let slot) = terms.first else { continue }
          #expect(elements[slot] == whole.reports[0].elements[column])
          #expect(part.element(group: number, slot: slot) == elements[slot])
        }
      }
    }
    let count = whole.plan.groups.indices.reduce(0) {
      $0 + part.elements(ofGroup: $1).count { $0 != nil }
    }
    #expect(count == whole.compartmentCount)
    #expect(part.element(group: 7, slot: 0) == nil && part.element(group: 0, slot: -1) == nil)
  }

  @Test("an error that concerns one group is found by all ranks")
  func errors() throws {
    let model = try loaded(
      RankModel.network.text.replacingOccurrences(of: "1 Mohm", with: "1e-12 Mohm"))
    var found: Set<String> = []
    for rank in 0..<3 {
      let error = #expect(throws: LoweringError.self) {
        try lowered(model, options(rank: rank, of: 3))
      }
      found.insert(error?.description ?? "none")
    }
    #expect(found.count == 1 && found.first?.contains("series resistance") == true)
  }

  @Test("what does not fit into one rank's memory may fit into two")
  func memory() throws {
    let model = try loaded(RankModel.learners(inDegree: 2))
    // 1000 cells of 512 bytes.
    var one = options()
    one.memory = 300_000
    #expect(throws: LoweringError.self) { try lowered(model, one) }
    one.rankCount = 2
    _ = try lowered(model, one)
    one.memory = 200_000
    let error = #expect(throws: LoweringError.self) {
      try lowered(model, one)
    }
    #expect(error?.message.contains("for each of 2 ranks") == true)
  }

  /// Everything but the groups and what does not depend on ranks at all.
  private func rest(_ part: LoweredModel, _ whole: LoweredModel) -> String {
    var part = part
    part.plan.groups = []
    part.plan.share = whole.plan.share
    // Dictionaries in them have no order.
    part.painted = []
    return words(part)
  }
}

/// What ranks have to do.
@Suite("What ranks have to do")
struct RankCostTests {
  @Test("ranks have as much to do, but for what one group takes", arguments: [2, 3, 7, 11])
  func balance(_ rankCount: Int) throws {
    for text in [RankModel.network.text, RankModel.learners(inDegree: 3)] {
      let model = try loaded(text)
      let costs = try costs(model)
      let part = try lowered(model, options(of: rankCount))
      var loads = [Double](repeating: 0, count: rankCount)
      for (group, owner) in part.plan.dealing.owners.enumerated() {
        loads[Int(owner)] += costs[group]
      }
      let (least, most) = (try #require(loads.min()), try #require(loads.max()))
      #expect(most - least <= (try #require(costs.max())))
    }
  }

  @Test("mechanisms cost by their states, points by their number, connected ones included")
  func cost() throws {
    // A thousand cells of one compartment: groups of 256, all lanes in use.
    let costs = try costs(loaded(RankModel.learners(inDegree: 3)))
    let membrane = (GroupCost.mechanism + 2 * GroupCost.state) + GroupCost.mechanism
    let points = GroupCost.point * (1 + 3)
    let cells = [256.0, 256, 256, 232]
    for (cost, count) in zip(costs, cells) {
      let expected = GroupCost.group + count * (GroupCost.cable + membrane + points)
      #expect(abs(cost / expected - 1) < 1e-12, "sums of a few hundred numbers of one sign")
    }
    #expect(costs.count == 4)
  }

  private func costs(_ model: LoadedModel) throws -> [Double] {
    let whole = try lowered(model)
    let cost = GroupCost(model.description, whole.painted)
    return zip(whole.members, whole.plan.groups).map { members, group in
      cost.step(members.map { whole.cells[$0] }, slotCount: group.slotCount)
    }
  }
}

private func loaded(_ text: String) throws -> LoadedModel {
  let file = validationFolder.appendingPathComponent("Models/model.yaml").path
  return try ModelLoader(manifests: linkedMechanisms.manifests)
    .load(text: text, file: file, overrides: [])
}

private func lowered(
  _ model: LoadedModel, _ options: ModelLowering.Options = options()
) throws -> LoweredModel {
  try ModelLowering.lower(model.description, linkedMechanisms, options)
}

private func options(
  _ path: StepSettings.Path = .lanes, rank: Int = 0, of rankCount: Int = 1
) -> ModelLowering.Options {
  var options = ModelLowering.Options()
  (options.path, options.rank, options.rankCount) = (path, rank, rankCount)
  return options
}

/// All of a value, number by number, so that different values have different words.
private func words(_ value: Any) -> String {
  var words = ""
  dump(value, to: &words)
  return words
}
