import ModelIO
import Testing

/// A generator that gives the same numbers on every run: SplitMix64.
///
/// Steele, Lea and Flood, OOPSLA 2014, doi:10.1145/2660193.2660195.
private struct RepeatableGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

@Suite("Damaged models")
struct DamagedModelTests {
  private static let pieces: [Unicode.Scalar] = Array(
    "{}[]():,-+*/&!|>'\"%@`#.\\ \t\n0123456789eEµΩ\u{FEFF}\u{200D}\u{301}\u{1F9E0}nai"
      .unicodeScalars)

  private func damaged(
    _ text: String, _ generator: inout RepeatableGenerator
  ) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0..<scalars.count, using: &generator)
      let piece = Self.pieces.randomElement(using: &generator) ?? " "
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: scalars[place] = piece
      case 1: scalars.insert(piece, at: place)
      case 2: scalars.remove(at: place)
      case 3: scalars.insert(contentsOf: [Unicode.Scalar](repeating: piece, count: 400), at: place)
      default:
        let end = min(scalars.count, place + Int.random(in: 1...60, using: &generator))
        let other = Int.random(in: 0..<scalars.count, using: &generator)
        scalars.insert(contentsOf: Array(scalars[place..<end]), at: other)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test("are read or refused on one line, and nothing else happens", arguments: 0..<20)
  func survives(_ seed: Int) {
    var generator = RepeatableGenerator(state: UInt64(seed))
    let models = [TestModels.rich, TestModels.patch, TestModels.pumpLeak, TestModels.network]
    for _ in 0..<25 {
      let text = damaged(models[seed % models.count], &generator)
      load(text)
    }
  }

  @Test("conditions are read or refused on one line too", arguments: 0..<20)
  func conditions(_ seed: Int) {
    var generator = RepeatableGenerator(state: UInt64(seed))
    let condition = "(v - 3 * e_k) / 2 > -[k]o * 2 mV/mM and volume < 2 * volume_at_start for 2 s"
    for _ in 0..<25 {
      let text = damaged(condition, &generator).filter { !"\"\\".contains($0) && !$0.isNewline }
      load(TestModels.pumpLeak.replacing("volume > 2 * volume_at_start", with: text))
    }
  }

  private func load(_ text: String) {
    do {
      _ = try TestModels.load(text: text)
    } catch let error as ModelIOError {
      #expect("\(error)".split(whereSeparator: \.isNewline).count == 1, "\(error)")
      #expect(!error.location.file.isEmpty)
    } catch {
      Issue.record("an error of another type: \(error)")
    }
  }
}
