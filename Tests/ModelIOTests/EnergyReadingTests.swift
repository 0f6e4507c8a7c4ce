import ModelDescription
import ModelIO
import Quantities
import Testing

@Suite("Books on energy of a model")
struct EnergyReadingTests {
  @Test("are kept where the model asks for them, and not else")
  func read() throws {
    #expect(try TestModels.load().energy == nil)
    let energy = try #require(
      try TestModels.load(["energy": "{atp_free_energy: -57 kJ/mol}"]).energy)
    #expect(try energy.atpFreeEnergy.value(in: .kilojoulePerMole) == -57)
  }

  @Test("any unit of an energy per amount will do")
  func units() throws {
    let energy = try TestModels.load(["energy": "{atp_free_energy: -5.0e4 J/mol}"]).energy
    #expect(try energy?.atpFreeEnergy.value(in: .kilojoulePerMole) == -50)
  }
}
