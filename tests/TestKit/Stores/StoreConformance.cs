using System.Collections.Immutable;
using System.Text.Json;
using ActiveSeg.Contracts.Storage;
using ActiveSeg.Domain.Projects;

namespace ActiveSeg.TestKit.Stores;

/// <summary>What every project store must do; a dialect derives from it and adds nothing.</summary>
public abstract partial class StoreConformance : IAsyncLifetime
{
    private readonly List<IProjectStore> _opened = [];

    protected static ProjectId Lumbar => SampleStates.Project();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected IProjectStore Store { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        Store = await OpenAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await CloseAsync(store);
        }

        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Makes an empty place for one test.</summary>
    protected abstract ValueTask PrepareAsync();

    /// <summary>A new store object on the test's place, not initialised.</summary>
    protected abstract IProjectStore Create();

    /// <summary>Lets the store's clock, as work sees it, go on.</summary>
    protected abstract Task LetTimePassAsync(TimeSpan span);

    /// <summary>Removes the test's place.</summary>
    protected abstract ValueTask RemoveAsync();

    /// <summary>Another initialised store object on the same place, as a second process or a restart would have it.</summary>
    protected async Task<IProjectStore> OpenAsync()
    {
        var store = Create();
        _opened.Add(store);
        await store.InitializeAsync(Token);
        return store;
    }

    protected static void Same<T>(T expected, T actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected, StateJson.Options), JsonSerializer.Serialize(actual, StateJson.Options));

    protected static Commit CommitOf(
        RequestRecord? request = null,
        ImmutableArray<DocumentWrite> documents = default,
        ImmutableArray<ScanWrite> scans = default,
        ImmutableArray<NewWork> work = default) => new(
        Lumbar,
        request,
        documents.IsDefault ? [] : documents,
        scans.IsDefault ? [] : scans,
        work.IsDefault ? [] : work);

    protected static DocumentWrite ProjectWrite(long expected, string displayName = "Lumbar", string tag = "") =>
        new(DocumentKey.OfProject(Lumbar), expected, SampleStates.State(Lumbar, displayName), tag);

    protected async Task CommittedAsync(Commit commit) =>
        Assert.IsType<CommitOutcome.Committed>(await Store.CommitAsync(commit, Token));

    protected async Task<Stored<ProjectState>> ProjectAsync() =>
        await Store.ReadAsync<ProjectState>(DocumentKey.OfProject(Lumbar), Token)
        ?? throw new InvalidOperationException("the project is not there");

    private static async ValueTask CloseAsync(IProjectStore store)
    {
        switch (store)
        {
            case IAsyncDisposable closing:
                await closing.DisposeAsync();
                break;
            case IDisposable closing:
                closing.Dispose();
                break;
        }
    }
}
