import Capture
import Model
import Platform
import Survey

extension Failure {
    /// What an error of the edges means to a person.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as FileError: self.init(error)
        case let error as ScopeError:
            self.init(error.kind == .usage ? .usage : .nothingToScan, error.text)
        case let error as SystemError where error.isPermission:
            self.init(
                .noPrivilege, ja: "管理者の権限が足りません（\(error)）。sudo を付けて実行してください。",
                en: "Privilege is missing (\(error)). Run it with sudo.")
        default:
            self.init(
                .couldNotComplete, ja: "最後まで実行できませんでした（\(error)）。",
                en: "It could not be completed (\(error)).")
        }
    }

    private init(_ error: FileError) {
        switch error.cause {
        case .diskFull:
            self.init(
                .cannotWrite, ja: "\(error.path) に書けません。ディスクがいっぱいです。空きを作ってから、もう一度実行してください。",
                en: "\(error.path) cannot be written: the disk is full. Make room and run it again.")
        case .missing:
            self.init(
                .badData, ja: "\(error.path) がありません。場所を確かめてください。",
                en: "\(error.path) does not exist. Check the path.")
        case .notPermitted:
            self.init(
                .cannotWrite, ja: "\(error.path) を使う権限がありません。別の場所を選ぶか、権限を確かめてください。",
                en:
                    "\(error.path) may not be used by this user. Choose another place or check its permissions."
            )
        case .tooLarge:
            self.init(
                .badData, ja: "\(error.path) は大きすぎて読めません。", en: "\(error.path) is too large to be read.")
        default:
            self.init(
                .cannotWrite, ja: "\(error.path) を使えません（\(error.cause)）。",
                en: "\(error.path) cannot be used (\(error.cause)).")
        }
    }
}
