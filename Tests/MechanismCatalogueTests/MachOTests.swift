import Foundation
@testable import MechanismCatalogue
import Testing

@Suite("Libraries of macOS")
struct MachOTests {
  /// A header with one segment of `size` bytes from the file's start on.
  private func image(
    machine: UInt32 = Machine.machOCode, kind: UInt32 = 6, segment size: UInt64 = 104
  ) -> [UInt8] {
    var bytes = MachOImage.magic
    func append(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number.littleEndian) { bytes += Array($0) }
    }
    for field in [machine, 0, kind, 1, 72, 0, 0] { append(field) }
    for field in [0x19, 72] as [UInt32] { append(field) }
    bytes += [UInt8](repeating: 0, count: 16)
    for field in [0, size, 0, size] as [UInt64] { append(field) }
    return bytes + [UInt8](repeating: 0, count: 16)
  }

  private func reader(_ bytes: [UInt8]) -> ByteReader { ByteReader(bytes: Data(bytes)) }

  private func reason(_ bytes: [UInt8]) -> String? {
    do {
      try MachOImage(reader(bytes)).check()
      return nil
    } catch {
      return error.reason
    }
  }

  @Test("are accepted whole, and refused cut off or for another machine")
  func thin() {
    #expect(reason(image()) == nil)
    #expect(reason(image(machine: 7))?.contains("another machine") == true)
    #expect(reason(image(kind: 2))?.contains("another kind") == true)
    #expect(reason(image(segment: 4000))?.contains("cut off") == true)
    #expect(reason(image(segment: .max))?.contains("cut off") == true)
    for length in 0..<104 {
      #expect(reason(Array(image().prefix(length))) != nil, "\(length) bytes")
    }
  }

  @Test("are found among those of other machines")
  func fat() throws {
    func entry(_ machine: UInt32, offset: UInt32) -> [UInt8] {
      [machine, 0, offset, 0, 0].flatMap { number in
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
      }
    }
    let header = MachOImage.fatMagic + [0, 0, 0, 2] + entry(7, offset: 0)
    let good = header + entry(Machine.machOCode, offset: 48) + image(segment: 100)
    try MachOImage.checkFat(reader(good))
    let foreign = header + entry(8, offset: 48) + image()
    #expect(throws: LibraryDefect.self) { try MachOImage.checkFat(reader(foreign)) }
    let beyond = header + entry(Machine.machOCode, offset: .max)
    #expect(throws: LibraryDefect.self) { try MachOImage.checkFat(reader(beyond)) }
  }
}
