import Addresses
package import Model

/// The listening sockets of a host as columns of plain text: a line each, for people and for other programs.
package struct ListenerTable {
    private let listeners: [HostListener]

    package init(_ listeners: [HostListener]) {
        self.listeners = listeners
    }

    /// The heading and a line for each socket; what is not known is `-`. Names of programs cannot reach the terminal
    /// as anything but printable characters.
    package func text(in language: Language) -> String {
        let headings = [
            Text(ja: "ポート", en: "Port"), Text(ja: "アドレス", en: "Address"), Text(ja: "プログラム", en: "Program"),
            Text(ja: "番号", en: "Number"), Text(ja: "利用者", en: "User"), Text(ja: "起動の単位", en: "Unit"),
        ]
        let rows = [headings.map { $0(language) }] + listeners.map(Self.cells)
        let widths = rows.reduce(into: [Int](repeating: 0, count: headings.count)) { widths, row in
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.columns) }
        }
        var text = ""
        for row in rows {
            for (column, cell) in row.dropLast().enumerated() {
                text += cell.padded(toColumns: widths[column] + 2)
            }
            text += (row.last ?? "") + "\n"
        }
        return text
    }

    private static func cells(_ listener: HostListener) -> [String] {
        [
            listener.port.description, listener.address.description, listener.process ?? "-",
            listener.pid.map(String.init) ?? "-", listener.user ?? "-", listener.unit ?? "-",
        ].map { $0.printable }
    }
}
