using System.Text.Json;
using ActiveSeg.Contracts.Storage;

namespace ActiveSeg.Storage.Rows;

/// <summary>States to text and back, the same in both dialects.</summary>
internal static class StateText
{
    /// <summary>A value by its runtime type.</summary>
    public static string Write(object value) => JsonSerializer.Serialize(value, value.GetType(), StateJson.Options);

    /// <exception cref="InvalidOperationException">The text is not a state of that type; the message names the row.</exception>
    public static T Read<T>(string body, string table, string project, string key)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, StateJson.Options)
                ?? throw new InvalidOperationException($"{table} '{project}/{key}' holds null");
        }
        catch (Exception e) when (e is JsonException or ArgumentException or NotSupportedException)
        {
            throw new InvalidOperationException($"{table} '{project}/{key}' is not a {typeof(T).Name}: {e.Message}", e);
        }
    }
}
