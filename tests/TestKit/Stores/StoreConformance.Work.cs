using ActiveSeg.Contracts.Storage;

namespace ActiveSeg.TestKit.Stores;

public abstract partial class StoreConformance
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task TakeWorkAsync_NewWork_ComesOldestFirstUpToTheLimit()
    {
        await AskAsync("1", "2", "3");

        var first = await Store.TakeWorkAsync(2, Minute, Token);
        var second = await Store.TakeWorkAsync(2, Minute, Token);

        Assert.Equal(["1", "2"], first.Select(m => m.Subject));
        Assert.Equal(["3"], second.Select(m => m.Subject));
        Assert.All(first, m => Assert.Equal((Lumbar, WorkKind.ConsensusRequested, 1), (m.Project, m.Kind, m.Attempts)));
        Assert.True(first[0].Id < first[1].Id);
    }

    [Fact]
    public async Task TakeWorkAsync_TakenAndNotConfirmed_IsHiddenUntilTheHoldEnds()
    {
        await AskAsync("1");
        await Store.TakeWorkAsync(10, Minute, Token);

        var hidden = await Store.TakeWorkAsync(10, Minute, Token);
        await LetTimePassAsync(Minute);
        var again = await Store.TakeWorkAsync(10, Minute, Token);

        Assert.Empty(hidden);
        Assert.Equal(2, Assert.Single(again).Attempts);
    }

    [Fact]
    public async Task FinishWorkAsync_Twice_WorkNeverComesBack()
    {
        await AskAsync("1");
        var message = Assert.Single(await Store.TakeWorkAsync(10, Minute, Token));

        await Store.FinishWorkAsync(message.Id, Token);
        await Store.FinishWorkAsync(message.Id, Token);

        await LetTimePassAsync(TimeSpan.FromDays(1));
        Assert.Empty(await Store.TakeWorkAsync(10, Minute, Token));
    }

    [Fact]
    public async Task PostponeWorkAsync_Failed_ComesBackAfterTheDelay()
    {
        await AskAsync("1");
        var message = Assert.Single(await Store.TakeWorkAsync(10, TimeSpan.FromDays(1), Token));

        await Store.PostponeWorkAsync(message.Id, Minute, "disk \0 full, Größe 3 µ", Token);

        Assert.Empty(await Store.TakeWorkAsync(10, Minute, Token));
        await LetTimePassAsync(Minute);
        Assert.Equal(message.Id, Assert.Single(await Store.TakeWorkAsync(10, Minute, Token)).Id);
    }

    [Fact]
    public async Task PostponeWorkAsync_AfterFinish_WorkStaysDone()
    {
        await AskAsync("1");
        var message = Assert.Single(await Store.TakeWorkAsync(10, Minute, Token));
        await Store.FinishWorkAsync(message.Id, Token);

        await Store.PostponeWorkAsync(message.Id, TimeSpan.Zero, "late", Token);

        Assert.Empty(await Store.TakeWorkAsync(10, Minute, Token));
    }

    [Fact]
    public async Task TakeWorkAsync_ByTwentyTakersAtOnce_NoMessageIsShared()
    {
        await AskAsync([.. Enumerable.Range(0, 120).Select(i => $"{i}")]);
        var second = await OpenAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            async () =>
            {
                var mine = new List<long>();
                while (true)
                {
                    var some = await (i % 2 == 0 ? Store : second).TakeWorkAsync(5, TimeSpan.FromHours(1), Token);
                    if (some.IsEmpty)
                    {
                        return mine;
                    }

                    mine.AddRange(some.Select(m => m.Id));
                }
            },
            Token)));

        var all = taken.SelectMany(t => t).ToArray();
        Assert.Equal(all.Distinct().Count(), all.Length);
        Assert.True(all.Length + (await Store.TakeWorkAsync(200, Minute, Token)).Length == 120);
    }

    private Task AskAsync(params string[] subjects) => CommittedAsync(
        CommitOf(work: [.. subjects.Select(s => new NewWork(WorkKind.ConsensusRequested, s))]));
}
