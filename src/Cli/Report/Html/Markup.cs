namespace ActiveSeg.Cli.Report.Html;

/// <summary>Text that is already HTML.</summary>
/// <param name="Text">Safe to put into a page as it is.</param>
internal readonly record struct Markup(string Text)
{
    /// <summary>Nothing.</summary>
    public static Markup Empty => new("");

    /// <summary>HTML from a template: every hole is escaped unless it is <see cref="Markup"/> itself.</summary>
    public static Markup Of(MarkupTemplate template) => new(template.ToStringAndClear());

    /// <summary>One after another.</summary>
    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Text)));

    /// <inheritdoc />
    public override string ToString() => Text;
}
