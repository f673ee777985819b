import Testing
import Wire

/// Which words of a page are kept to tell its maker.
struct HTMLMarksTests {
    private func marks(_ page: String) -> String? { HTMLMarks(in: Array(page.utf8))?.text }

    @Test(arguments: [
        ("<META NAME=generator CONTENT='WordPress 6.1'>", "generator=WordPress 6.1"),
        ("<form method=post action=\"/cgi-bin/luci?x=1\">", "form=/cgi-bin/luci"),
        ("<script src = '/js/a.js;jsessionid=1'></script>", "script=/js/a.js"),
        ("<meta http-equiv='Refresh' content='0; URL=/login.htm'>", "refresh=/login.htm"),
        ("<script>top.location.href = \"/web/login.asp\";</script>", "location=/web/login.asp"),
        ("<script>if (location.search == 'x') {}</script>", nil),
        ("<frame src=main.html><iframe src=b.html/>", "frame=main.html frame=b.html/"),
        ("<link rel=stylesheet href=/a.css><link href=/a.css>", "style=/a.css"),
        ("<script src=/z.js></script><form action=/a>", "form=/a script=/z.js"),
        ("<!-- <form action=/hidden> --><form action=/shown>", "form=/shown"),
        ("<script>x = '<form action=/inside>'</script>", nil),
        ("plain text < 3 > 2 <>", nil), ("", nil), ("<form", nil), ("<form action", nil),
        ("<form action=", nil), ("<form action='/open", "form=/open"), ("<!--", nil), ("<script", nil),
    ])
    func `a page gives its marks`(page: String, text: String?) {
        #expect(marks(page) == text)
    }

    @Test func `a page of many marks is cut, the most telling first`() throws {
        let page =
            (0..<600).map { "<script src=/\($0)\(String(repeating: "a", count: 300))></script>" }.joined()
            + "<form action=/late>"
        let text = try #require(marks("<form action=/first>" + page))
        #expect(text.count <= HTMLMarks.limit)
        #expect(text.hasPrefix("form=/first script=/0a"))
        #expect(text.split(separator: " ").allSatisfy { $0.count <= 96 + 10 })
    }

    @Test func `every cut of a page is read`() {
        let page = Array("<!-- c --><meta name='generator' content=\"x\"><script>location='/a'</script>".utf8)
        for length in 0...page.count { _ = HTMLMarks(in: Array(page.prefix(length))) }
    }
}
