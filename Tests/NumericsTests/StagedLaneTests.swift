import Numerics
import Testing

/// Rows that go through a step in stages have the bits that they have at once.
@Suite("Lanes in stages")
struct StagedLaneTests {
  /// Something to evaluate, written once as mechanisms are.
  private protocol Equations {
    static func value<L: Lane>(_ x: L, _ y: L) -> L
  }

  private static func lanes(_ first: Int) -> Lanes {
    var lanes = Lanes()
    for lane in 0..<8 { lanes[lane] = 0.17 * Double(first + lane) - 2.03 }
    return lanes
  }

  /// `E` in all stages, of two rows at once whose stages take turns; what the last stage writes.
  private func inStages<E: Equations>(_: E.Type, _ x: [Lanes], _ y: Lanes) -> [Lanes] {
    let nothing = Lanes(repeating: .nan)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: Tape.capacity + 16) { memory in
      guard let base = memory.baseAddress else { return [] }
      base.update(repeating: .nan, count: Tape.capacity + 16)
      let results = base + Tape.capacity
      func take<S: Stage>(_: S.Type, _ row: Int) {
        var tape = Tape(row: row, in: base)
        withUnsafeMutablePointer(to: &tape) { tape in
          let x = StagedLane<S>(x[row]).recorded(on: tape)
          E.value(x, StagedLane(y)).store(results + 8 * row)
        }
        if S.number < LastStage.number { #expect(Lanes.load(results + 8 * row)[0].isNaN) }
      }
      nothing.store(results)
      nothing.store(results + 8)
      take(FirstStage.self, 0)
      take(FirstStage.self, 1)
      take(SecondStage.self, 0)
      take(SecondStage.self, 1)
      take(ThirdStage.self, 0)
      take(ThirdStage.self, 1)
      take(LastStage.self, 0)
      take(LastStage.self, 1)
      return [Lanes.load(results), Lanes.load(results + 8)]
    }
  }

