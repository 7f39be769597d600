namespace ActiveSeg.Lab.Report.Html;

/// <summary>How the page looks, light and dark, on screen and paper.</summary>
internal static class Stylesheet
{
    /// <summary>Styles; the colours of the figures are variables, so that they follow the theme.</summary>
    public const string Text =
        """
        :root{color-scheme:light dark;--paper:#fdfdfb;--panel:#f3f3ef;--ink:#1c1f23;--quiet:#5b626b;--rule:#d3d5ce;--accent:#1f5f8b;--warn-paper:#fdf3dc;--warn-rule:#d9a520;
        --series-0:#4a4f57;--series-1:#c1440e;--series-2:#0072b2;--series-3:#00795a;--series-4:#a0508a;--series-5:#8a6d00;--series-6:#4343c4;--series-7:#7a4b1e;--plain:#2f8794;--faint:#bec1c5}
        @media(prefers-color-scheme:dark){:root{--paper:#15181c;--panel:#1e2329;--ink:#e6e8ea;--quiet:#9aa3ad;--rule:#3a424b;--accent:#7fbce6;--warn-paper:#332a12;--warn-rule:#b98e22;
        --series-0:#c3c8ce;--series-1:#ff8a5c;--series-2:#56b4e9;--series-3:#3fcf9f;--series-4:#e39bcb;--series-5:#e6c643;--series-6:#a3a3ff;--series-7:#c99a6b;--plain:#66c2cf;--faint:#565e67}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","DejaVu Sans",sans-serif}
        main{max-width:1080px;margin:0 auto;padding:2.5rem 1.5rem 5rem}
        h1{font-size:2rem;line-height:1.2;margin:.2rem 0 .3rem;font-weight:650}
        h2{font-size:1.3rem;margin:3rem 0 .6rem;padding-top:1.1rem;border-top:1px solid var(--rule);font-weight:650}
        h3{font-size:1.02rem;margin:1.6rem 0 .4rem}
        p,li{max-width:46rem}p{margin:.5rem 0}li{margin:.3rem 0}ul{padding-left:1.2rem}
        .kicker{text-transform:uppercase;letter-spacing:.09em;font-size:.75rem;color:var(--accent);margin:0;font-weight:600}
        figcaption,small,.note{color:var(--quiet);font-size:.85rem}
        .warning{background:var(--warn-paper);border-left:4px solid var(--warn-rule);padding:.7rem 1rem;margin:1rem 0;border-radius:0 6px 6px 0}
        nav{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;margin:1.4rem 0 0;font-size:.9rem}a{color:var(--accent)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:.8rem;margin:1.3rem 0}
        .tiles div{background:var(--panel);border-radius:8px;padding:.8rem 1rem;break-inside:avoid}
        .tiles dt{font-size:.82rem;color:var(--quiet)}.tiles dd{margin:0;overflow-wrap:anywhere;font-size:1.25rem;font-weight:650;line-height:1.3}
        .wide{overflow-x:auto;margin:.8rem 0}
        table{border-collapse:collapse;font-size:.84rem;width:100%}
        th{text-align:left;font-weight:600;color:var(--quiet);font-size:.76rem;vertical-align:bottom}
        th,td{padding:.34rem .9rem .34rem 0;border-bottom:1px solid var(--rule)}td{vertical-align:top}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}th.n{white-space:normal}td small{display:block;white-space:nowrap}
        .sure{font-weight:700}.t{white-space:nowrap}
        figure{margin:1rem 0;overflow-x:auto}figure svg{display:block;width:100%;height:auto}
        .terms{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.3rem 1.4rem;font-size:.9rem}
        .terms dt{color:var(--quiet)}.terms dd{margin:0;overflow-wrap:anywhere}
        @media print{main{max-width:none;padding:0}nav{display:none}svg rect{print-color-adjust:exact}}
        """;
}
