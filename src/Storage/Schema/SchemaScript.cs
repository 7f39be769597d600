using System.Globalization;

namespace ActiveSeg.Storage.Schema;

/// <summary>One numbered step of a dialect's schema.</summary>
/// <param name="Version">The schema's version after the step, from 1, without gaps.</param>
/// <param name="Sql">Statements of the dialect.</param>
internal sealed record SchemaScript(int Version, string Sql)
{
    /// <summary>The embedded scripts of a dialect in order.</summary>
    public static IReadOnlyList<SchemaScript> Load(string dialect)
    {
        var assembly = typeof(SchemaScript).Assembly;
        var scripts = new List<SchemaScript>();
        foreach (var name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!name.StartsWith(dialect + "/", StringComparison.Ordinal))
            {
                continue;
            }

            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var version = int.Parse(Path.GetFileNameWithoutExtension(name), CultureInfo.InvariantCulture);
            scripts.Add(new SchemaScript(version, reader.ReadToEnd()));
        }

        return scripts;
    }
}
