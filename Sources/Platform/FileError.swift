/// Why a file could not be made, written or read.
package struct FileError: Error, Hashable, Sendable {
    /// The file or folder, as the caller named it.
    package var path: String
    package var cause: Cause

    package enum Cause: Hashable, Sendable {
        /// The name has a slash or a zero octet, is empty, too long, or means another folder.
        case badName
        case diskFull
        case alreadyExists
        case missing
        /// The place is a symbolic link, which is never followed.
        case symbolicLink
        case notPermitted
        /// More octets than the caller allows.
        case tooLarge
        /// A packed file whose octets cannot be unpacked.
        case damaged
        case other(SystemError)
    }

    package init(path: String, cause: Cause) {
        self.path = path
        self.cause = cause
    }

    package init(path: String, _ error: SystemError) {
        self.init(path: path, cause: Cause(error))
    }
}

extension FileError.Cause {
    fileprivate init(_ error: SystemError) {
        if error.isDiskFull {
            self = .diskFull
        } else if error.isAbsence {
            self = .missing
        } else if error.isPermission {
            self = .notPermitted
        } else if error.isExistence {
            self = .alreadyExists
        } else if error.isLink {
            self = .symbolicLink
        } else {
            self = .other(error)
        }
    }
}