  private func expectSame<E: Equations>(_: E.Type) {
    let x = [Self.lanes(0), Self.lanes(8)]
    let y = Self.lanes(40)
    let found = inStages(E.self, x, y)
    for row in 0..<2 {
      let expected = E.value(x[row], y)
      for lane in 0..<8 {
        #expect(
          found[row][lane].bitPattern == expected[lane].bitPattern, "row \(row), lane \(lane)")
      }
    }
  }

  private enum Operations: Equations {
    static func value<L: Lane>(_ x: L, _ y: L) -> L {
      let sum = x + y - x * y
      let most = (-sum).maximum(x).minimum(y + y)
      let chosen = x.selectedWhereLess(than: L(splat: -1), most, else: sum)
      return chosen.multiplied(by: y, adding: x) / (y * y)
    }
  }

  private enum Functions: Equations {
    static func value<L: Lane>(_ x: L, _ y: L) -> L {
      let square = x * x
      let first = L.exponential(x) + L.exponentialMinusOne(x) * L.exprelr(x)
      let second = L.logarithm(square) / L.normalLogarithm(y, over: square)
      return first + second + square.squareRootValue() * L.decay(-square)
    }
  }

  /// Quotients that wait for each other, more than there are stages.
  private enum Chain: Equations {
    static func value<L: Lane>(_ x: L, _ y: L) -> L {
      var result = x
      for _ in 0..<9 { result = y / (L.exponential(result * L(splat: 0.01)) + y) }
      return result
    }
  }

  /// More long operations than a tape has room for.
  private enum Many: Equations {
    static func value<L: Lane>(_ x: L, _ y: L) -> L {
      var sum = x
      for k in 1...50 { sum = sum + L.exponential(x * L(splat: 0.01 * Double(k))) / y }
      return sum
    }
  }

  /// A shortcut that asks for something that is not there before the second stage: with zeros in
  /// its place the first would go another way, and find another number of long operations there.
  private enum Shortcut: Equations {
    static func value<L: Lane>(_ x: L, _ y: L) -> L {
      let e = L.exponential(x)
      var sum = L.exponential(x + x)
      if L(splat: 0.5).isAnywhereLess(than: e) { sum = sum + e / y }
      return sum + L.exponential(y * x) / e
    }
  }

  /// A loop that would not end with zeros in the place of what is not there yet.
  private enum Loop: Equations {
    static func value<L: Lane>(_ x: L, _ y: L) -> L {
      var rest = L.exponential(-L.exponential(x))
      let part = rest * L(splat: 0.3)
      while L(splat: -1).isAnywhereLess(than: rest) { rest = rest - part }
      return L.exponential(rest) / y
    }
  }

  /// One that all stages answer alike.
  private enum Condition: Equations {
    static func value<L: Lane>(_ x: L, _ y: L) -> L {
      var sum = L.exponential(x + x)
      if y.isAnywhereLess(than: L(splat: 5)) { sum = sum + sum / y }
      if x.isAnywhereLess(than: L(splat: 0)) { sum = sum + L.exponential(x) / sum }
      return sum + L.exponential(x * y) / sum
    }
  }

  /// Something that is done in few places: not in the second row's, and in the first in some lanes.
  private enum Rarity: Equations {
    static func value<L: Lane>(_ x: L, _ y: L) -> L {
      var sum = L.exponential(x + x)
      L.rarely(x, lessThan: L(splat: -1.5), alongside: y) { sum = sum + L.exponential(y * x) / y }
      // Long operations that need it are done in the last stage, and others keep their places.
      return L.exponential(sum.late / y) + y / L.exponential(x)
    }
  }

  /// Short operations that are kept: of what is there at once, and of what long ones give, one and two
  /// of these deep.
  private enum Keeping: Equations {
    static func value<L: Lane>(_ x: L, _ y: L) -> L {
      let square = (x * x + y).kept
      let power = L.exponential(x).kept
      let fourth = (power * power * (power * power)).kept
      let inverse = L(splat: 1) / (fourth * square)
      let quotient = (square * (fourth * inverse)).kept
      let last = (L.exponential(quotient * L(splat: 0.1)) / y).kept
      return (L.exponential(last) + quotient + fourth + square).kept
    }
  }

  @Test("operations") func operations() { expectSame(Operations.self) }
  @Test("functions") func functions() { expectSame(Functions.self) }
  @Test("long chains") func chains() { expectSame(Chain.self) }
  @Test("short operations that are kept") func keeping() { expectSame(Keeping.self) }
  @Test("more operations than are kept") func many() { expectSame(Many.self) }

  @Test("shortcuts, whose stages may go different ways")
  func shortcuts() {
    expectSame(Shortcut.self)
    expectSame(Loop.self)
    expectSame(Condition.self)
    expectSame(Rarity.self)
  }

  @Test("what is on no tape is there in every stage")
  func unrecorded() {
    let (x, y) = (Self.lanes(3), Self.lanes(5))
    let early = Functions.value(StagedLane<FirstStage>(x), StagedLane(y))
    #expect(early.value == Functions.value(x, y))
    let other = StagedLane<FirstStage>(x).alongside(StagedLane(y))
    #expect(other.value == x && x.alongside(y) == x)
  }

  @Test("what is kept is made in the first stage in which it is there, and not again")
  func keptOnce() {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Tape.capacity) { memory in
      guard let base = memory.baseAddress else { return }
      base.update(repeating: 7, count: Tape.capacity)
      func half<S: Stage>(_: S.Type) -> Lanes {
        var tape = Tape(row: 2, in: base)
        return withUnsafeMutablePointer(to: &tape) { tape in
          let x = StagedLane<S>(Lanes(splat: 81)).recorded(on: tape)
          return (x.squareRootValue() * StagedLane(splat: 0.5)).kept.value
        }
      }
      #expect(half(SecondStage.self) == Lanes(splat: 7))
      #expect(half(FirstStage.self) == Lanes(splat: 4.5))
      #expect(half(SecondStage.self) == Lanes(splat: 4.5))
      #expect(half(LastStage.self) == Lanes(splat: 4.5))
    }
  }

  @Test("a long operation is done once, in the first stage that can")
  func once() {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Tape.capacity) { memory in
      guard let base = memory.baseAddress else { return }
      base.update(repeating: 7, count: Tape.capacity)
      func root<S: Stage>(_: S.Type) -> Lanes {
        var tape = Tape(row: 5, in: base)
        return withUnsafeMutablePointer(to: &tape) { tape in
          let x = StagedLane<S>(Lanes(splat: 81)).recorded(on: tape)
          return x.squareRootValue().squareRootValue().value
        }
      }
      // Later stages believe the tape; earlier ones know nothing.
      #expect(root(LastStage.self) == Lanes(splat: 7))
      #expect(root(FirstStage.self) == Lanes(splat: 0))
      #expect(root(SecondStage.self) == Lanes(splat: 3))
      #expect(root(LastStage.self) == Lanes(splat: 3))
    }
  }
}
