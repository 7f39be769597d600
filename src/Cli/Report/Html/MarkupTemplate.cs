using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace ActiveSeg.Cli.Report.Html;

/// <summary>Collects an interpolated string and escapes what is put into its holes.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupTemplate
{
    private readonly StringBuilder text;

    /// <summary>Called by the compiler.</summary>
    public MarkupTemplate(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + (16 * formattedCount));

    /// <summary>The template itself.</summary>
    public void AppendLiteral(string literal) => text.Append(literal);

    /// <summary>HTML goes in as it is.</summary>
    public void AppendFormatted(Markup value) => text.Append(value.Text);

    /// <summary>Anything else is escaped.</summary>
    public void AppendFormatted<T>(T value, string? format = null) => text.Append(WebUtility.HtmlEncode(
        value is IFormattable number ? number.ToString(format, System.Globalization.CultureInfo.InvariantCulture) : value?.ToString()));

    /// <summary>The HTML.</summary>
    public string ToStringAndClear() => text.ToString();
}
