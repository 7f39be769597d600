using System.Text;

namespace ActiveSeg.Grpc.Mapping;

/// <summary>Page sizes and tokens.</summary>
internal static class Pages
{
    /// <summary>The size to use: 0 takes the default, more than the most is taken as the most.</summary>
    /// <exception cref="ArgumentException">The size is negative.</exception>
    public static int Size(int asked, int standard, int most) =>
        asked < 0
            ? throw new ArgumentException($"page_size {asked} is negative")
            : asked == 0 ? standard : Math.Min(asked, most);

    /// <summary>The token of the page that follows a key.</summary>
    public static string Token(string lastKey) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(lastKey)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>The key that a token stands for; empty for the first page.</summary>
    /// <exception cref="ArgumentException">The token was not made by this server.</exception>
    public static string After(string token)
    {
        var text = token.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var count)
            && Encoding.UTF8.GetString(bytes, 0, count) is var key && !key.Any(char.IsControl)
            ? key
            : throw new ArgumentException($"page_token '{token}' is not one of this server's");
    }

    /// <summary>Position that a token stands for; 0 for the first page.</summary>
    /// <exception cref="ArgumentException">The token was not made by this server.</exception>
    public static int Position(string token)
    {
        var after = After(token);
        return after.Length == 0
            ? 0
            : int.TryParse(after, out var at) && at >= 0
                ? at
                : throw new ArgumentException($"page_token '{token}' is not one of this server's");
    }
}
