namespace ActiveSeg.Architecture.Tests.Repository;

/// <summary>How a rule's findings become a test's outcome.</summary>
internal static class Breaches
{
    /// <summary>Fails with every finding on a line of its own.</summary>
    public static void AssertNone(IEnumerable<string> breaches)
    {
        var all = breaches.ToArray();
        Assert.True(all.Length == 0, $"{all.Length} breach(es):\n{string.Join('\n', all)}");
    }

    /// <summary>Fails unless the rule found exactly what was planted.</summary>
    public static void AssertOnly(string expected, IEnumerable<string> breaches) =>
        Assert.Equal([expected], breaches);
}
