/// The coefficients of a one-step method with seven stages, the first one explicit.
///
/// ESDIRK5(4)7L[2]SA2 of Kennedy & Carpenter 2019 (Appl Numer Math 146:221,
/// doi:10.1016/j.apnum.2019.07.008; NASA/TM-2016-219173): order 5 with an embedded method of order
/// 4, L-stable, stiffly accurate, stages of order 2, every implicit stage with the same γ and
/// inside the step. Row sums are exact by construction, as in the paper.
public struct ImplicitTableau: Sendable {
  /// Stages, the explicit first one included.
  public static let stageCount = 7
  /// Order of the solution.
  public static let order = 5
  /// The diagonal entry of every implicit stage.
  public let gamma = 23.0 / 125.0
  /// Where in the step each stage lies.
  public let abscissae: [Double]
  /// The weights of each stage, row by row.
  ///
  /// Row i has those of the stages before i, and γ in place i (0 for the first stage). The last row
  /// is the solution itself.
  public let matrix: [[Double]]
  /// Weights of the embedded solution of order 4.
  public let embedded: [Double]

  /// The method.
  public init() {
    let c = [
      0, 46.0 / 125.0, 7_121_331_996_143.0 / 11_335_814_405_378.0, 49.0 / 353.0,
      3_706_679_970_760.0 / 5_295_570_149_437.0, 347.0 / 382.0, 1,
    ]
    // The columns 1 and later of each row; column 0 makes the row's sum right.
    let rows: [[Double]] = [
      [], [],
      [791_020_047_304.0 / 3_561_426_431_547.0],
      [
        -158_159_076_358.0 / 11_257_294_102_345.0, -85_517_644_447.0 / 5_003_708_988_389.0,
      ],
      [
        -1_653_327_111_580.0 / 4_048_416_487_981.0, 1_514_767_744_496.0 / 9_099_671_765_375.0,
        14_283_835_447_591.0 / 12_247_432_691_556.0,
      ],
      [
        -4_540_011_970_825.0 / 8_418_487_046_959.0, -1_790_937_573_418.0 / 7_393_406_387_169.0,
        10_819_093_665_085.0 / 7_266_595_846_747.0, 4_109_463_131_231.0 / 7_386_972_500_302.0,
      ],
      [
        -188_593_204_321.0 / 4_778_616_380_481.0, 2_809_310_203_510.0 / 10_304_234_040_467.0,
        1_021_729_336_898.0 / 2_364_210_264_653.0, 870_612_361_811.0 / 2_470_410_392_208.0,
        -1_307_970_675_534.0 / 8_059_683_598_661.0,
      ],
    ]
    abscissae = c
    matrix = (0..<Self.stageCount).map { stage in
      Self.row(stage, sum: c[stage], rows[stage], diagonal: 23.0 / 125.0)
    }
    embedded = Self.row(
      6, sum: 1,
      [
        -582_099_335_757.0 / 7_214_068_459_310.0, 615_023_338_567.0 / 3_362_626_566_945.0,
        3_192_122_436_311.0 / 6_174_152_374_399.0, 6_156_034_052_041.0 / 14_430_468_657_929.0,
        -1_011_318_518_279.0 / 9_693_750_372_484.0,
      ], diagonal: 1_914_490_192_573.0 / 13_754_262_428_401.0)
  }

  private static func row(
    _ index: Int, sum: Double, _ middle: [Double], diagonal: Double
  ) -> [Double] {
    var row = Array(repeating: 0.0, count: stageCount)
    guard index > 0 else { return row }
    for (offset, value) in middle.enumerated() { row[offset + 1] = value }
    row[index] = diagonal
    row[0] = sum - row[1...].reduce(0, +)
    return row
  }
}
