using System.Globalization;
using System.Net;

namespace ActiveSeg.Lab.Report.Html;

/// <summary>Text that is already HTML.</summary>
/// <param name="Text">Safe to put into a page as it is.</param>
internal readonly record struct Markup(string Text)
{
    /// <summary>Nothing.</summary>
    public static Markup Empty => new("");

    /// <summary>HTML from a template: every hole is escaped unless it is <see cref="Markup"/> itself.</summary>
    public static Markup Of(FormattableString template) => new(template.ToString(Escape.Instance));

    /// <summary>One after another.</summary>
    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Text)));

    /// <inheritdoc />
    public override string ToString() => Text;

    private sealed class Escape : IFormatProvider, ICustomFormatter
    {
        public static readonly Escape Instance = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            Markup markup => markup.Text,
            IFormattable number => WebUtility.HtmlEncode(number.ToString(format, CultureInfo.InvariantCulture)),
            _ => WebUtility.HtmlEncode(arg?.ToString()) ?? "",
        };
    }
}
