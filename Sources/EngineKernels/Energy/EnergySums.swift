import Numerics

/// The lines of a group's books: sums over time, compensated as Kahan does, in one arena with a
/// copy to go back to.
final class EnergySums {
  /// A line of one mechanism.
  enum MechanismLine: Int, CaseIterable {
    case dissipation, dissipationOfNoIon, atpUsed, atpMade, reactions
  }
  /// A line of the whole group.
  enum GroupLine: Int, CaseIterable {
    case stimuli, axial, water, exchange, entropy, bath, reservoirs
  }

  let arena: DoubleArena
  private let saved: DoubleArena

  init(mechanismCount: Int) {
    let lines = mechanismCount * MechanismLine.allCases.count + GroupLine.allCases.count
    arena = DoubleArena(count: 2 * lines)
    saved = DoubleArena(count: 2 * lines)
  }

  private func place(_ line: MechanismLine, _ mechanism: Int) -> Int {
    GroupLine.allCases.count + mechanism * MechanismLine.allCases.count + line.rawValue
  }

  func add(_ value: Double, to line: GroupLine) { add(value, line.rawValue) }
  func add(_ value: Double, to line: MechanismLine, of mechanism: Int) {
    add(value, place(line, mechanism))
  }
  func value(_ line: GroupLine) -> Double { arena.base[2 * line.rawValue] }
  func value(_ line: MechanismLine, of mechanism: Int) -> Double {
    arena.base[2 * place(line, mechanism)]
  }

  private func add(_ value: Double, _ index: Int) {
    let sum = arena.base + 2 * index
    let wanted = value - sum[1]
    let next = sum[0] + wanted
    sum[1] = (next - sum[0]) - wanted
    sum[0] = next
  }

  func save() { saved.base.update(from: arena.base, count: arena.count) }
  func restore() { arena.base.update(from: saved.base, count: arena.count) }
}
