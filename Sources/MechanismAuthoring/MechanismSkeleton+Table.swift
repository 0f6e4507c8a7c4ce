extension MechanismSkeleton {
  /// The thunks that the C table needs, and the entry point.
  func table(export: String, events: Bool) -> String {
    let type = name.type
    return """
      /// The mechanism as a table of plain C: every line names a concrete type, since a C function
      /// cannot be generic.
      @_cdecl("skou_mechanism_library_\(type)")
      public func library\(type)() -> UnsafePointer<skou_mechanism_library> {
        exportLibrary([
          \(export)(
            \(type)<OneByOne>.self,
            lanes: skou_hooks(
      \(hooks("InLanes", events: events))),
            scalar: skou_hooks(
      \(hooks("OneByOne", events: events))))
        ])
      }

      """
  }

  /// One closure for each hook, on numbers of one kind.
  private func hooks(_ number: String, events: Bool) -> String {
    let plain = "\(name.type)<\(number)>.self"
    let slope = "\(name.type)<\(number)WithSlope>.self"
    var lines = [
      "initialize: { initialize(\(plain), $0) }", "advance: { advance(\(plain), $0) }",
      "current: { current(\(slope), $0) }", "step: { step(\(plain), slope: \(slope), $0) }",
      "observe: { observe(\(plain), $0) }", "rates: { rates(\(slope), $0) }",
    ]
    if events { lines.append("receive: { receive(\(plain), $0) }") }
    return lines.map { "        \($0)" }.joined(separator: ",\n")
  }
}
