import Foundation
import Testing

/// A terminal without a screen: what a command writes to `inside` can be read.
final class PseudoTerminal {
  /// The end that a command gets.
  let inside: FileHandle
  private let outside: Int32
  /// All that was read so far.
  private(set) var text = ""

  init() throws {
    var ends: (outside: Int32, inside: Int32) = (-1, -1)
    try #require(openpty(&ends.outside, &ends.inside, nil, nil, nil) == 0)
    outside = ends.outside
    inside = FileHandle(fileDescriptor: ends.inside, closeOnDealloc: true)
    _ = fcntl(outside, F_SETFL, O_NONBLOCK)
  }

  deinit { close(outside) }

  /// Reads what has been written since, and returns all of it.
  func read() -> String {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Foundation.read(outside, &buffer, buffer.count)
      guard count > 0 else { return text }
      text += String(decoding: buffer[..<count], as: UTF8.self)
    }
  }
}
