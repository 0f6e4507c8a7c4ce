import ModelDescription
import Quantities

/// What `skou calibrate` found.
struct CalibrationReport {
  private let calibration: Calibration
  private let values: [Double]
  private let before: [Calibration.Flux]
  private let after: [Calibration.Flux]

  init(_ calibration: Calibration, _ values: [Double]) throws {
    self.calibration = calibration
    self.values = values
    before = try calibration.fluxes(calibration.unknowns.map(\.value))
    after = try calibration.fluxes(values)
  }

  var text: String {
    let name = calibration.model.cell.name
    return [
      "net fluxes into '\(name)' in the state given", Format.table(fluxes), "parameters",
      Format.table(parameters), "to use them", settings, Format.list(remarks),
    ].joined(separator: "\n")
  }

  private var fluxes: [[String]] {
    [["", "before", "after", ""]]
      + zip(before, after).map { before, after in
        let unit = isNeutral(before.name) ? "amol/ms" : "pA"
        return [before.name, number(before.total), number(after.total), unit]
      }
  }

  /// What is left of a picoampere by rounding is nothing.
  private func number(_ flux: Double) -> String {
    Format.number(abs(flux) < 1e-9 ? 0 : flux, digits: 6)
  }

  private func isNeutral(_ name: String) -> Bool {
    calibration.model.cell.ions.first { $0.name == name }?.isNeutral ?? false
  }

  private var parameters: [[String]] {
    [["", "before", "after", ""]]
      + zip(calibration.unknowns, values).map { unknown, value in
        [
          unknown.name, Format.number(unknown.value, digits: 6), Format.number(value, digits: 10),
          "\(unknown.unit)",
        ]
      }
  }

  private var settings: String {
    zip(calibration.unknowns, values).map { unknown, value in
      "  --set 'cells.\(calibration.model.cell.name).mechanisms.\(unknown.name)="
        + "\(Quantity(value, unknown.unit))'"
    }.joined(separator: " \\\n")
  }

  private var remarks: [String] {
    let left = after.filter { abs($0.total) > 1e-9 || abs($0.worst) > 1e-9 }
    let open = left.filter { abs($0.total) > 1e-9 }.map(\.name)
    let uneven = left.filter { abs($0.total) <= 1e-9 }
    var remarks = ["'skou rest' with these says whether the rest is stable"]
    if !open.isEmpty {
      remarks.append("\(open.quotedList) still changes: none of these parameters moves it")
    }
    if let worst = uneven.max(by: { abs($0.worst) < abs($1.worst) }) {
      remarks.append(
        "balanced in the cell as a whole; in single compartments up to "
          + "\(Format.number(abs(worst.worst))) pA of \(worst.name) are left")
    }
    return remarks + osmosis
  }

  /// Where water moves, concentrations that differ in sum are no rest.
  private var osmosis: [String] {
    let cell = calibration.model.cell
    guard cell.volume.waterPermeability != nil else { return [] }
    func sum(_ side: KeyPath<IonDescription, Quantity?>) -> Double {
      cell.ions.reduce(0) { sum, ion in
        sum + ((try? ion[keyPath: side]?.value(in: .millimolar)) ?? 0)
      }
    }
    let difference = sum(\.inside) - sum(\.outside)
    guard abs(difference) > 1e-9 else { return [] }
    return [
      "water still moves: there are \(Format.number(abs(difference))) mM "
        + "\(difference > 0 ? "more" : "less") inside than outside; choose impermeants so that the "
        + "sums agree"
    ]
  }
}
