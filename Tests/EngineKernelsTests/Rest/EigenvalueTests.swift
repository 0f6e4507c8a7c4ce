import Foundation
import Testing

@testable import EngineKernels

@Suite("Eigenvalues")
struct EigenvalueTests {
  /// S D S⁻¹ with a random well-conditioned S: the product of a few shears.
  private func hidden(_ block: [[Double]], shears: Int, seed: UInt64) -> SquareMatrix {
    var a = block
    let size = a.count
    var state = seed
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 0x1p53 - 0.5
    }
    for _ in 0..<shears {
      let (i, j) = (Int(abs(random()) * 2 * Double(size)), Int(abs(random()) * 2 * Double(size)))
      guard i != j, i < size, j < size else { continue }
      let factor = random()
      for k in 0..<size { a[i][k] += factor * a[j][k] }
      for k in 0..<size { a[k][j] -= factor * a[k][i] }
    }
    return SquareMatrix(size: size, entries: Array(a.joined()))
  }

  private func diagonal(_ values: [Double]) -> [[Double]] {
    values.indices.map { i in values.indices.map { $0 == i ? values[i] : 0 } }
  }

  @Test("of hidden diagonals are found, equal ones too", arguments: [1, 2, 3, 12, 60])
  func real(size: Int) throws {
    let values = (0..<size).map { -1 - Double($0 / 2) * 0.7 }
    let found = try #require(
      hidden(diagonal(values), shears: 2 * size, seed: 5).eigenvalues())
    #expect(found.count == size)
    for (value, expected) in zip(found, values) {
      // Equal eigenvalues split by the root of the round-off.
      #expect(abs(value.real - expected) < 1e-5 && abs(value.imaginary) < 1e-5)
    }
  }

  @Test("that are complex come in pairs")
  func complex() throws {
    var block = diagonal([-1, -1, -0.5, -0.5, -3])
    (block[0][1], block[1][0]) = (2, -2)
    (block[2][3], block[3][2]) = (0.1, -0.1)
    let found = try #require(hidden(block, shears: 12, seed: 9).eigenvalues())
    let expected: [(Double, Double)] = [(-0.5, 0.1), (-0.5, -0.1), (-1, 2), (-1, -2), (-3, 0)]
    for (value, expected) in zip(found, expected) {
      #expect(abs(value.real - expected.0) < 1e-10 && abs(value.imaginary - expected.1) < 1e-10)
    }
  }

  @Test("of slow modes keep their digits beside fast ones")
  func graded() throws {
    let values = [-5e-8, -1e-6, -3e-5, -0.05, -2, -50]
    let found = try #require(hidden(diagonal(values), shears: 10, seed: 3).eigenvalues())
    for (value, expected) in zip(found, values) {
      // The rounding of 50, times the condition of the hidden basis.
      #expect(abs(value.real - expected) < 1e-13 + 1e-9 * abs(expected))
      #expect(value.imaginary == 0)
    }
  }

  @Test("of a polynomial's companion are its roots; of a rotation they have no real part")
  func companion() throws {
    // (x − 1)(x − 2)(x − 3)(x − 4)
    let rows: [[Double]] = [[10, -35, 50, -24], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]
    let found = try #require(
      SquareMatrix(size: 4, entries: Array(rows.joined())).eigenvalues())
    for (value, root) in zip(found, [4.0, 3, 2, 1]) { #expect(abs(value.real - root) < 1e-10) }
    let cycle: [[Double]] = [[0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]
    let roots = try #require(
      SquareMatrix(size: 4, entries: Array(cycle.joined())).eigenvalues())
    #expect(roots.allSatisfy { abs(hypot($0.real, $0.imaginary) - 1) < 1e-12 })
  }

  @Test("of nothing are none, and of what is not finite there are none to be had")
  func odd() {
    #expect(SquareMatrix(size: 0, entries: []).eigenvalues() == [])
    #expect(SquareMatrix(size: 1, entries: [.nan]).eigenvalues() == nil)
    #expect(SquareMatrix(size: 3, entries: Array(repeating: 0, count: 9)).eigenvalues()?.count == 3)
  }

  @Test("of a cable's compartments that are all alike are found")
  func alike() throws {
    // 15 blocks [[-50, 1e2], [1e-6, -1e-6]] coupled in a chain by the first unknown.
    let size = 30
    var rows = diagonal(Array(repeating: 0, count: size))
    for k in 0..<15 {
      let (v, c) = (2 * k, 2 * k + 1)
      rows[v][v] -= 0.05
      rows[v][c] = 1
      rows[c][v] = -1e-6
      rows[c][c] = -1e-6
      guard k > 0 else { continue }
      rows[v][v] -= 20
      rows[v - 2][v - 2] -= 20
      rows[v][v - 2] += 20
      rows[v - 2][v] += 20
    }
    let found = try #require(
      SquareMatrix(size: size, entries: Array(rows.joined())).eigenvalues())
    let trace = found.reduce(0) { $0 + $1.real }
    let expected = rows.indices.reduce(0) { $0 + rows[$1][$1] }
    #expect(abs(trace - expected) < 1e-10 * abs(expected))
    #expect(found.allSatisfy { $0.real < 0 })
  }
}
