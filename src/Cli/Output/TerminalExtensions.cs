namespace ActiveSeg.Cli.Output;

/// <summary>Writes larger things.</summary>
internal static class TerminalExtensions
{
    /// <summary>Writes a table as part of the answer for people.</summary>
    public static void Table(this Terminal terminal, TextTable table)
    {
        foreach (var line in table.Lines())
        {
            terminal.Line(line);
        }
    }
}
