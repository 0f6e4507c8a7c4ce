import ModelDescription
import Morphology
import Quantities
import Testing

@testable import Lowering

@Suite("Weights and delays")
struct NetworkValueTests {
  private static let a = CellSelection.first(300, of: "a")

  private func wiring(seed: UInt64 = 1) throws -> Wiring {
    let place = CellPositions.line(from: .init(x: 5), step: .init(x: 3, y: 4))
    return try Wiring([PopulationDescription("a", 300, place)], seed: seed)
  }

  private func weights(_ value: NetworkValue) throws -> [Double] {
    let entry = try ConnectionDescription([Self.a], [Self.a], .allToAll, weight: value)
    return try wiring().wire(entry, unit: "nS").weights
  }

  private static func nanosiemens(_ value: Double) -> Quantity { Quantity(value, .nanosiemens) }

  @Test("a constant is converted to the synapse's unit, and a delay to ms")
  func constants() throws {
    let entry = try ConnectionDescription(
      [Self.a], [Self.a], .ring(step: 1, size: nil),
      weight: .constant(Quantity(0.002, .microsiemens)), delay: .constant(Quantity(0.003, .second)))
    let wired = try wiring().wire(entry, unit: "nS")
    #expect(wired.weights.allSatisfy { $0 == 2 })
    #expect(wired.delays.allSatisfy { $0 == 3 })
  }

  @Test("uniform draws fill their range")
  func uniform() throws {
    let drawn = try weights(
      .uniform(from: Self.nanosiemens(2), to: Quantity(0.006, .microsiemens)))
    #expect(drawn.allSatisfy { $0 >= 2 && $0 < 6 })
    for slice in 0..<8 {
      let low = 2 + Double(slice) / 2
      #expect(isBinomial(drawn.count { $0 >= low && $0 < low + 0.5 }, drawn.count, 1.0 / 8))
    }
  }

  @Test("normal draws have their mean and deviation, and the normal's tails")
  func normal() throws {
    let drawn = try weights(
      .normal(mean: Self.nanosiemens(5), standardDeviation: Self.nanosiemens(2), least: nil))
    // The shares beyond 0, 1 and 2 deviations: Q(0), Q(1), Q(2) of the normal distribution.
    for (deviations, share) in [(0.0, 0.5), (1, 0.158655), (2, 0.0227501)] {
      #expect(isBinomial(drawn.count { $0 > 5 + 2 * deviations }, drawn.count, share))
      #expect(isBinomial(drawn.count { $0 < 5 - 2 * deviations }, drawn.count, share))
    }
  }

  @Test("normal draws that are too small are drawn again")
  func truncated() throws {
    let drawn = try weights(
      .normal(
        mean: Self.nanosiemens(5), standardDeviation: Self.nanosiemens(2),
        least: Self.nanosiemens(5)))
    #expect(drawn.allSatisfy { $0 >= 5 })
    // Given x > 5, the share above 7 is Q(1) / Q(0).
    #expect(isBinomial(drawn.count { $0 > 7 }, drawn.count, 2 * 0.158655))
  }

  @Test("lognormal draws have the mean and deviation of the value itself")
  func lognormal() throws {
    let drawn = try weights(
      .lognormal(mean: Self.nanosiemens(3), standardDeviation: Self.nanosiemens(3)))
    let found = moments(drawn)
    // 89 700 draws: the mean's own deviation is 3/√89700 = 0.01; 5 of them.
    #expect(abs(found.mean - 3) < 0.05)
    // Median exp(μ) = m²/√(m² + s²) = 3/√2, and exp(μ + σ) with σ = √ln 2.
    #expect(isBinomial(drawn.count { $0 > 2.12132 }, drawn.count, 0.5))
    #expect(isBinomial(drawn.count { $0 > 2.12132 * 2.299184 }, drawn.count, 0.158655))
  }

  @Test("a function of distance gets the distance between positions")
  func byDistance() throws {
    let delay = try formula("1 ms + distance / (0.5 m/s)")
    let entry = try ConnectionDescription(
      [Self.a], [Self.a], .allToAll, delay: .byDistance(delay))
    for connection in try wiring().wire(entry).all {
      // Neighbours are 5 um apart, and 0.5 m/s are 500 um/ms. Round-off of SI values: 1e-15.
      let expected = 1 + 5 * Double(abs(connection.source - connection.target)) / 500
      #expect(abs(connection.delay - expected) < 1e-13)
    }
  }

  @Test("weights, delays, places and pairs are drawn independently of each other")
  func independentDraws() throws {
    let unit = NetworkValue.uniform(from: Self.nanosiemens(0), to: Self.nanosiemens(1))
    let time = NetworkValue.uniform(
      from: Quantity(1, .millisecond), to: Quantity(2, .millisecond))
    let entry = try ConnectionDescription(
      [Self.a], [Self.a], .probabilityByDistance(try formula("0.5")), weight: unit,
      delay: time)
    let all = try wiring().wire(entry, sites: 2, unit: "nS").all
    let octants = Dictionary(grouping: all) { connection in
      [connection.weight < 0.5, connection.delay < 1.5, connection.site == 0]
    }
    #expect(octants.count == 8)
    #expect(octants.values.allSatisfy { isBinomial($0.count, all.count, 1.0 / 8) })
    // Small weights come from all pairs, not from those that were drawn most narrowly.
    #expect(isBinomial(all.count { $0.source < 150 && $0.weight < 0.5 }, all.count, 0.25))
  }

  @Test("each place of a synapse has draws of its own")
  func drawsPerPlace() throws {
    let unit = NetworkValue.uniform(from: Self.nanosiemens(0), to: Self.nanosiemens(1))
    let entry = try ConnectionDescription(
      [Self.a], [Self.a], .ring(step: 1, size: nil), site: .each, weight: unit)
    let weights = try wiring().wire(entry, sites: 3, unit: "nS").weights
    #expect(Set(weights).count == 900)
  }
}
