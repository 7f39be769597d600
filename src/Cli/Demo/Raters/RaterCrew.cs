using ActiveSeg.Cli.Connection;
using ActiveSeg.Cli.Import;
using ActiveSeg.Cli.Output;
using ActiveSeg.Volumes.Raters;

namespace ActiveSeg.Cli.Demo.Raters;

/// <summary>Simulated raters who work side by side until they are told that the round needs no more reads.</summary>
internal sealed class RaterCrew
{
    private readonly List<RaterClient> members;

    /// <summary>Hires raters.</summary>
    /// <param name="clients">The server.</param>
    /// <param name="terminal">Where trouble is told.</param>
    /// <param name="clock">Measures waits.</param>
    /// <param name="project">The project.</param>
    /// <param name="cohort">Holds the masks that the raters imitate.</param>
    /// <param name="count">Raters.</param>
    /// <param name="seed">Of their errors.</param>
    public RaterCrew(
        ServerClients clients, Terminal terminal, TimeProvider clock, string project, Cohort cohort, int count, long seed)
    {
        var scans = cohort.Scans.ToDictionary(scan => scan.Name);
        members = [.. Enumerable.Range(0, count).Select(number => new RaterClient(
            clients, terminal, clock, project, scans, NameOf(number),
            new SimulatedRater((ulong)seed + (ulong)number, RaterProfile.Panel[number % RaterProfile.Panel.Length])))];
    }

    /// <summary>Name of a rater; it says that the rater is simulated.</summary>
    public static string NameOf(int number)
    {
        var panel = RaterProfile.Panel;
        return panel[number % panel.Length].Name + (number < panel.Length ? "" : $"-{(number / panel.Length) + 1}");
    }

    /// <summary>Works until the token ends it, or one rater cannot go on.</summary>
    public async Task WorkAsync(CancellationToken token)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(token);
        var shifts = members.Select(member => member.WorkAsync(all.Token)).ToList();
        try
        {
            await await Task.WhenAny(shifts);
        }
        finally
        {
            await all.CancelAsync();
            await Task.WhenAll(shifts).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }
}
