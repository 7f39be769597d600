using System.Collections.Immutable;

namespace ActiveSeg.Cli.Connection;

/// <summary>Where the servers of one cluster listen, in the order in which they are tried.</summary>
internal static class ServerAddresses
{
    /// <summary>The server that is asked when none is named.</summary>
    public const string Default = "http://127.0.0.1:5005";

    /// <summary>Environment variable with the servers to ask when no option names them.</summary>
    public const string Variable = "ACTIVESEG_SERVER";

    /// <summary>Reads one or more addresses separated by commas.</summary>
    /// <exception cref="FormatException">An address is not an absolute http or https address.</exception>
    public static ImmutableArray<Uri> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            throw new FormatException("no server address given");
        }

        return [.. parts.Select(Single)];
    }

    private static Uri Single(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? address
            : throw new FormatException($"'{text}' is not an address such as {Default}");
}
