import Foundation
import MechanismCatalogue
import Testing

#if os(Linux)
  @Suite("Damaged library files")
  struct DamagedFileTests {
    private let folder: TemporaryFolder
    private let good: [UInt8]

    init() throws {
      folder = try TemporaryFolder()
      try FixtureLibrary.build("Fixture", in: folder)
      good = try folder.bytes(of: LibraryName.file("Fixture"))
      try FileManager.default.removeItem(
        at: folder.url.appendingPathComponent(LibraryName.file("Fixture")))
    }

    /// Why a file with these contents is refused, or nil if it is not.
    private func reason(_ bytes: [UInt8]) throws -> String? {
      let other = try TemporaryFolder()
      try other.write(bytes, to: LibraryName.file("Fixture"))
      return MechanismCatalogue.load(directories: [other.path]).failures.first?.reason
    }

    private func changed(_ offset: Int, to value: UInt8) -> [UInt8] {
      var bytes = good
      bytes[offset] = value
      return bytes
    }

    @Test("the undamaged file is fine")
    func undamaged() throws {
      #expect(try reason(good) == nil)
    }

    @Test("a file that is cut off anywhere is refused")
    func cutOff() throws {
      let lengths = Array(stride(from: 1, to: good.count, by: 211)) + [good.count - 1]
      for length in lengths {
        let reason = try #require(try reason(Array(good.prefix(length))), "\(length) bytes")
        #expect(reason.contains(length < 4 ? "not a shared library" : "cut off"), "\(length)")
      }
    }

    @Test("a file whose end was never written is refused")
    func zeroFilled() throws {
      for length in stride(from: 64, to: good.count - 64, by: 499) {
        let bytes = good.prefix(length) + [UInt8](repeating: 0, count: good.count - length)
        #expect(try reason(Array(bytes)) != nil, "\(length)")
      }
    }

    @Test("what is no library is refused")
    func otherFiles() throws {
      #expect(try reason([]) == "the file is empty")
      #expect(try reason([UInt8]("#!/bin/sh\necho hello\n".utf8)) == "it is not a shared library")
      #expect(try reason(changed(4, to: 1))?.contains("another machine") == true)
      #expect(try reason(changed(5, to: 2))?.contains("another machine") == true)
      #expect(try reason(changed(18, to: 21))?.contains("another machine (ELF machine 21)") == true)
      #expect(try reason(changed(16, to: 1))?.contains("another kind") == true)
    }

    @Test("a folder and a dangling link in the place of a library are refused")
    func notFiles() throws {
      let other = try TemporaryFolder()
      try FileManager.default.createDirectory(
        at: other.url.appendingPathComponent(LibraryName.file("A")),
        withIntermediateDirectories: false)
      try FileManager.default.createSymbolicLink(
        atPath: other.url.appendingPathComponent(LibraryName.file("B")).path,
        withDestinationPath: "/nowhere")
      let failures = MechanismCatalogue.load(directories: [other.path]).failures
      #expect(failures.count == 2 && failures.allSatisfy { $0.reason.contains("not a file") })
    }

    @Test("damage to any byte of the headers is survived")
    func headers() throws {
      let headerEnd = 64 + 56 * Int(good[56])
      // Many files a folder: what is asked is that the process survives loading all of them.
      let other = try TemporaryFolder()
      for offset in 0..<headerEnd {
        for change in [0x01, 0x80, 0xFF] as [UInt8] {
          try other.write(
            changed(offset, to: good[offset] ^ change),
            to: LibraryName.file("F\(offset)x\(change)"))
        }
      }
      let (catalogue, failures) = MechanismCatalogue.load(directories: [other.path])
      #expect(catalogue.mechanisms.isEmpty && failures.count == 3 * headerEnd)
    }
  }
#endif
