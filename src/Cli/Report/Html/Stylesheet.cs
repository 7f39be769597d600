namespace ActiveSeg.Cli.Report.Html;

/// <summary>How the page looks, light and dark, on screen and paper.</summary>
internal static class Stylesheet
{
    /// <summary>Styles; structure colours are distinguishable with the common colour-vision deficiencies (after Okabe and Ito).</summary>
    public const string Text =
        """
        :root{color-scheme:light dark;--paper:#fcfcfa;--panel:#f3f3ef;--ink:#1c1f23;--quiet:#5b626b;--rule:#d9dad4;--accent:#1f5f8b;--warn-paper:#fdf3dc;--warn-rule:#d9a520;
        --chart-0:#b9bbb4;--chart-1:#c1440e;--chart-2:#0072b2;--chart-3:#00795a;--chart-4:#a0508a;--chart-5:#8a6d00;--chart-6:#4a4f57}
        @media(prefers-color-scheme:dark){:root{--paper:#15181c;--panel:#1e2329;--ink:#e6e8ea;--quiet:#9aa3ad;--rule:#343b43;--accent:#7fbce6;--warn-paper:#332a12;--warn-rule:#b98e22;
        --chart-0:#4a525b;--chart-1:#ff8a5c;--chart-2:#56b4e9;--chart-3:#3fcf9f;--chart-4:#e39bcb;--chart-5:#e6c643;--chart-6:#c3c8ce}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","DejaVu Sans",sans-serif}
        main{max-width:1080px;margin:0 auto;padding:2.5rem 1.5rem 5rem}
        h1{font-size:2rem;line-height:1.2;margin:.2rem 0 .3rem;font-weight:650;letter-spacing:-.01em}
        h2{font-size:1.3rem;margin:3.2rem 0 .6rem;padding-top:1.1rem;border-top:1px solid var(--rule);font-weight:650}
        h3{font-size:1.02rem;margin:1.4rem 0 .5rem}h3 small{font-weight:400;color:var(--quiet);margin-left:.5em}
        p{max-width:46rem;margin:.5rem 0}
        .kicker{text-transform:uppercase;letter-spacing:.09em;font-size:.75rem;color:var(--accent);margin:0;font-weight:600}
        .when,.note,figcaption,small{color:var(--quiet);font-size:.85rem}
        .lead{font-size:1.12rem;margin:1.3rem 0}
        .warning{background:var(--warn-paper);border-left:4px solid var(--warn-rule);padding:.8rem 1rem;margin:1.2rem 0;border-radius:0 6px 6px 0}
        nav{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;margin:1.5rem 0 0;font-size:.9rem}
        a{color:var(--accent)}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(200px,1fr));gap:.8rem;margin:1.4rem 0}
        .tiles div{background:var(--panel);border-radius:8px;padding:.9rem 1rem}
        .tiles dt{font-size:.82rem;color:var(--quiet)}.tiles dd{margin:0;overflow-wrap:anywhere;font-size:1.45rem;font-weight:650;line-height:1.3;font-variant-numeric:tabular-nums}
        .tiles dd.note{font-size:.8rem;font-weight:400}
        .wide{overflow-x:auto;margin:.8rem 0}
        table{border-collapse:collapse;font-size:.86rem;width:100%}
        th{text-align:left;font-weight:600;color:var(--quiet);font-size:.78rem;vertical-align:bottom}
        th,td{padding:.34rem .55rem .34rem 0;border-bottom:1px solid var(--rule)}
        td{vertical-align:top}tr.first td{border-top:1px solid var(--quiet)}
        .t{white-space:nowrap}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}th.n{white-space:normal}td small{white-space:nowrap}
        .chart{margin:1rem 0}.chart svg{width:100%;height:auto;display:block}
        .chart text{fill:var(--quiet);font:12px system-ui,"DejaVu Sans",sans-serif}.chart text.axis{fill:var(--ink)}
        .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(340px,1fr));gap:0 1.5rem}
        .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.3rem;font-size:.88rem;max-width:none}
        .legend i,.swatch{display:inline-block;vertical-align:middle;margin-right:.45em}
        .key{width:1.3em;height:3px;border-radius:2px}
        .k1{background:var(--chart-1)}.k2{background:var(--chart-2)}.k3{background:var(--chart-3)}.k4{background:var(--chart-4)}.k5{background:var(--chart-5)}.k6{background:var(--chart-6)}
        .c1{--o:#ff7a45}.c2{--o:#4cc3ff}.c3{--o:#35e0a1}.c4{--o:#f49ad6}.c5{--o:#ffd93b}.c6{--o:#c9d1d9}
        .swatch{width:.8em;height:.8em;border-radius:50%;background:var(--o);border:1px solid rgba(0,0,0,.35)}
        .sample{width:1.5em;height:.85em}.sample.shaded{background:color-mix(in srgb,var(--quiet) 45%,transparent)}.sample.line{height:0;border-top:2px solid var(--quiet)}
        .slice{margin:0}.film{position:relative;background:#000;border-radius:4px;overflow:hidden}
        .film svg{display:block;width:100%;height:auto}
        .film path{stroke:var(--o);vector-effect:non-scaling-stroke;fill:none;stroke-width:1.3;stroke-linejoin:round;transition:opacity .15s}
        .film:hover path{opacity:0}.film path.model{stroke-width:1.6;filter:drop-shadow(0 0 .7px #000)}
        .film svg:has(.model) path.reference{fill:var(--o);fill-opacity:.32;fill-rule:evenodd;stroke:none}
        .edge{position:absolute;color:#fff;font-size:.7rem;line-height:1;text-shadow:0 0 3px #000,0 0 3px #000;opacity:.9}
        .edge.w{left:5px;top:50%}.edge.e{right:5px;top:50%}.edge.n{top:5px;left:50%;text-align:left}.edge.s{bottom:5px;left:50%}
        figcaption{margin:.3rem 0 0;font-size:.8rem}
        details{margin:1rem 0}summary{cursor:pointer;padding:.3rem 0}
        .picks{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(205px,1fr));gap:1.3rem;margin:.8rem 0}
        .picks p{margin:.15rem 0;font-size:.83rem;line-height:1.4;overflow-wrap:anywhere}.picks .name{font-weight:600;margin-top:.4rem}
        .picks .note{font-size:.76rem}.blank{background:var(--panel);padding:2rem 1rem;text-align:center}
        .films{display:flex;flex-wrap:wrap;gap:1.2rem;align-items:flex-start}.films .slice{flex:1 1 240px;max-width:330px}.films table{flex:1 1 260px;width:auto}
        .arms td:not(:first-child){white-space:nowrap;font-variant-numeric:tabular-nums}.bar{display:inline-block;width:70px;height:.6em;background:var(--panel);margin-right:.5em;border-radius:2px}
        .bar i{display:block;height:100%;background:var(--quiet);border-radius:2px}.drawn{font-weight:700}.drawn .bar i{background:var(--accent)}.drawn::after{content:" drawn";font-weight:400;font-size:.75rem;color:var(--accent)}
        .strata .plot{width:170px;min-width:130px}.strata .plot svg{width:100%;height:auto;display:block;margin-top:.25rem}.strata th.plot{font-weight:400}.strata th.plot span:last-child{float:right}
        .rule{stroke:var(--rule)}.strong{stroke:var(--accent);stroke-width:2}.weak{stroke:var(--accent);stroke-width:2;stroke-dasharray:3 3;opacity:.7}.plot circle{fill:var(--accent)}
        .small{font-size:.7rem;background:var(--warn-paper);border:1px solid var(--warn-rule);border-radius:3px;padding:0 .3em;white-space:nowrap}
        .terms{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.3rem 1.4rem;font-size:.9rem}.terms dt{color:var(--quiet)}.terms dd{margin:0;overflow-wrap:anywhere}
        .slice,.picks li,.tiles div{break-inside:avoid}
        @media print{main{max-width:none;padding:0}nav{display:none}.film{print-color-adjust:exact}}
        """;
}
