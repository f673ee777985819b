/// The version of the program, as journals and `--version` name it.
enum Version {
    static let number = "0.1.0"
    static let tool = "tenken \(number)"
}
