extension HTMLPage {
    /// Dark text on light grounds, every pair with a contrast of at least 4.5 (WCAG 2.2, 1.4.3); every coloured sign
    /// also has its word.
    static let styleSheet: StaticString = """
        :root { color-scheme: light; --line: #8a94a3; --soft: #eef1f5; --ink: #16202c; --faint: #47515f; }
        * { box-sizing: border-box; }
        html { font: 16px/1.6 "BIZ UDPGothic", "Yu Gothic UI", "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP",
          "IPAGothic", system-ui, sans-serif; color: var(--ink); background: #ffffff; }
        body { margin: 0; }
        main { max-width: 62rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.5rem; margin: 0 0 .5rem; line-height: 1.3; }
        h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; padding-bottom: .2rem; border-bottom: 2px solid var(--ink); }
        h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
        h4 { font-size: 1rem; margin: 0 0 .3rem; }
        h5 { font-size: .85rem; margin: .4rem 0 .1rem; color: var(--faint); }
        p { margin: .4rem 0; }
        ul, ol { margin: .2rem 0; padding-left: 1.3rem; }
        code { font-family: ui-monospace, "Noto Sans Mono CJK JP", monospace; font-size: .9em; }
        .small, .none { font-size: .85em; color: var(--faint); }
        .banner { padding: .5rem .8rem; border: 2px solid; border-radius: .3rem; }
        .banner strong { margin-right: .8em; }
        .banner.stop { background: #fdecea; color: #8a1c12; }
        .banner.warn { background: #fff4d6; color: #6b4700; }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(19rem, 1fr)); gap: 0 1.5rem;
          margin: .5rem 0; }
        .facts div { display: flex; gap: .8rem; border-bottom: 1px solid #d5dae1; padding: .15rem 0; }
        .facts dt { flex: 0 0 7.5rem; color: var(--faint); }
        .facts dd { margin: 0; }
        .glance { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 1.5rem; }
        .glance h2 { margin-top: 1rem; }
        .inquiries h3 { margin: .5rem 0 .1rem; }
        .todo li { margin-bottom: .5rem; }
        .todo .badge, .item li .badge { margin-right: .5em; }
        .badge { display: inline-block; padding: 0 .5em; border: 1px solid; border-radius: .9em; font-size: .85em;
          font-weight: bold; }
        .badge span { margin-right: .3em; }
        .badge.supports-yes { color: #11572f; background: #e3f4e9; }
        .badge.supports-no, .severity-critical, .severity-high { color: #8a1c12; background: #fdecea; }
        .badge.partly, .severity-medium { color: #6b4700; background: #fff4d6; }
        .badge.cannot-tell, .severity-low { color: #2b4170; background: #e8eefb; }
        .badge.not-applicable, .severity-information { color: var(--faint); background: var(--soft); }
        .mark, .contradiction { font-weight: bold; color: #8a1c12; }
        .verdict { font-weight: bold; }
        .rank-0 { color: #8a1c12; }
        .item { border: 1px solid var(--line); border-left-width: 6px; border-radius: .3rem; padding: .6rem .8rem;
          margin: .7rem 0; }
        .item.supports-yes { border-left-color: #2b7a4b; }
        .item.supports-no { border-left-color: #b3261e; }
        .item.partly { border-left-color: #a56a00; }
        .item.cannot-tell { border-left-color: #3f5fa8; }
        .tags { display: flex; flex-wrap: wrap; gap: .3rem 1rem; font-size: .9rem; align-items: center; }
        .three { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 1rem; font-size: .92rem; }
        .three ul { padding-left: 1.1rem; }
        table { width: 100%; border-collapse: collapse; margin: .8rem 0; font-size: .9rem; }
        caption { text-align: left; font-weight: bold; padding: .2rem 0; break-after: avoid; }
        th, td { border: 1px solid var(--line); padding: .25rem .45rem; text-align: left; vertical-align: top; }
        thead th { background: var(--soft); white-space: nowrap; }
        tbody th { font-weight: normal; }
        tr { break-inside: avoid; }
        tbody tr:first-child { break-before: avoid; }
        table.limits { break-inside: avoid; }
        table.findings { table-layout: fixed; }
        .overview td:last-child, .overview th:first-child { white-space: nowrap; }
        .numbers td:nth-child(n+3) { text-align: right; font-variant-numeric: tabular-nums; }
        .devices td:nth-child(2) { min-width: 10.5rem; }
        .findings thead th:nth-child(1) { width: 24%; }
        .findings thead th:nth-child(2) { width: 14%; }
        .findings thead th:nth-child(5) { width: 11%; }
        table.grounds { table-layout: fixed; overflow-wrap: anywhere; }
        .grounds thead th:nth-child(1) { width: 3.6rem; }
        .grounds thead th:nth-child(2) { width: 9.5rem; }
        .grounds thead th:nth-child(3) { width: 11rem; }
        .octets { font-size: .78em; color: var(--faint); }
        .due { margin: 1.2rem 0 .2rem; font-weight: bold; }
        @media screen and (max-width: 46rem) {
          html { font-size: 15px; }
          .glance, .three { grid-template-columns: minmax(0, 1fr); }
          table, caption, tbody, tr, th, td { display: block; width: auto; }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          tr { border: 1px solid var(--line); border-radius: .3rem; margin-bottom: .6rem; padding: .3rem .5rem; }
          th, td { border: 0; padding: .1rem 0; min-width: 0; }
          tbody th { font-weight: bold; }
          td:empty { display: none; }
          td::before { content: attr(data-label) ": "; color: var(--faint); font-size: .85em; display: block; }
          .glance > :last-child { order: -1; }
          .overview tr { display: grid; grid-template-columns: 3.6rem minmax(0, 1fr) auto; gap: .5rem; margin: 0;
            border-width: 0 0 1px; border-radius: 0; }
          .overview td::before { content: none; }
          .numbers td:nth-child(n+3) { text-align: left; }
        }
        @page { size: A4; margin: 14mm 13mm 16mm; @bottom-right { content: counter(page) " / " counter(pages);
          font-size: 8pt; } }
        @media print {
          html { font-size: 9.2pt; line-height: 1.45; }
          main { max-width: none; padding: 0; }
          h2, h3, h4, h5 { break-after: avoid; }
          .front { break-after: page; font-size: .88em; line-height: 1.35; }
          .front h2 { margin: .5rem 0 .2rem; }
          .front ul, .front ol, .front p { margin: .15rem 0; }
          thead { display: table-header-group; }
          .badge, .banner, thead th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .glance { grid-template-columns: 46% minmax(0, 1fr); }
          .glance table { font-size: .95em; margin: .3rem 0; }
          .glance th, .glance td { padding: .1rem .3rem; }
        }
        """
}
